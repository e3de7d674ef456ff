import { expect, test } from 'vitest';
import { characterOf } from './shortcuts.ts';

test.each([
  ['r', 'KeyR', 'r'],
  ['R', 'KeyR', 'r'],
  ['ق', 'KeyR', 'r'],
  ['?', 'Slash', '?'],
  ['؟', 'Slash', '?'],
  ['/', 'Slash', '/'],
  ['Enter', 'Enter', 'Enter'],
])('%s on %s is %s', (key, code, character) => {
  expect(characterOf({ key, code })).toBe(character);
});
