import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyHistory, type Deal } from '../../laws/any-history.ts';
import { entryOf, type Made, story } from '../../laws/entries-for-tests.ts';
import { calls } from '../calls/call.ts';
import { anyAggregate } from '../kernel/aggregate.ts';
import type { Entry } from '../kernel/entry.ts';
import { fold } from '../kernel/fold.ts';
import { union } from '../kernel/history.ts';
import { judge } from '../kernel/judge.ts';
import { stampMs } from '../kernel/stamp.ts';
import type { Person, Role } from '../rights/roles.ts';
import { EscalationTable } from './entries.ts';
import { dueSteps, houseTables, nextDueMs, tableFor, waitsSince } from './escalation.ts';
import { primaryFault } from './primary.ts';
import { ALL_WARD_PAGES, WardView, wards } from './ward.ts';

const opened: Made = { kind: 'opened', user: 'heba', data: { wardId: '4B' } };
const quick = [{ to: 'headNurse', after: 30 }] as const;
const amended = (data: object, user = 'heba'): Made => ({ kind: 'amended', user, data: data as Entry['data'] });
const view = (entries: readonly Entry[]) => fold(wards, entries);
const person = (user: string, role: Role = 'headNurse', ward = '4B'): Person => ({ user, role, wards: [ward] });

function verdict(entries: readonly Entry[], act: Made, author: Person) {
  return judge(anyAggregate(wards), { entries, wasRefused: () => false }, entryOf(act, entries), author);
}

test('W1, W6 who works in the ward opens it, the head nurse and administrators change it, and its ward and the administrators’ desks hold it', () => {
  expect(verdict([], opened, person('heba'))).toBeNull();
  expect(verdict([], opened, person('adam', 'admin', ''))).toBeNull();
  expect(verdict([], opened, person('heba', 'headNurse', '3A'))?.code).toBe('right/missing');
  for (const role of ['nurse', 'doctor', 'headDoctor'] as const) {
    expect(verdict([], opened, person('x', role)), role).toBeNull();
    expect(verdict([], opened, person('x', role, '3A'))?.code, role).toBe('right/missing');
    expect(verdict(story(opened), amended({ emergency: quick }), person('x', role))?.code, role).toBe('right/missing');
  }
  for (const role of ['pharmacist', 'hr'] as const)
    expect(verdict([], opened, person('x', role))?.code, role).toBe('right/missing');
  expect(verdict(story(opened), opened, person('heba'))).toEqual({ code: 'ward/already-open' });
  expect(verdict(story(opened), amended({ emergency: quick }), person('heba'))).toBeNull();
  expect(wards.scopes(view(story(opened)))).toEqual(['ward:4B', ALL_WARD_PAGES]);
});

test('W2 later steps come later; a kind without a table has the table of the house', () => {
  expect(EscalationTable.safeParse([...quick, { to: 'headDoctor', after: 30 }]).success).toBe(false);
  expect(verdict(story(opened), amended({ emergency: [{ to: 'nurse', after: 5 }] }), person('heba'))?.code).toBe(
    'entry/wrong-shape',
  );
  const ward = view(story(opened, amended({ emergency: quick })));
  expect(tableFor('emergency', ward)).toEqual(quick);
  expect(tableFor('treatment', ward)).toBe(houseTables.treatment);
  for (const table of Object.values(houseTables)) expect(EscalationTable.safeParse(table).success).toBe(true);
});

