import { expect, test } from 'vitest';
import { typedTime } from './typed-time.ts';

const today = '2026-11-24';

test.each([
  ['24/11/2026 14:00', '2026-11-24T14:00'],
  ['2/12/2025 9:05', '2025-12-02T09:05'],
  ['23/11 14:00', '2026-11-23T14:00'],
  ['24/11 23:00', '2026-11-24T23:00'],
  ['25/11 14:00', '2025-11-25T14:00'],
  ['14:30', '2026-11-24T14:30'],
  ['٢/١١/٢٠٢٦ ١٤:٠٠', '2026-11-02T14:00'],
])('A5 %s is a time of the past, day first', (typed, time) => {
  expect(typedTime(typed, today, 'from')).toBe(time);
});

test('A5 a day alone is the whole day: from its first minute, until its last', () => {
  expect(typedTime('2/11/2026', today, 'from')).toBe('2026-11-02T00:00');
  expect(typedTime('2/11/2026', today, 'until')).toBe('2026-11-02T23:59');
});

test.each(['', 'soon', '31/11/2026', '24/11/2026 24:00', '11/24/2026', '24/11'])('A5 %j is none', (typed) => {
  for (const edge of ['from', 'until'] as const) expect(typedTime(typed, today, edge)).toBeNull();
});
