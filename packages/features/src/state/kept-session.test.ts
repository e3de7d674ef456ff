import { expect, test } from 'vitest';
import { nurse } from '../app/replica-for-tests.ts';
import { keptFrom, keptSessionInMemory } from './kept-session.ts';

const kept = { session: nurse, token: 'a-token-of-twenty-two-chars', left: false };

test('what was written is read again, and gone when it is taken back', () => {
  const memory = keptSessionInMemory(null);
  memory.write(kept);
  expect(memory.read()).toEqual(kept);
  expect(keptFrom(JSON.stringify(kept))).toEqual(kept);
  memory.write(null);
  expect(memory.read()).toBeNull();
});

test.each(['not json', '{}', '{"token":"short"}'])('%s is nobody', (text) => {
  expect(keptFrom(text)).toBeNull();
});
