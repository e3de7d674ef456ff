import fc from 'fast-check';
import type { Entry } from '../src/kernel/entry.ts';
import { anyHistory, type Deal } from './any-history.ts';

/** A bed of ward 4B; `bed` 1 … 4, two in a room. */
export function placeOf(bed: number) {
  const room = bed <= 2 ? '401' : '402';
  return { wardId: '4B', roomId: `r${room}`, room, bedId: `b${bed}`, bed: String(bed) };
}

const reasons = fc.constantFrom('went home', 'died', 'other hospital');
const someClaim = fc.nat(6).map((place) => `e${place}`);

const anyDeal: fc.Arbitrary<Deal> = fc.oneof(
  fc.record({
    kind: fc.constant('claimed'),
    data: fc.integer({ min: 1, max: 4 }).map((bed) => ({ patient: 'Sara Adel', ...placeOf(bed) })),
  }),
  fc.record({
    kind: fc.constant('confirmed'),
    data: fc.record({ claim: someClaim, turn: fc.integer({ min: 1, max: 9 }) }),
  }),
  fc.record({
    kind: fc.constant('declined'),
    data: fc.record({ claim: someClaim, code: fc.constant('bed/held'), alternatives: fc.constant([placeOf(3)]) }),
  }),
  fc.record({ kind: fc.constantFrom('withdrawn', 'left'), data: fc.record({ reason: reasons }) }),
  fc.record({
    kind: fc.constant('claimed'),
    data: fc.integer({ min: 1, max: 4 }).map((bed) => ({ patient: 'Sara Adel', moving: true, ...placeOf(bed) })),
  }),
  fc.record({
    kind: fc.constant('claimed'),
    data: fc
      .integer({ min: 1, max: 4 })
      .map((bed) => ({ patient: 'Sara Adel', reservedFrom: '2026-01-06T12:30', ...placeOf(bed) })),
  }),
  fc.record({ kind: fc.constant('arrived'), data: fc.record({ claim: someClaim, needs: fc.constant('cleaning') }) }),
  fc.record({ kind: fc.constantFrom('cleaningBegun', 'cleaned'), data: fc.record({ claim: someClaim }) }),
  fc.record({ kind: fc.constant('transferAsked'), data: fc.constant({ wardId: '3A', reason: 'needs monitoring' }) }),
  fc.record({
    kind: fc.constantFrom('transferRefused', 'transferWithdrawn'),
    data: fc.record({ request: someClaim, reason: fc.constant('no bed') }),
  }),
  fc.constantFrom<Deal>(
    { kind: 'wentOnLeave', data: {} },
    { kind: 'cameBack', data: {} },
    { kind: 'amended', data: { disease: 'Pneumonia' } },
    { kind: 'laterVersion', data: { anything: 1 } },
  ),
);

/** A stay that begins with a claim on bed 1; after that anything, legal or not, by people who saw part of it. */
export function anyStay(): fc.Arbitrary<readonly Entry[]> {
  return anyHistory(anyDeal, { kind: 'claimed', data: { patient: 'Sara Adel', ...placeOf(1) } });
}
