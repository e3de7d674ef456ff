import { openedText, sealedText } from '@healthcare/replica';
import { type Kept, type KeptSession, keptFrom, keptSessionInMemory } from '../state/index.ts';
import type { OwnStorage } from './own-storage.ts';

const place = 'healthcare.session';

/** A window's own storage, and the one of the whole profile. */
export interface Places {
  readonly window: OwnStorage;
  readonly profile: OwnStorage;
}

export interface SealedSession extends KeptSession {
  /** Resolves when what was written last is where the next page finds it. */
  written(): Promise<void>;
}

/**
 * The session of a desktop, sealed. This window's own storage brings its person back when the page dies; the profile's brings only the pass under
 * which calls come in, to a fresh window and to the next start (K2): nobody is signed in by it.
 */
export async function sealedSession(key: CryptoKey, places: Places): Promise<SealedSession> {
  const memory = keptSessionInMemory(await found(key, places));
  let last: Promise<void> = Promise.resolve();
  return {
    read: () => memory.read(),
    write(kept) {
      memory.write(kept);
      last = last.then(() => put(key, places, kept)).catch(() => undefined); // at stake is only that somebody signs in once more
    },
    written: () => last,
  };
}

async function found(key: CryptoKey, { window, profile }: Places): Promise<Kept | null> {
  const [here, before] = await Promise.all([opened(key, window), opened(key, profile)]);
  return here ?? (before && { ...before, left: true });
}

async function opened(key: CryptoKey, storage: OwnStorage): Promise<Kept | null> {
  const text = storage.getItem(place);
  if (text === null) return null;
  return keptFrom(await openedText(key, place, text).catch(() => '')); // an earlier program's, readable: its person signs in again
}

async function put(key: CryptoKey, { window, profile }: Places, kept: Kept | null): Promise<void> {
  for (const storage of [window, profile])
    if (kept) storage.setItem(place, await sealedText(key, place, JSON.stringify(kept)));
    else storage.removeItem(place);
}
