import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyHistory, type Deal } from '../../laws/any-history.ts';
import { entryOf, type Made, story } from '../../laws/entries-for-tests.ts';
import { anyAggregate } from '../kernel/aggregate.ts';
import { disputesIn } from '../kernel/dispute.ts';
import type { Entry } from '../kernel/entry.ts';
import { fold } from '../kernel/fold.ts';
import { knowledge, ordered, union } from '../kernel/history.ts';
import { judge } from '../kernel/judge.ts';
import type { Person, Role } from '../rights/roles.ts';
import { nationalIdSays } from './national-id.ts';
import { patients } from './patient.ts';
import { ageAt, contradictsItself, PatientView, standingAllergies } from './view.ts';

const facts = {
  identity: 'known',
  family: { en: 'El-Masry', ar: 'المصري' },
  given: { en: 'Fatma Hassan', ar: 'فاطمة حسن' },
  sex: 'female',
  born: '1958-04-05',
  nationalId: '25804052101746',
} as const;
const registered: Made = { kind: 'registered', data: { ...facts, wardId: '4B' } };
const penicillin: Made = { kind: 'allergyAdded', data: { agent: 'penicillin', severity: 'severe' } };
const none: Made = { kind: 'noAllergiesKnown' };

function person(user: string, role: Role = 'nurse', wards: readonly string[] = ['4B']): Person {
  return { user, role, wards };
}

function verdict(entries: readonly Entry[], act: Made, author = person(act.user ?? 'salma')) {
  return judge(anyAggregate(patients), { entries, wasRefused: () => false }, entryOf(act, entries), author);
}

function view(entries: readonly Entry[]): PatientView {
  return fold(patients, entries);
}

/** The same document with one more entry. */
function then(entries: readonly Entry[], act: Made): readonly Entry[] {
  return [...entries, entryOf(act, entries)];
}

test('P1 a patient is registered once, and the view is one that can be stored', () => {
  expect(verdict([], registered)).toBeNull();
  expect(verdict(story(registered), registered)).toEqual({ code: 'patient/already-registered' });
  expect(view(story(registered))).toMatchObject({ ...facts, state: 'registered', wards: ['4B'] });
  expect(PatientView.safeParse(view(story(registered))).success).toBe(true);
});

test('P1 somebody unknown is registered with the name that staff give, and named later', () => {
  const unknown = { identity: 'unknown', family: facts.family, given: facts.given, sex: 'notKnown', bornAbout: 1980 };
  const arrived = story({ kind: 'registered', data: { ...unknown, wardId: '4B' } });
  const named: Made = { kind: 'amended', data: { identity: 'known', family: { en: 'Saad', ar: 'سعد' } } };
  expect(verdict(arrived, named)).toBeNull();
  expect(view(then(arrived, named))).toMatchObject({ identity: 'known', family: { en: 'Saad' } });
});

test.each([
  ['a date that is none', { born: '1958-02-30' }, 'data.born'],
  ['a national id that is none', { nationalId: '15804052101746' }, 'data.nationalId'],
  ['an insurance number of eight digits', { insurance: '12345678' }, 'data.insurance'],
  ['a name of blanks', { family: { en: ' ', ar: 'سعد' } }, 'data.family.en'],
])('P1 P3 %s is refused and the field is named', (_what, more, about) => {
  expect(verdict([], { kind: 'registered', data: { ...facts, ...more, wardId: '4B' } })).toEqual({
    code: 'entry/wrong-shape',
    about,
  });
});

test.each<[string, Person, string | undefined]>([
  ['a nurse of the ward', person('salma'), undefined],
  ['a doctor of the ward', person('karim', 'doctor'), undefined],
  ['a nurse of another ward', person('rania', 'nurse', ['3A']), 'right/missing'],
  ['a pharmacist', person('nadia', 'pharmacist'), 'right/missing'],
  ['human resources', person('hany', 'hr'), 'right/missing'],
])('P2 amending: %s', (_who, author, code) => {
  expect(verdict(story(registered), { kind: 'amended', data: { phone: '01000000009' } }, author)?.code).toBe(code);
});

test('P2 two amendments made while apart are a dispute, which the head of the ward settles', () => {
  const known = story(registered);
  const one = entryOf({ kind: 'amended', user: 'a', data: { bloodGroup: 'A+' } }, known);
  const two = entryOf({ kind: 'amended', user: 'b', data: { bloodGroup: 'O-' } }, known);
  const both = union([...known, one], [two]);
  expect(disputesIn(view(both).standing).map(({ field }) => field)).toEqual(['bloodGroup']);
  const settled: Made = { kind: 'settled', data: { bloodGroup: 'A+' } };
  expect(verdict(both, settled)?.code).toBe('right/missing');
  expect(verdict(both, settled, person('heba', 'headNurse'))).toBeNull();
  expect(disputesIn(view(then(both, settled)).standing)).toEqual([]);
});

