import { expect, test } from 'vitest';
import { clinicalDate, elapsed, momentOf } from './time.ts';

test.each([
  [42_000, '0:42'],
  [1_021_000, '17:01'],
  [3_700_000, '1:01:40'],
  [-5, '0:00'],
])('%i ms is shown as %s', (ms, shown) => {
  expect(elapsed(ms)).toBe(shown);
});

test('dates are written as clinicians write them, with Latin digits in both languages', () => {
  const at = new Date(2008, 3, 5, 9, 7).getTime();
  expect(clinicalDate(at, 'en')).toBe('05-Apr-2008');
  expect(clinicalDate(at, 'ar')).toBe('05-أبريل-2008');
  expect(clinicalDate(new Date(2026, 8, 1).getTime(), 'en')).toBe('01-Sep-2026');
});

test('today needs no date, another day does', () => {
  const at = new Date(2026, 10, 23, 10, 42).getTime();
  expect(momentOf(at, new Date(2026, 10, 23, 23).getTime(), 'en')).toBe('10:42');
  expect(momentOf(at, new Date(2026, 10, 24, 1).getTime(), 'en')).toBe('23-Nov-2026 10:42');
});
