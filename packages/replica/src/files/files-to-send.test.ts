import { expect, test } from 'vitest';
import type { FileState } from './files.ts';
import { filesToSend } from './files-to-send.ts';

const among = (...states: readonly FileState[]) => filesToSend(new Map(states.map((state, at) => [`f${at}`, state])));

test('what waits and what is under way count, with their parts; what is sent, refused, damaged or fetched does not', () => {
  const others = [
    { phase: 'sent', total: 9 },
    { phase: 'refused', total: 9 },
    { phase: 'damaged', total: 9 },
    { phase: 'fetching', done: 3, total: 9 },
  ] as const;
  expect(among(...others)).toBeNull();
  expect(among(...others, { phase: 'waiting', total: 4 }, { phase: 'sending', done: 3, total: 8 })).toEqual({
    files: 2,
    done: 3,
    total: 12,
  });
});
