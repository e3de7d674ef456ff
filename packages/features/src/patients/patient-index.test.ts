import { noPatient, type PatientView } from '@healthcare/domain/patients';
import { expect, test } from 'vitest';
import { PatientIndex } from './patient-index.ts';
import { patientRow } from './patient-row.ts';

function indexOf(patients: Readonly<Record<string, Partial<PatientView>>>): PatientIndex {
  const index = new PatientIndex();
  for (const [id, facts] of Object.entries(patients))
    index.put(patientRow({ ...noPatient, state: 'registered', ...facts, id }));
  return index;
}

const hospital = indexOf({
  fatma: {
    family: { en: 'El-Masry', ar: 'المصري' },
    given: { en: 'Fatma Hassan', ar: 'فاطمة حسن' },
    nationalId: '25804052101746',
    phone: '01001234567',
    fileNumber: 'HC-004012',
  },
  rahman: {
    family: { en: 'Abdelrahman', ar: 'عبد الرحمن' },
    given: { en: 'Mohammed', ar: 'أحمد' },
    phone: '01110987654',
    fileNumber: 'HC-004013',
  },
});

test.each([
  ['fat', ['fatma']],
  ['masry fatma', ['fatma']],
  ['elmasry', ['fatma']],
  ['فاطمه المصرى', ['fatma']],
  ['فاطِمَة', ['fatma']],
  ['مصري', ['fatma']],
  ['احمد', ['rahman']],
  ['عبدالرحمن', ['rahman']],
  ['abd el rahman', ['rahman']],
  ['mohamed', ['rahman']],
  ['1746', ['fatma']],
  ['hc-004012', ['fatma']],
  ['004 012', ['fatma']],
  ['٠١٠٠١٢٣', ['fatma']],
  ['fatma 1746', ['fatma']],
  ['fatma 9999', []],
  ['hassan rahman', []],
  ['', []],
  ['12', []],
])('%s finds %j', (typed, ids) => {
  expect(hospital.search(typed).map(({ id }) => id)).toEqual(ids);
});

test('a number that ends as typed stands before one that only has the digits in it', () => {
  const index = indexOf({ a: { phone: '0100123400' }, b: { phone: '0100000123' }, c: { fileNumber: '123' } });
  expect(index.search('123').map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});

test('a changed name is found by the new one only; who has left is not found', () => {
  const index = indexOf({ a: { family: { en: 'Old', ar: 'قديم' }, given: { en: 'Mona', ar: 'منى' } } });
  index.put(patientRow({ ...noPatient, family: { en: 'New', ar: 'جديد' }, given: { en: 'Mona', ar: 'منى' }, id: 'a' }));
  expect([index.search('old'), index.search('new').length]).toEqual([[], 1]);
  index.keepOnly(new Set());
  expect(index.search('mona')).toEqual([]);
});

test('P8: the documents of one person are found from the one that goes on, also when two name each other', () => {
  const merged = { state: 'merged' } as const;
  const index = indexOf({
    a: {},
    b: { ...merged, mergedInto: 'a' },
    c: { ...merged, mergedInto: 'b' },
    x: { ...merged, mergedInto: 'y' },
    y: { ...merged, mergedInto: 'x' },
  });
  expect([index.mergedInto('a'), index.mergedInto('c'), index.mergedInto('x')]).toEqual([['b', 'c'], [], ['y']]);
});
