import type { PersonHere } from '@healthcare/replica';
import { expect, test } from 'vitest';
import { scannedPerson, Typing } from './scanned.ts';

const person = (user: string, badges?: readonly string[]): PersonHere => ({
  ...{ user, name: { en: user, ar: user }, role: 'nurse', sex: 'female', lastMs: 0, destroyed: false },
  ...(badges && { badges: [...badges] }),
});
const people = [person('salma', ['01000000001']), person('omar', ['01000000002', 'n2044']), person('heba')];

function typed(text: string, everyMs: number): Typing {
  const typing = new Typing();
  for (let at = 1; at <= text.length; at += 1) typing.became(text.slice(0, at), at * everyMs);
  return typing;
}

test.each([
  ['01000000001', 8, 'salma'],
  ['N-2044', 8, 'omar'],
  ['n 2044', 20, 'omar'],
  ['٠١٠٠٠٠٠٠٠٠١', 8, 'salma'],
  ['99999999999', 8, 'unknown'],
  ['99999999999', 120, null],
  ['720518', 8, null],
] as const)('%s with %d ms between the keys is the badge of: %s', (text, everyMs, whose) => {
  const found = scannedPerson(text, typed(text, everyMs), people);
  expect(typeof found === 'object' ? (found?.user ?? null) : found).toBe(whose);
});

test('what is pasted, filled in by a program, or mended by hand is no scan, and is tried as a PIN', () => {
  const filled = new Typing();
  filled.became('99999999999', 5);
  expect(scannedPerson('99999999999', filled, people)).toBeNull();
  const mended = typed('9999999999', 8);
  mended.became('999999999', 90);
  mended.became('9999999999', 95);
  mended.became('99999999999', 100);
  expect(scannedPerson('99999999999', mended, people)).toBeNull();
});

test('a PIN that is typed is never taken for the badge of a colleague who has the same number', () => {
  const alike = ['720518', '01000000001', 'n2044', '44821907'];
  const colleagues = alike.map((badge) => person(badge, [badge]));
  for (const pin of alike)
    for (const everyMs of [35, 60, 120, 900]) expect(scannedPerson(pin, typed(pin, everyMs), colleagues)).toBeNull();
  // Pressed on the screen, key by key, or put in by a program that keeps passwords.
  const filled = new Typing();
  filled.became('720518', 4);
  expect(scannedPerson('720518', filled, colleagues)).toBeNull();
  // One key among them that took its time: hands.
  const paused = typed('7205', 8);
  paused.became('72051', 400);
  paused.became('720518', 408);
  expect(scannedPerson('720518', paused, colleagues)).toBeNull();
});
