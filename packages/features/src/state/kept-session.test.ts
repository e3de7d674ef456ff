import { expect, test } from 'vitest';
import { nurse } from '../app/replica-for-tests.ts';
import { keptSessionIn } from './kept-session.ts';

function storage() {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key: string) => all.get(key) ?? null,
    setItem: (key: string, value: string) => void all.set(key, value),
    removeItem: (key: string) => void all.delete(key),
  };
}

const kept = { session: nurse, token: 'a-token-of-twenty-two-chars', left: false };

test('what was written is read again, and gone when it is taken back', () => {
  const window = storage();
  keptSessionIn(window).write(kept);
  expect(keptSessionIn(window).read()).toEqual(kept);
  keptSessionIn(window).write(null);
  expect(window.all.size).toBe(0);
  expect(keptSessionIn(window).read()).toBeNull();
});

test.each(['not json', '{}', '{"token":"short"}'])('%s is nobody', (text) => {
  const window = storage();
  window.setItem('healthcare.session', text);
  expect(keptSessionIn(window).read()).toBeNull();
});