test('P10 what is wrong is emptied by who may amend it, and can be said again; name, sex and identity always say something', () => {
  const known = then(story(registered), { kind: 'amended', data: { phone: '01000000009' } });
  const emptied: Made = { kind: 'emptied', data: { facts: ['phone', 'nationalId'] } };
  expect(verdict(known, emptied)).toBeNull();
  expect(verdict(known, emptied, person('rania', 'nurse', ['3A']))?.code).toBe('right/missing');
  for (const wrong of [['family'], ['sex'], ['identity'], [], ['wards']])
    expect(verdict(known, { kind: 'emptied', data: { facts: wrong } })?.code).toBe('entry/wrong-shape');
  const after = then(known, emptied);
  expect(view(after)).not.toHaveProperty('phone');
  expect(view(after)).not.toHaveProperty('nationalId');
  expect(view(after)).toMatchObject({ family: facts.family, born: facts.born });
  expect(PatientView.safeParse(view(after)).success).toBe(true);
  expect(disputesIn(view(after).standing)).toEqual([]);
  expect(view(then(after, { kind: 'amended', data: { phone: '01000000010' } })).phone).toBe('01000000010');
});

test('P10 emptied while apart from an amendment is a dispute, which whoever knows of both ends either way', () => {
  const known = then(story(registered), { kind: 'amended', data: { phone: '01000000009' } });
  const corrected = entryOf({ kind: 'amended', user: 'a', data: { phone: '01000000010' } }, known);
  const emptied = entryOf({ kind: 'emptied', user: 'b', data: { facts: ['phone'] } }, known);
  const both = union([...known, corrected], [emptied]);
  const [dispute] = disputesIn(view(both).standing);
  expect(dispute?.values.map(({ value }) => value).sort()).toEqual(['01000000010', null]);
  const nothing = then(both, { kind: 'emptied', data: { facts: ['phone'] } });
  expect(disputesIn(view(nothing).standing)).toEqual([]);
  expect(view(nothing)).not.toHaveProperty('phone');
  const something = then(both, { kind: 'settled', user: 'heba', data: { phone: '01000000010' } });
  expect(disputesIn(view(something).standing)).toEqual([]);
  expect(view(something).phone).toBe('01000000010');
});

describe('P3 the national id', () => {
  test.each([
    ['25804052101746', { born: '1958-04-05', sex: 'female' }],
    ['30103118800158', { born: '2001-03-11', sex: 'male' }],
    ['25802302101746', null], // 30 February
    ['45804052101746', null], // century
    ['25804059901746', null], // governorate
    ['2580405210174', null], // 13 digits
  ])('%s', (id, says) => {
    expect(nationalIdSays(id)).toEqual(says);
  });
});

test('P4 three states of allergies, and a reason to take one back', () => {
  const known = story(registered);
  expect(view(known).allergyState).toBe('notRecorded');
  expect(view(then(known, none)).allergyState).toBe('noneKnown');
  const allergic = then(then(known, none), penicillin);
  expect(view(allergic)).toMatchObject({ allergyState: 'known', noneKnown: [] });
  expect(verdict(allergic, { ...penicillin, data: { agent: ' Penicillin ', severity: 'mild' } })).toEqual({
    code: 'allergy/already-recorded',
    about: 'penicillin',
  });
  const id = allergic.at(-1)?.id ?? '';
  const takenBack: Made = { kind: 'allergyTakenBack', data: { allergy: id, reason: 'tested, tolerated' } };
  expect(verdict(allergic, takenBack)).toBeNull();
  const after = then(allergic, takenBack);
  expect(view(after)).toMatchObject({ allergyState: 'notRecorded', allergies: [{ takenBack: { by: 'salma' } }] });
  expect(verdict(after, takenBack)).toEqual({ code: 'allergy/taken-back', about: 'salma' });
  expect(verdict(after, { ...takenBack, data: { allergy: 'nothing', reason: 'tested' } })?.code).toBe(
    'allergy/unknown',
  );
});

test('P5 none known is refused to who sees an allergy; said apart, the allergy stands and both are shown', () => {
  const known = story(registered);
  expect(verdict(then(known, penicillin), none)).toEqual({ code: 'allergy/stands', about: 'penicillin' });
  const apart = union(then(known, penicillin), then(known, { ...none, user: 'omar' }));
  expect(view(apart)).toMatchObject({ allergyState: 'known', noneKnown: [{ by: 'omar' }] });
  expect(contradictsItself(view(apart))).toBe(true);
});

test('P6 a review ends the contradiction it saw; an allergy added while apart stays', () => {
  const known = story(registered);
  const apart = union(then(known, penicillin), then(known, { ...none, user: 'omar' }));
  const review: Made = { kind: 'allergiesReviewed', user: 'heba', data: { standing: [], reason: 'asked the family' } };
  expect(verdict(apart, review)?.code).toBe('right/missing');
  expect(verdict(apart, review, person('heba', 'headNurse'))).toBeNull();
  const latex: Made = { kind: 'allergyAdded', user: 'rania', data: { agent: 'latex', severity: 'mild' } };
  const all = union(then(apart, review), then(apart, latex));
  expect(standingAllergies(view(all)).map(({ agent }) => agent)).toEqual(['latex']);
  expect(view(all).allergies[0]?.takenBack).toMatchObject({ by: 'heba', reason: 'asked the family' });
  expect(contradictsItself(view(all))).toBe(false);
});

