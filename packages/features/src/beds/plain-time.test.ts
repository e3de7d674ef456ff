import { expect, test } from 'vitest';
import { inFull, plainTimeOf, shortly } from './plain-time.ts';

test('what is planned is said by the wall clock: the hour today, the day otherwise, the year where it is another', () => {
  const now = plainTimeOf(new Date(2026, 10, 24, 10, 46).getTime());
  expect(now).toBe('2026-11-24T10:46');
  expect(shortly('2026-11-24T14:00', now, 'en')).toBe('14:00');
  expect(shortly('2026-11-26T14:00', now, 'en')).toBe('26-Nov');
  expect(shortly('2027-01-02T14:00', now, 'en')).toBe('02-Jan-2027');
  expect(shortly('2026-11-26T14:00', now, 'ar')).toBe('26-نوفمبر');
  expect(inFull('2026-11-24T14:00', 'ar')).toBe('24-نوفمبر-2026 14:00');
});
