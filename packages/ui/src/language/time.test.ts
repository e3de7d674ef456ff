import { expect, test } from 'vitest';
import { clinicalDate, clinicalDay, clockTime, elapsed, momentOf } from './time.ts';

test.each([
  [42_000, '0:42'],
  [59_999, '0:59'],
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

test('all twelve months are named as the platform names them in Egypt', () => {
  const long = new Intl.DateTimeFormat('ar-EG', { month: 'long' });
  for (let month = 0; month < 12; month += 1) {
    const at = new Date(2026, month, 15);
    expect(clinicalDate(at.getTime(), 'ar')).toBe(`15-${long.format(at)}-2026`);
  }
});

test('a birth date is a day, the same in every time zone', () => {
  expect(clinicalDay('1948-02-29', 'en')).toBe('29-Feb-1948');
  expect(clinicalDay('1948-02-29', 'ar')).toBe('29-فبراير-1948');
  expect(clinicalDay('1948-13-29', 'en')).toBe('1948-13-29');
});

test('the clock has 24 hours', () => {
  expect(clockTime(new Date(2026, 1, 1, 0, 5).getTime())).toBe('00:05');
  expect(clockTime(new Date(2026, 1, 1, 23, 59).getTime())).toBe('23:59');
});

test('today needs no date, another day does', () => {
  const at = new Date(2026, 10, 23, 10, 42).getTime();
  expect(momentOf(at, new Date(2026, 10, 23, 23).getTime(), 'en')).toBe('10:42');
  expect(momentOf(at, new Date(2026, 10, 24, 1).getTime(), 'en')).toBe('23-Nov-2026 10:42');
});
