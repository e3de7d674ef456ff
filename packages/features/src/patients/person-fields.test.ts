import { noPatient, type PatientView } from '@healthcare/domain/patients';
import { expect, test } from 'vitest';
import {
  amendedPerson,
  contradictsId,
  emptiedFacts,
  fieldsOf,
  noPerson,
  personFrom,
  suggestedBy,
} from './person-fields.ts';

const now = new Date(2026, 10, 23, 14, 32).getTime();
const fatma = { ...noPerson, familyEn: 'El-Masry', givenAr: 'فاطمة', sex: 'female' as const };

test('P1: a script in which no name is typed repeats the other; what is empty is not said', () => {
  expect(personFrom({ ...fatma, born: '5/4/1958', phone: '٠١٠٠ ١٢٣ ٤٥٦٧' }, now)).toEqual({
    ok: true,
    facts: {
      identity: 'known',
      sex: 'female',
      family: { en: 'El-Masry', ar: 'El-Masry' },
      given: { en: 'فاطمة', ar: 'فاطمة' },
      born: '1958-04-05',
      phone: '01001234567',
    },
  });
});

test('P1: who is not known is called by sex and the time they came, and their age is estimated', () => {
  const answer = personFrom({ ...noPerson, identity: 'unknown', sex: 'male', aboutAge: '60' }, now);
  expect(answer).toMatchObject({
    ok: true,
    facts: { family: { en: 'Unknown' }, given: { en: 'man 23-Nov-2026 14:32' }, bornAbout: 1966 },
  });
});

test.each([
  [{ familyEn: '' }, ['family']],
  [{ born: '31/4/1958' }, ['born']],
  [{ born: '1/1/2027' }, ['born']],
  [{ nationalId: '123' }, ['nationalId']],
  [{ insurance: '12' }, ['insurance']],
  [{ phone: 'none' }, ['phone']],
  [{ aboutAge: 'old' }, ['aboutAge']],
  [{ aboutAge: '999' }, ['aboutAge']],
])('%j is not taken: %j', (typed, fields) => {
  expect(personFrom({ ...fatma, ...typed }, now)).toEqual({ ok: false, fields });
});

test('P3: a national id suggests birth and sex where nothing is said, and a difference is only told', () => {
  const typed = { ...noPerson, nationalId: '25804052101746' };
  expect(suggestedBy(typed)).toEqual({ born: '05/04/1958', sex: 'female' });
  expect(suggestedBy({ ...typed, born: '1/1/1960', sex: 'male' })).toEqual({});
  expect(contradictsId({ ...typed, born: '1/1/1960' })).toBe(true);
  expect(contradictsId({ ...typed, born: '5/4/1958', sex: 'female' })).toBe(false);
  expect(personFrom({ ...fatma, ...typed, familyEn: 'A', givenEn: 'B', born: '1/1/1960' }, now).ok).toBe(true);
});

const seen: PatientView = {
  ...noPatient,
  state: 'registered',
  identity: 'known',
  family: { en: 'El-Masry', ar: 'المصري' },
  given: { en: 'Fatma', ar: 'فاطمة' },
  sex: 'female',
  bornAbout: 1958,
  phone: '01001234567',
};

test('P2: only what was changed is said again', () => {
  const fields = fieldsOf(seen, now);
  expect(amendedPerson(seen, fields, now)).toEqual({ ok: true, facts: {} });
  expect(amendedPerson(seen, { ...fields, givenEn: 'Fatima', fileNumber: 'HC-1' }, now)).toEqual({
    ok: true,
    facts: { given: { en: 'Fatima', ar: 'فاطمة' }, fileNumber: 'HC-1' },
  });
});

test('P10: what is taken out of the form is emptied; a name is not', () => {
  const fields = { ...fieldsOf(seen, now), phone: ' ', aboutAge: '', passport: '', familyEn: '', familyAr: '' };
  expect(emptiedFacts(seen, fields, now)).toEqual(['bornAbout', 'phone']);
  expect(emptiedFacts(seen, fieldsOf(seen, now), now)).toEqual([]);
  const emptied = { ...fieldsOf(seen, now), phone: '' };
  expect(amendedPerson(seen, emptied, now)).toEqual({ ok: true, facts: {} });
  expect(amendedPerson(seen, fields, now)).toEqual({ ok: false, fields: ['family'] });
});

test('an estimated year does not move with the calendar', () => {
  const nextYear = new Date(2027, 0, 1).getTime();
  expect(amendedPerson(seen, fieldsOf(seen, now), nextYear)).toMatchObject({ ok: true });
  expect(amendedPerson(seen, fieldsOf(seen, nextYear), nextYear)).toEqual({ ok: true, facts: {} });
});
