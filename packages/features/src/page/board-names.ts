import type { Ports } from '../state/index.ts';
import type { OwnStorage } from './own-storage.ts';

const key = 'healthcare.board-names';

/** Whether this terminal's board shows names, in the profile: it follows from where the screen hangs, not from who stands before it. */
export function boardNamesIn(storage: OwnStorage): Ports['boardNames'] {
  return {
    shown: () => storage.getItem(key) !== 'initials',
    show: (names) => storage.setItem(key, names ? 'names' : 'initials'),
  };
}
