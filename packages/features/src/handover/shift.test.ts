import { expect, test } from 'vitest';
import { shiftAt, spanOf } from './shift.ts';

const at = (day: number, hour: number, minute = 0) => new Date(2026, 0, day, hour, minute).getTime();

test.each([
  [at(5, 7), '2026-01-05', 'morning'],
  [at(5, 14, 59), '2026-01-05', 'morning'],
  [at(5, 15), '2026-01-05', 'evening'],
  [at(5, 23), '2026-01-05', 'night'],
  [at(6, 0), '2026-01-05', 'night'],
  [at(6, 6, 59), '2026-01-05', 'night'],
  [at(1, 3), '2025-12-31', 'night'],
] as const)('a night belongs to the day on which it began: %d is %s, %s', (nowMs, on, shift) => {
  expect(shiftAt(nowMs)).toEqual({ on, shift });
});

test('the spans of a day follow one another without a gap, and each instant lies in its own shift', () => {
  const spans = (['morning', 'evening', 'night'] as const).map((shift) => spanOf({ on: '2026-01-05', shift }));
  expect(spans.map(({ fromMs }) => fromMs)).toEqual([at(5, 7), at(5, 15), at(5, 23)]);
  expect(spans.map(({ untilMs }) => untilMs)).toEqual([at(5, 15), at(5, 23), at(6, 7)]);
  for (let hour = 0; hour < 72; hour += 1) {
    const nowMs = at(5, hour, 30);
    const { fromMs, untilMs } = spanOf(shiftAt(nowMs));
    expect(nowMs >= fromMs && nowMs < untilMs).toBe(true);
  }
});