test('P7 the wards that have the patient hold the document, and a ward may bring somebody in', () => {
  const known = story(registered);
  const brought: Made = { kind: 'broughtTo', data: { wardId: '3A' } };
  expect(verdict(known, brought, person('rania', 'nurse', ['3A']))).toBeNull();
  expect(verdict(known, brought, person('mona', 'nurse', ['2C']))?.code).toBe('right/missing');
  const both = then(known, brought);
  expect(patients.scopes(view(both))).toEqual(['ward:3A', 'ward:4B']);
  const gone = then(then(both, { kind: 'letGo', data: { wardId: '4B' } }), { kind: 'letGo', data: { wardId: '3A' } });
  expect(patients.scopes(view(gone))).toEqual(['archive']);
  expect(verdict(gone, { kind: 'letGo', data: { wardId: '3A' } }, person('h', 'headNurse', ['3A']))?.code).toBe(
    'right/missing',
  );
});

test('P7 who was brought back while apart is there still', () => {
  const known = story(registered);
  const apart = union(
    then(known, { kind: 'letGo', user: 'a', data: { wardId: '4B' } }),
    then(known, { kind: 'broughtTo', user: 'b', data: { wardId: '4B' } }),
  );
  expect(view(apart).wards).toEqual(['4B']);
});

test('P8 a merged file names the other one and takes no more from who knows that', () => {
  const known = story(registered);
  const merged: Made = { kind: 'merged', data: { into: 'patient-2', reason: 'registered twice' } };
  expect(verdict(known, merged)?.code).toBe('right/missing');
  expect(verdict(known, merged, person('heba', 'headNurse'))).toBeNull();
  const after = then(known, merged);
  expect(view(after)).toMatchObject({ state: 'merged', mergedInto: 'patient-2', family: facts.family });
  expect(verdict(after, penicillin)).toEqual({ code: 'patient/merged', about: 'patient-2' });
  const apart = union(after, then(known, penicillin));
  expect(view(apart)).toMatchObject({ state: 'merged', allergyState: 'known' });
});

const anyDeal: fc.Arbitrary<Deal> = fc.oneof(
  fc.constantFrom<Deal>(
    { kind: 'noAllergiesKnown', data: {} },
    { kind: 'emptied', data: { facts: ['bloodGroup'] } },
    { kind: 'allergyAdded', data: { agent: 'latex', severity: 'mild' } },
    { kind: 'allergiesReviewed', data: { standing: [], reason: 'asked the family' } },
    { kind: 'broughtTo', data: { wardId: '3A' } },
    { kind: 'letGo', data: { wardId: '3A' } },
    { kind: 'letGo', data: { wardId: '4B' } },
    { kind: 'merged', data: { into: 'patient-2', reason: 'registered twice' } },
    { kind: 'laterVersion', data: { anything: 1 } },
  ),
  fc.record({
    kind: fc.constant('allergyTakenBack'),
    data: fc.record({ allergy: fc.constantFrom('e1', 'e2', 'e3'), reason: fc.constant('tested') }),
  }),
  fc.record({ kind: fc.constant('amended'), data: fc.record({ bloodGroup: fc.constantFrom('A+', 'O-') }) }),
);
const anyPatient = () => anyHistory(anyDeal, { kind: 'registered', data: { ...facts, wardId: '4B' } });

test('P9 any order of delivery folds to one view, it can be stored, and some workstation or the archive holds it', () => {
  fc.assert(
    fc.property(anyPatient(), (all) => {
      const patient = view(all);
      expect(view([...all].reverse())).toEqual(patient);
      expect(PatientView.safeParse(patient).success).toBe(true);
      expect(patients.scopes(patient).length).toBeGreaterThan(0);
    }),
  );
});

test('P9 an allergy stands unless an entry of somebody who knew of it took it back', () => {
  fc.assert(
    fc.property(anyPatient(), (all) => {
      const knows = knowledge(ordered(all));
      const stands = new Set(standingAllergies(view(all)).map(({ entry }) => entry));
      for (const { id, kind } of all) {
        if (kind !== 'allergyAdded' || stands.has(id)) continue;
        const answer = (one: Entry) => one.kind === 'allergiesReviewed' && knows(one.id, id);
        expect(all.some((one) => answer(one) || (one.kind === 'allergyTakenBack' && one.data.allergy === id))).toBe(
          true,
        );
      }
    }),
  );
});

test.each([
  ['2026-04-04', 67],
  ['2026-04-05', 68],
])('age on %s', (today, age) => {
  expect(ageAt(facts, today)).toBe(age);
});
