import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMs, entryOf, type Made, story } from '../../laws/entries-for-tests.ts';
import { anyAggregate } from '../kernel/aggregate.ts';
import type { Entry } from '../kernel/entry.ts';
import { fold } from '../kernel/fold.ts';
import { union } from '../kernel/history.ts';
import { judge } from '../kernel/judge.ts';
import { type Person, type Role, serverAuthor } from '../rights/roles.ts';
import { emergencies } from './emergency.ts';
import { EMERGENCY_MS } from './entries.ts';
import { EmergencyView, isInForce, overAtMs } from './view.ts';

const asked: Made = {
  kind: 'asked',
  atMs: dayMs,
  data: { wardId: '4B', patientId: 'p1', reason: 'collapsed in the corridor', provenBy: 'secondStep' },
};
const granted: Made = { kind: 'granted', user: 'server', data: { patientId: 'p1', until: '2026-01-05T04:10:00.000Z' } };
const ended: Made = { kind: 'ended' };
const reviewed: Made = { kind: 'reviewed', user: 'heba', data: { finding: 'justified' } };

const person = (user: string, role: Role = 'nurse', wards: readonly string[] = ['4B']): Person => ({
  user,
  role,
  wards,
});
const heba = person('heba', 'headNurse');

function verdict(entries: readonly Entry[], act: Made, author = person(act.user ?? 'salma')) {
  return judge(anyAggregate(emergencies), { entries, wasRefused: () => false }, entryOf(act, entries), author);
}
const view = (entries: readonly Entry[]): EmergencyView => fold(emergencies, entries);

test('E1 one patient, by document or by number, with a reason', () => {
  const { patientId: _, ...byNumber } = asked.data ?? {};
  expect(verdict([], asked)).toBeNull();
  expect(verdict([], { ...asked, data: { ...byNumber, number: 'F-1029' } })).toBeNull();
  for (const wrong of [
    byNumber,
    { ...asked.data, number: 'F-1029' },
    { ...asked.data, reason: ' a ' },
    { patientId: 'p1' },
  ])
    expect(verdict([], { ...asked, data: wrong })?.code).toBe('entry/wrong-shape');
  expect(verdict(story(asked), asked)).toEqual({ code: 'emergency/already-asked' });
});

test.each<[Role, readonly string[], boolean]>([
  ['nurse', ['4B'], true],
  ['headNurse', ['4B'], true],
  ['doctor', ['4B'], true],
  ['headDoctor', ['4B'], true],
  ['nurse', ['3A'], false],
  ['pharmacist', ['4B'], false],
  ['hr', ['4B'], false],
  ['admin', ['4B'], false],
  ['patient', ['4B'], false],
])('E1 attack: %s of %s asks in 4B: %s', (role, wards, may) => {
  expect(verdict([], asked, person('salma', role, wards))?.code).toBe(may ? undefined : 'right/missing');
});

test('E3 only the server gives access, once', () => {
  for (const role of ['nurse', 'headDoctor', 'admin'] as const)
    expect(verdict(story(asked), granted, person('salma', role))?.code).toBe('right/missing');
  expect(verdict(story(asked), granted, serverAuthor)).toBeNull();
  expect(verdict(story(asked, granted), granted, serverAuthor)?.code).toBe('emergency/already-granted');
});

test('E4, E5 it is in force until the server’s hour, without the server for four hours, and not after its person ended it', () => {
  const offline = view(story(asked));
  expect(overAtMs(offline)).toBe(dayMs + EMERGENCY_MS);
  expect([isInForce(offline, dayMs + EMERGENCY_MS - 1), isInForce(offline, dayMs + EMERGENCY_MS)]).toEqual([
    true,
    false,
  ]);
  const open = view(story(asked, granted));
  const untilMs = Date.parse('2026-01-05T04:10:00.000Z');
  expect([isInForce(open, untilMs - 1), isInForce(open, untilMs)]).toEqual([true, false]);
  expect(isInForce(view(story(asked, granted, ended)), dayMs)).toBe(false);
  expect(verdict(story(asked, ended), ended)?.code).toBe('emergency/already-over');
  expect(verdict(story(asked), ended, person('omar'))?.code).toBe('right/missing');
});

test('E6 the head of the ward or an administrator reviews, with a note where it was not plainly justified', () => {
  const known = story(asked, granted);
  expect(verdict(known, reviewed, heba)).toBeNull();
  expect(verdict(known, reviewed, person('adam', 'admin', []))).toBeNull();
  expect(verdict(known, { ...reviewed, data: { finding: 'notJustified' } }, heba)?.code).toBe('entry/wrong-shape');
  expect(verdict(known, { ...reviewed, data: { finding: 'unclear', note: 'asked her' } }, heba)).toBeNull();
  expect(verdict(known, reviewed, person('omar'))?.code).toBe('right/missing');
  expect(verdict(known, reviewed, person('rana', 'headNurse', ['3A']))?.code).toBe('right/missing');
  expect(verdict(story(asked, reviewed), reviewed, person('adam', 'admin', []))).toEqual({
    code: 'emergency/already-reviewed',
    about: 'heba',
  });
});

test('E6 attack: nobody reviews an access of their own, whatever their role', () => {
  const own = story({ ...asked, user: 'heba' });
  expect(verdict(own, reviewed, heba)?.code).toBe('emergency/own');
  expect(verdict(own, reviewed, person('heba', 'admin', []))?.code).toBe('emergency/own');
});

test('E6 two who reviewed while apart are both shown', () => {
  const known = story(asked);
  const one = entryOf({ ...reviewed, user: 'heba' }, known);
  const two = entryOf({ kind: 'reviewed', user: 'adam', data: { finding: 'unclear', note: 'why not call?' } }, known);
  expect(view(union([...known, one], [two])).reviews.map(({ by }) => by)).toEqual(['heba', 'adam']);
});

test('E8 it is held by who asked, by those who review in that ward, and by those who review all', () => {
  expect(emergencies.scopes(view(story(asked)))).toEqual(['user:salma', 'reviews:4B', 'reviews']);
  expect(emergencies.scopes(emergencies.empty)).toEqual([]);
});

test('E9 in whatever order entries arrive, the view is the same and one that can be stored', () => {
  const known = story(asked);
  const all = [...known, entryOf(granted, known), entryOf(ended, known), entryOf(reviewed, known)];
  const whole = view(union(all, []));
  expect(EmergencyView.safeParse(whole).success).toBe(true);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
      const united = order.reduce<readonly Entry[]>((held, entry) => union(held, [entry]), []);
      expect(view(united)).toEqual(whole);
    }),
  );
});
