import { expect, test } from 'vitest';
import { entryOf, type Made, story } from '../../laws/entries-for-tests.ts';
import { anyAggregate } from '../kernel/aggregate.ts';
import { disputesIn } from '../kernel/dispute.ts';
import type { Entry } from '../kernel/entry.ts';
import { fold } from '../kernel/fold.ts';
import { judge } from '../kernel/judge.ts';
import type { Person } from '../rights/roles.ts';
import { MemberView, staff } from './member.ts';

const facts = { name: { en: 'Salma Nasr', ar: 'سلمى نصر' }, sex: 'female', role: 'nurse', wards: ['4B'] } as const;
const registered: Made = { kind: 'registered', user: 'hr1', data: { ...facts, person: 'salma' } };
const hr: Person = { user: 'hr1', role: 'hr', wards: [] };
const salma: Person = { user: 'salma', role: 'nurse', wards: ['4B'] };

function verdict(entries: readonly Entry[], act: Made, author: Person) {
  return judge(anyAggregate(staff), { entries, wasRefused: () => false }, entryOf(act, entries), author);
}

test('S1 the directory shows names in both scripts, role, wards and duty', () => {
  const view = fold(staff, story(registered, { kind: 'wentOnDuty' }));
  expect(view).toMatchObject({ ...facts, person: 'salma', state: 'employed', onDuty: true });
  expect(MemberView.safeParse(view).success).toBe(true);
});

test('S2 human resources register; a nurse goes on duty for herself only', () => {
  expect(verdict([], registered, hr)).toBeNull();
  expect(verdict([], registered, salma)).toMatchObject({ code: 'right/missing' });
  const known = story(registered);
  expect(verdict(known, { kind: 'wentOnDuty', user: 'salma' }, salma)).toBeNull();
  const omar: Person = { user: 'omar', role: 'nurse', wards: ['4B'] };
  expect(verdict(known, { kind: 'wentOnDuty', user: 'omar' }, omar)).toMatchObject({ code: 'right/missing' });
});

test('S3 after the end nothing more is done, and a duty entry with a wrong clock does not bring anybody back', () => {
  const known = story(registered);
  const ended = [...known, entryOf({ kind: 'ended', user: 'hr1' }, known)];
  expect(verdict(ended, { kind: 'amended', user: 'hr1', data: { wards: ['3A'] } }, hr)).toEqual({
    code: 'staff/ended',
  });
  const apart = entryOf({ kind: 'wentOnDuty', user: 'salma', atMs: Date.UTC(2027, 0, 1) }, known);
  expect(fold(staff, [...ended, apart])).toMatchObject({ state: 'ended', onDuty: false });
});

test('S4 every signed-in member of staff may hold the directory', () => {
  expect(staff.scopes(fold(staff, story(registered)))).toEqual(['staff']);
});

test('S5 two amendments made while apart are a dispute', () => {
  const known = story(registered);
  const one = entryOf({ kind: 'amended', user: 'hr1', data: { wards: ['3A'] } }, known);
  const two = entryOf({ kind: 'amended', user: 'hr2', data: { wards: ['2C'] } }, known);
  expect(disputesIn(fold(staff, [...known, one, two]).standing).map(({ field }) => field)).toEqual(['wards']);
});

test('S6 human resources neither make nor touch an administrator; an administrator does', () => {
  const admin: Person = { user: 'adam', role: 'admin', wards: [] };
  const asAdmin: Made = { ...registered, data: { ...registered.data, role: 'admin', person: 'x' } };
  const promote: Made = { kind: 'amended', user: 'hr1', data: { role: 'admin' } };
  expect(verdict([], asAdmin, hr)).toEqual({ code: 'staff/administrators-only' });
  expect(verdict(story(registered), promote, hr)).toEqual({ code: 'staff/administrators-only' });
  expect(verdict(story(registered), promote, admin)).toBeNull();
  const known = story(asAdmin);
  for (const act of [{ kind: 'amended', data: { role: 'nurse' } }, { kind: 'ended' }]) {
    expect(verdict(known, { ...act, user: 'hr1' }, hr)).toEqual({ code: 'staff/administrators-only' });
    expect(verdict(known, { ...act, user: 'adam' }, admin)).toBeNull();
  }
});

test('S7 nobody changes their own role or wards; their own name they may', () => {
  const known = story({ ...registered, data: { ...registered.data, role: 'hr', person: 'hr1' } });
  const amend = (data: NonNullable<Made['data']>): Made => ({ kind: 'amended', user: 'hr1', data });
  expect(verdict(known, amend({ wards: ['3A'] }), hr)).toEqual({ code: 'staff/own-place' });
  expect(verdict(known, amend({ role: 'headNurse' }), hr)).toEqual({ code: 'staff/own-place' });
  expect(verdict(known, amend({ specialty: 'payroll' }), hr)).toBeNull();
});
