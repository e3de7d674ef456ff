import { expect, test } from 'vitest';
import { dayAfter, momentAsTyped, typedMoment } from './typed-moment.ts';

const today = '2026-11-24';

test.each([
  ['24/11/2026 14:00', '2026-11-24T14:00'],
  ['2/12/2026 9:05', '2026-12-02T09:05'],
  ['02.12.2026 09.05', '2026-12-02T09:05'],
  ['2026-12-02T09:05', '2026-12-02T09:05'],
  ['2/12 14:00', '2026-12-02T14:00'],
  ['3/1 14:00', '2027-01-03T14:00'],
  ['14:30', '2026-11-24T14:30'],
  ['٢/١٢/٢٠٢٦ ١٤:٠٠', '2026-12-02T14:00'],
  ['  24/11/2026   00:00 ', '2026-11-24T00:00'],
])('%s is a moment, day first', (typed, moment) => {
  expect(typedMoment(typed, today)).toBe(moment);
});

test.each([
  '',
  '24/11/2026',
  '31/11/2026 14:00',
  '24/11/2026 24:00',
  '24/11/2026 14:60',
  'tomorrow',
  '12 14',
  '2:00 pm',
])('%s is none', (typed) => {
  expect(typedMoment(typed, today)).toBeNull();
});

test('what is stored is typed day first, and read back as it was; the last day of a month is followed by the first', () => {
  expect(momentAsTyped('2026-12-02T09:05')).toBe('02/12/2026 09:05');
  expect(typedMoment(momentAsTyped('2026-12-02T09:05'), today)).toBe('2026-12-02T09:05');
  expect([momentAsTyped(''), momentAsTyped('soon')]).toEqual(['', 'soon']);
  expect([dayAfter('2026-11-30'), dayAfter('2027-12-31')]).toEqual(['2026-12-01', '2028-01-01']);
});
