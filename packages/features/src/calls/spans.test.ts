import { expect, test } from 'vitest';
import { FIGURE_HOURS, figuresSince, midnightBefore } from './spans.ts';

const HOUR = 3_600_000;

test('in the afternoon the day is longer than the figures', () => {
  const now = new Date(2026, 10, 23, 15, 20).getTime();
  expect(figuresSince(now)).toBe(new Date(2026, 10, 23).getTime());
});

test('after midnight the figures reach into yesterday', () => {
  const now = new Date(2026, 10, 23, 2, 20).getTime();
  expect(figuresSince(now)).toBeLessThan(midnightBefore(now));
  expect(now - figuresSince(now)).toBeLessThanOrEqual(FIGURE_HOURS * HOUR);
});

test('it moves on once an hour, not with every second', () => {
  const now = new Date(2026, 10, 23, 2, 20).getTime();
  expect(figuresSince(now + 1000)).toBe(figuresSince(now));
  expect(figuresSince(now + HOUR)).toBe(figuresSince(now) + HOUR);
});
