import { expect, test } from 'vitest';
import { patientLabel } from './patient-words.ts';
import { unknownName } from './unknown-name.ts';

const fatma = { family: { en: 'El-Masry', ar: 'المصري' }, given: { en: 'Fatma Hassan', ar: 'فاطمة حسن' } };

test('P1: a patient is called as people say the name; somebody unknown is unknown first, in Arabic by their sex', () => {
  expect(patientLabel({ ...fatma, identity: 'known' }, 'en')).toBe('Fatma Hassan El-Masry');
  expect(patientLabel(fatma, 'ar')).toBe('فاطمة حسن المصري');
  const nowMs = new Date(2026, 10, 26, 3, 10).getTime();
  const woman = { ...unknownName('female', nowMs), identity: 'unknown' } as const;
  expect(patientLabel(woman, 'en')).toBe('Unknown woman 26-Nov-2026 03:10');
  expect(patientLabel(woman, 'ar')).toBe('امرأة 26-نوفمبر-2026 03:10 مجهولة الهوية');
  expect(unknownName('male', nowMs).family.ar).toBe('مجهول الهوية');
});
