import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyHistory, type Deal } from '../../laws/any-history.ts';
import { entryOf, type Made, story } from '../../laws/entries-for-tests.ts';
import { anyAggregate } from '../kernel/aggregate.ts';
import type { Entry } from '../kernel/entry.ts';
import { fold } from '../kernel/fold.ts';
import { union } from '../kernel/history.ts';
import { judge } from '../kernel/judge.ts';
import type { Person, Role } from '../rights/roles.ts';
import { handovers } from './handover.ts';
import { HandoverView, standingPoints } from './view.ts';

const begun: Made = { kind: 'begun', data: { wardId: '4B', on: '2026-01-05', shift: 'night' } };
const noted: Made = {
  kind: 'noted',
  data: { subject: { is: 'stay', id: 'stay-1', label: '403, bed 2' }, text: 'Potassium at 06:00' },
};
const signed: Made = { kind: 'signed', user: 'salma' };
const view = (entries: readonly Entry[]) => fold(handovers, entries);
const person = (user: string, role: Role = 'nurse', ward = '4B'): Person => ({ user, role, wards: [ward] });

function verdict(entries: readonly Entry[], act: Made, author: Person) {
  return judge(anyAggregate(handovers), { entries, wasRefused: () => false }, entryOf(act, entries), author);
}

const then = (entries: readonly Entry[], act: Made) => [...entries, entryOf(act, entries)];
const written = story(begun, noted);
const point = written[1]?.id ?? '';
const acknowledged = (user: string): Made => ({ kind: 'acknowledged', user, data: { points: [point] } });

test('H1, H7 a handover is begun once, by who works on the ward, and its ward holds it', () => {
  expect(verdict([], begun, person('salma'))).toBeNull();
  expect(verdict([], begun, person('salma', 'nurse', '3A'))?.code).toBe('right/missing');
  expect(verdict([], begun, person('nadia', 'pharmacist'))?.code).toBe('right/missing');
  expect(verdict(written, begun, person('salma'))).toEqual({ code: 'handover/already-begun' });
  expect(handovers.scopes(view(written))).toEqual(['ward:4B']);
  expect(HandoverView.safeParse(view(written)).success).toBe(true);
});

test('H2 a point is taken back with a reason by its author or the head of the ward', () => {
  const back: Made = { kind: 'takenBack', data: { point, reason: 'done already' } };
  expect(verdict(written, back, person('salma'))).toBeNull();
  expect(verdict(written, back, person('omar'))).toEqual({ code: 'handover/not-yours', about: 'salma' });
  expect(verdict(written, back, person('heba', 'headNurse'))).toBeNull();
  const after = then(written, back);
  expect(view(after).points).toMatchObject([{ text: 'Potassium at 06:00', takenBack: { reason: 'done already' } }]);
  expect(verdict(after, back, person('salma'))).toEqual({ code: 'handover/taken-back', about: 'salma' });
});

test('H3 after a signature nothing is added by who knows of it; a point written apart stands and says so', () => {
  const closed = then(written, signed);
  expect(verdict(closed, noted, person('omar'))).toEqual({ code: 'handover/signed', about: 'salma' });
  expect(verdict(closed, signed, person('salma'))).toEqual({ code: 'handover/signed', about: 'salma' });
  expect(verdict(closed, signed, person('omar'))).toBeNull();
  const apart = union(closed, then(written, { ...noted, user: 'omar' }));
  expect(view(apart).points.map(({ by, afterSignature }) => [by, afterSignature])).toEqual([
    ['salma', false],
    ['omar', true],
  ]);
});

test('H4, H5 the next shift acknowledges each point; who signed does not', () => {
  expect(verdict(written, acknowledged('omar'), person('omar'))).toEqual({ code: 'handover/not-signed' });
  const closed = then(written, signed);
  expect(view(closed).state).toBe('signed');
  expect(verdict(closed, acknowledged('salma'), person('salma'))).toEqual({ code: 'handover/signed-yourself' });
  expect(verdict(closed, acknowledged('omar'), person('omar'))).toBeNull();
  const heard = then(closed, acknowledged('omar'));
  expect(view(heard)).toMatchObject({ state: 'takenOver', points: [{ acknowledged: [{ by: 'omar' }] }] });
  expect(view(union(heard, then(written, { ...noted, user: 'karim' }))).state).toBe('signed');
});

const anyDeal: fc.Arbitrary<Deal> = fc.oneof(
  fc.constantFrom<Deal>(
    { kind: 'noted', data: noted.data ?? {} },
    { kind: 'signed', data: {} },
    { kind: 'laterVersion', data: {} },
  ),
  fc.record({
    kind: fc.constant('takenBack'),
    data: fc.record({ point: fc.constantFrom('e1', 'e2'), reason: fc.constant('done already') }),
  }),
  fc.record({
    kind: fc.constant('acknowledged'),
    data: fc.record({ points: fc.subarray(['e1', 'e2', 'e3'], { minLength: 1 }) }),
  }),
);

test('H6 any order of delivery folds to one view, and no point disappears that nobody took back', () => {
  fc.assert(
    fc.property(anyHistory(anyDeal, { kind: 'begun', data: begun.data ?? {} }), (all) => {
      const handover = view(all);
      expect(view([...all].reverse())).toEqual(handover);
      expect(HandoverView.safeParse(handover).success).toBe(true);
      const stands = new Set(standingPoints(handover).map(({ entry }) => entry));
      for (const { id, kind } of all)
        if (kind === 'noted' && !stands.has(id))
          expect(all.some((one) => one.kind === 'takenBack' && one.data.point === id)).toBe(true);
    }),
  );
});
