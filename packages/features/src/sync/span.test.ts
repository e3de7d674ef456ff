import { expect, test } from 'vitest';
import { spanOf } from './span.ts';

const MINUTE = 60_000;

test.each([
  [3 * MINUTE, 'minutes', 3],
  [90 * MINUTE, 'minutes', 90],
  [119.6 * MINUTE, 'hours', 2],
  [36 * 60 * MINUTE, 'hours', 36],
  [2880 * MINUTE - 200, 'days', 2],
  [10 * 1440 * MINUTE, 'days', 10],
] as const)('a clock that is wrong by %d ms is wrong by: %s, %d', (ms, unit, n) => {
  expect(spanOf(ms)).toEqual({ unit, n });
});
