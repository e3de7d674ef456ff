import { noPatient, type PatientView } from '@healthcare/domain/patients';
import { expect, test } from 'vitest';
import { likePatients } from './likeness.ts';
import { numberAsCompared, patientRow } from './patient-row.ts';

const fatma: Partial<PatientView> = {
  identity: 'known',
  family: { en: 'El-Masry', ar: 'المصري' },
  given: { en: 'Fatma Hassan', ar: 'فاطمة حسن' },
  sex: 'female',
  born: '1958-04-05',
  nationalId: '25804052101746',
  fileNumber: 'HC-004012',
  phone: '01001234567',
};
const row = (id: string, facts: Partial<PatientView>) =>
  patientRow({ ...noPatient, state: 'registered', identity: 'known', ...facts, id });
const numbers = ['25804052101746', 'HC-004012'].map(numberAsCompared);
const name = { family: fatma.family, given: fatma.given } as Pick<PatientView, 'family' | 'given'>;

test.each([
  [
    'the same national id under another name',
    { family: { en: 'X', ar: 'س' }, given: { en: 'Y', ar: 'ص' }, nationalId: '25804052101746' },
    'number',
  ],
  ['the same number on the wristband, written otherwise', { ...name, sex: 'male', fileNumber: 'hc 004012' }, 'number'],
  ['the same name, sex and birth', { ...name, sex: 'female', born: '1958-04-05' }, 'name'],
  ['the same name, nothing else known', { ...name, sex: 'notKnown' }, 'name'],
  [
    'the same name in Arabic alone, spelt otherwise',
    { given: { en: 'فاطمه حسن', ar: 'فاطمه حسن' }, family: { en: 'المصرى', ar: 'المصرى' }, sex: 'female' },
    'name',
  ],
  [
    'parts of the name in other fields',
    { given: { en: 'Fatma', ar: '؟' }, family: { en: 'Hassan Elmasry', ar: '؟' }, sex: 'female' },
    'name',
  ],
  ['about the same age', { ...name, sex: 'female', bornAbout: 1955 }, 'name'],
  ['another age', { ...name, sex: 'female', bornAbout: 1990 }, 'namesake'],
  ['another birth', { ...name, sex: 'female', born: '1958-04-06' }, 'namesake'],
  ['the other sex', { ...name, sex: 'male' }, 'namesake'],
  [
    'a shared phone alone',
    { family: { en: 'Ali', ar: 'علي' }, given: { en: 'Omar', ar: 'عمر' }, phone: '01001234567' },
    null,
  ],
  ['a part of the name', { family: fatma.family, given: { en: 'Fatma', ar: 'فاطمة' } }, null],
  ['whom nobody knows', { ...name, identity: 'unknown' }, null],
] as const)('P11 %s', (_, facts, by) => {
  const like = likePatients(row('fatma', fatma), numbers, [row('other', facts as Partial<PatientView>)]);
  expect(like.map((one) => one.by)).toEqual(by === null ? [] : [by]);
});

test('P11 neither itself nor who is merged already; the likeliest first', () => {
  const found = [
    row('fatma', fatma),
    row('merged', { ...fatma, state: 'merged', mergedInto: 'fatma' }),
    row('namesake', { ...name, sex: 'male' }),
    row('same', { ...name, sex: 'female' }),
    row('number', { fileNumber: 'HC-004012' }),
  ];
  const like = likePatients(row('fatma', fatma), numbers, found);
  expect(like.map(({ row: { id } }) => id)).toEqual(['number', 'same', 'namesake']);
});
