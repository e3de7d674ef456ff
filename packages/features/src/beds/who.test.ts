import { noPatient } from '@healthcare/domain/patients';
import { expect, test } from 'vitest';
import type { BedPatient } from './bed-patients.ts';
import { initialsFor, whoIs } from './who.ts';

const fatma: BedPatient = {
  ...noPatient,
  id: 'p1',
  entries: [],
  unsent: [],
  state: 'registered',
  identity: 'known',
  family: { en: 'El-Masry', ar: 'المصري' },
  given: { en: 'Fatma Hassan', ar: 'فاطمة حسن' },
  sex: 'female',
  born: '1958-04-05',
};
const in2026 = { language: 'en', today: '2026-04-04' } as const;

test('R5: the name family first in English, as it is spoken in Arabic; the age is counted in whole years', () => {
  expect(whoIs({ patient: 'x' }, fatma, in2026)).toMatchObject({
    name: 'El-Masry, Fatma Hassan',
    age: 67,
    isAbout: false,
  });
  expect(whoIs({ patient: 'x' }, fatma, { ...in2026, language: 'ar' }).name).toBe('فاطمة حسن المصري');
});

test('P1: somebody unknown has an estimated age; without a document there is the name by which the bed was asked for', () => {
  const { born: _, ...rest } = fatma;
  const unknown = { ...rest, identity: 'unknown', bornAbout: 1990 } as const;
  expect(whoIs({ patient: 'x' }, unknown, in2026)).toMatchObject({ age: 36, isAbout: true, identity: 'unknown' });
  expect(whoIs({ patient: 'Sara Adel' }, undefined, in2026)).toMatchObject({ name: 'Sara Adel', age: null });
});

test('P5: an allergy that stands beside "none known" is shown as a dispute', () => {
  const allergy = { entry: 'e1', by: 'n1', at: '', agent: 'penicillin', severity: 'severe', takenBack: null } as const;
  const known = { ...fatma, allergyState: 'known', allergies: [allergy] } as const;
  expect(whoIs({ patient: '' }, { ...known, allergies: [allergy] }, in2026).allergy).toBe('known');
  const disputed = { ...known, allergies: [allergy], noneKnown: [{ entry: 'e2', by: 'n2', at: '' }] };
  expect(whoIs({ patient: '' }, disputed, in2026).allergy).toBe('disputed');
});

test('a board that everybody can read has initials only', () => {
  expect(initialsFor('El-Masry, Fatma Hassan')).toBe('EH');
});
