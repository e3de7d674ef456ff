import { expect, test } from 'vitest';
import { type Box, boxAfterKey } from './arrow-keys.ts';

const box = (left: number, top: number): Box => ({ left, top, width: 10, height: 10 });
/** Two rooms of four beds beside each other, and one below. */
const ward = [box(0, 0), box(12, 0), box(0, 12), box(12, 12), box(30, 0), box(42, 0), box(0, 40)];

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 1, 4],
  ['ArrowRight', 3, 4],
  ['ArrowLeft', 4, 1],
  ['ArrowDown', 0, 2],
  ['ArrowDown', 2, 6],
  ['ArrowUp', 6, 2],
  ['ArrowLeft', 0, null],
  ['ArrowUp', 1, null],
  ['Enter', 0, null],
] as const)('%s from bed %i leads to the nearest bed in that direction: %s', (key, from, to) => {
  expect(boxAfterKey(ward, from, key)).toBe(to);
});
