import { SignedIn } from '@healthcare/protocol';
import { z } from 'zod';

const Kept = SignedIn.extend({ left: z.boolean() });

/** The session as it outlives its screen. `left`: the person has gone, but calls still come in under it. */
export type Kept = Readonly<z.infer<typeof Kept>>;

/** Where it is kept: the token is as good as a password for as long as it lasts, so never readable on a disk. */
export interface KeptSession {
  read(): Kept | null;
  write(kept: Kept | null): void;
}

/** For as long as the page lives. */
export function keptSessionInMemory(kept: Kept | null): KeptSession {
  let now = kept;
  return {
    read: () => now,
    write: (next) => {
      now = next;
    },
  };
}

/** What was written as JSON; null for what another version wrote: the person signs in again. */
export function keptFrom(text: string): Kept | null {
  try {
    return Kept.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
