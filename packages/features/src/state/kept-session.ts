import { SignedIn } from '@healthcare/protocol';
import { z } from 'zod';

const Kept = SignedIn.extend({ left: z.boolean() });

/** The session as it survives a reload. `left`: the person has gone, but calls still come in under it. */
export type Kept = Readonly<z.infer<typeof Kept>>;

/** Keeps a session for as long as the window lives, so that a reload with the server down goes on working. */
export interface KeptSession {
  read(): Kept | null;
  write(kept: Kept | null): void;
}

const key = 'healthcare.session';

/** In the window's own storage: gone with the window, not shared with other windows. */
export function keptSessionIn(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): KeptSession {
  return {
    read: () => keptFrom(storage.getItem(key)),
    write: (kept) => (kept ? storage.setItem(key, JSON.stringify(kept)) : storage.removeItem(key)),
  };
}

function keptFrom(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    return Kept.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // Not JSON: written by another version; the person signs in again.
  }
}
