import { expect, test } from 'vitest';
import { dayAsTyped, dayOf, typedDay } from './typed-day.ts';

test.each([
  ['5/4/1958', '1958-04-05'],
  ['05.04.1958', '1958-04-05'],
  ['05041958', '1958-04-05'],
  ['5 4 1958', '1958-04-05'],
  ['1958-04-05', '1958-04-05'],
  ['٥/٤/١٩٥٨', '1958-04-05'],
  ['29/2/2024', '2024-02-29'],
  ['29/2/2023', null],
  ['31/4/1958', null],
  ['5/4/58', null],
  ['5/4', null],
  ['1958', null],
  ['', null],
  ['soon', null],
])('%s is %s', (typed, day) => {
  expect(typedDay(typed)).toBe(day);
});

test('a stored day is typed again as it was', () => {
  expect(typedDay(dayAsTyped('1958-04-05'))).toBe('1958-04-05');
  expect(dayAsTyped(undefined)).toBe('');
});

test('the day is the one on the wall', () => {
  expect(dayOf(new Date(2026, 10, 3, 23, 59).getTime())).toBe('2026-11-03');
});
