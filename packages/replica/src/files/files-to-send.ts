import type { FilesToSend } from '../replica.ts';
import type { FileState } from './files.ts';

/** Files that are not wholly on the server, as one number that grows; those that were refused wait for a person, not for the line. */
export function filesToSend(states: ReadonlyMap<string, FileState>): FilesToSend | null {
  const unsent = [...states.values()].filter(({ phase }) => phase === 'waiting' || phase === 'sending');
  if (unsent.length === 0) return null;
  const done = unsent.reduce((sum, state) => sum + ('done' in state ? state.done : 0), 0);
  const total = unsent.reduce((sum, state) => sum + state.total, 0);
  return { files: unsent.length, done, total };
}

export function sameToSend(a: FilesToSend | null, b: FilesToSend | null): boolean {
  return a?.files === b?.files && a?.done === b?.done && a?.total === b?.total;
}