test('W3 a step is due once the call has waited so long, from its raise or its last hand-back, and never twice', () => {
  const raised: Made = {
    kind: 'raised',
    data: { wardId: '4B', roomId: 'r', room: '1', kind: 'emergency', priority: 'high' },
  };
  const call = fold(calls, story(raised));
  const sinceMs = stampMs(call.raisedAt);
  const after = (seconds: number) => dueSteps(call, houseTables.emergency, sinceMs + seconds * 1000);
  expect(after(59)).toEqual([]);
  expect(after(180).map(({ step, to }) => [step, to])).toEqual([
    [1, 'doctor'],
    [2, 'headNurse'],
    [3, 'headDoctor'],
  ]);
  const went = story(raised, { kind: 'escalated', data: { step: 1, to: 'doctor' } });
  const goneMs = waitsSince(fold(calls, went));
  expect(dueSteps(fold(calls, went), houseTables.emergency, goneMs + 90_000)).toEqual([]);
  expect(nextDueMs(fold(calls, went), houseTables.emergency)).toBe(goneMs + 120_000);
  const taken = story(raised, { kind: 'accepted', user: 'omar' });
  expect(nextDueMs(fold(calls, taken), houseTables.emergency)).toBeNull();
  const back = fold(calls, story(raised, { kind: 'accepted', user: 'omar' }, { kind: 'handedBack', user: 'omar' }));
  expect(waitsSince(back)).toBeGreaterThan(sinceMs);
});

test('W4 tables set while apart are both kept, and the next change by who knew of both decides', () => {
  const base = story(opened);
  const slow = [{ to: 'headDoctor', after: 600 }];
  const apart = union(
    [...base, entryOf(amended({ emergency: quick }), base)],
    [...base, entryOf(amended({ emergency: slow }, 'adam'), base)],
  );
  const standing = (entries: readonly Entry[]) => view(entries).standing.map(({ value }) => value);
  expect(standing(apart)).toHaveLength(2);
  expect(standing([...apart, entryOf(amended({ emergency: slow }), apart)])).toEqual([slow]);
});

test('W7 whoever works in the ward takes over for the workstation where they stand, and nobody from elsewhere', () => {
  const taken: Made = { kind: 'primaryTaken', user: 'salma' };
  const base = story(opened, amended({ primaryStation: 'wk-desk' }));
  for (const role of ['nurse', 'headNurse', 'doctor', 'headDoctor'] as const) {
    expect(verdict(base, taken, person('salma', role)), role).toBeNull();
    expect(verdict(base, taken, person('salma', role, '3A'))?.code, role).toBe('right/missing');
  }
  expect(verdict(base, taken, person('n', 'pharmacist'))?.code).toBe('right/missing');
  expect(verdict([], taken, person('salma', 'nurse'))?.code).toBeDefined();
  const entry = entryOf(taken, base);
  expect(view([...base, entry]).primaryStation).toBe(entry.by.workstation);
});

test('W8 a fault shows while none is chosen, the chosen one is away, or nobody can know', () => {
  expect(primaryFault(undefined, ['wk-1'])).toEqual({ is: 'none' });
  expect(primaryFault('', null)).toEqual({ is: 'none' });
  expect(primaryFault('wk-1', [])).toEqual({ is: 'away', station: 'wk-1' });
  expect(primaryFault('wk-1', ['wk-2'])).toEqual({ is: 'away', station: 'wk-1' });
  expect(primaryFault('wk-1', null)).toEqual({ is: 'notKnown', station: 'wk-1' });
  expect(primaryFault('wk-1', ['wk-2', 'wk-1'])).toBeNull();
});

const anyDeal: fc.Arbitrary<Deal> = fc.oneof(
  fc.record({
    kind: fc.constant('amended'),
    data: fc.record(
      {
        emergency: fc.constantFrom([], [{ to: 'nurse', after: 60 }], [{ to: 'doctor', after: 90 }]),
        primaryStation: fc.constantFrom('', 'wk-1', 'wk-2'),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.constantFrom<Deal>({ kind: 'primaryTaken', data: {} }),
  fc.constantFrom<Deal>({ kind: 'opened', data: { wardId: '3A' } }, { kind: 'laterVersion', data: {} }),
);

test('W1 W4 any order of delivery folds to one page of one ward', () => {
  fc.assert(
    fc.property(anyHistory(anyDeal, { kind: 'opened', data: { wardId: '4B' } }), (all) => {
      const ward = view(all);
      expect(view([...all].reverse())).toEqual(ward);
      expect(WardView.safeParse(ward).success).toBe(true);
    }),
  );
});
