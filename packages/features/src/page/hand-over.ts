import type { OwnStorage } from './own-storage.ts';

const key = 'healthcare.session';

/** A window's own storage, and the one of the whole profile. */
export interface Places {
  readonly window: OwnStorage;
  readonly profile: OwnStorage;
}

/**
 * A switch of user opens a fresh window, and with it goes the window's own storage. Calls have to keep coming in on the entry
 * screen (K2), so the pass under which they come is handed to the next window: it lies in the profile until that window takes it.
 */
export function handOver({ window, profile }: Places): void {
  const pass = window.getItem(key);
  if (pass !== null) profile.setItem(key, pass);
}

/** Takes what the window before has handed over, and leaves nothing behind. */
export function takeOver({ window, profile }: Places): void {
  const pass = profile.getItem(key);
  profile.removeItem(key);
  if (pass !== null && window.getItem(key) === null) window.setItem(key, pass);
}
