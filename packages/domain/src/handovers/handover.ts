import { defineAggregate } from '../kernel/aggregate.ts';
import type { Knows } from '../kernel/history.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Rights } from '../rights/rights.ts';
import type { Person } from '../rights/roles.ts';
import { type HandoverAct, type HandoverEntry, handoverEntries } from './entries.ts';
import { type HandoverState, HandoverView, noHandover, type Point, unheardPoints } from './view.ts';

const staffOfTheWard = { nurse: 'ward', headNurse: 'ward', doctor: 'ward', headDoctor: 'ward' } as const;

/** H1, H2. Taking back is judged point by point. */
export const handoverRights = {
  begun: staffOfTheWard,
  noted: staffOfTheWard,
  takenBack: staffOfTheWard,
  signed: staffOfTheWard,
  acknowledged: staffOfTheWard,
} as const satisfies Rights<HandoverAct>;

/** Rules: `handovers.spec.md`. */
export const handovers = defineAggregate({
  name: 'handovers',
  version: 0,
  entries: handoverEntries,
  view: HandoverView,
  indexes: [['wardId', 'begunAt']],
  empty: noHandover,
  apply: (handover, entry, knows) => withState(deedsAfter(handover, entry, knows)),
  decide: (handover, entry, author) => decided(handover, entry, author),
  standing: (handover, entry, author) => ({
    own: handover.begunBy === author.user,
    ward: author.wards.includes(entry.kind === 'begun' ? entry.data.wardId : handover.wardId),
  }),
  rights: handoverRights,
  scopes: ({ wardId }) => (wardId ? [`ward:${wardId}`] : []),
});

function deedsAfter(handover: HandoverView, entry: HandoverEntry, knows: Knows): HandoverView {
  const deed = { entry: entry.id, by: entry.by.user, at: entry.at };
  switch (entry.kind) {
    case 'begun':
      if (handover.wardId) return handover;
      return { ...handover, ...entry.data, begunBy: entry.by.user, begunAt: entry.at };
    case 'noted': {
      const afterSignature = handover.signatures.some((signature) => !knows(signature.entry, entry.id));
      const point: Point = { ...deed, ...entry.data, afterSignature, takenBack: null, acknowledged: [] };
      return { ...handover, points: [...handover.points, point] };
    }
    case 'takenBack': {
      const { point, reason } = entry.data;
      return withPoints(handover, (one) =>
        one.entry === point && one.takenBack === null ? { ...one, takenBack: { ...deed, reason } } : one,
      );
    }
    case 'signed': {
      const signed = { ...handover, signatures: [...handover.signatures, deed] };
      // H3: what this signature's author had not seen is later than it, wherever the clocks put it.
      return withPoints(signed, (one) => (knows(entry.id, one.entry) ? one : { ...one, afterSignature: true }));
    }
    case 'acknowledged': {
      const { points } = entry.data;
      return withPoints(handover, (one) =>
        points.includes(one.entry) && !one.acknowledged.some(({ by }) => by === deed.by)
          ? { ...one, acknowledged: [...one.acknowledged, deed] }
          : one,
      );
    }
  }
}

function withPoints(handover: HandoverView, change: (point: Point) => Point): HandoverView {
  return { ...handover, points: handover.points.map(change) };
}

function withState(handover: HandoverView): HandoverView {
  return { ...handover, state: stateOf(handover) };
}

/** H5. */
function stateOf(handover: HandoverView): HandoverState {
  if (!handover.wardId) return 'none';
  if (handover.signatures.length === 0) return 'open';
  return unheardPoints(handover).length > 0 ? 'signed' : 'takenOver';
}

function decided(handover: HandoverView, entry: HandoverEntry, author: Person): Refusal | null {
  if (entry.kind === 'begun') return handover.state === 'none' ? null : refusal('handover/already-begun');
  if (handover.state === 'none') return refusal('handover/unknown');
  const [signature] = handover.signatures;
  switch (entry.kind) {
    case 'noted':
      return signature ? refusal('handover/signed', signature.by) : null;
    case 'takenBack':
      return signature ? refusal('handover/signed', signature.by) : mayTakeBack(handover, entry.data.point, author);
    case 'signed':
      return handover.signatures.some(({ by }) => by === author.user) ? refusal('handover/signed', author.user) : null;
    case 'acknowledged':
      return mayAcknowledge(handover, entry.data.points, author);
  }
}

/** H2. */
function mayTakeBack(handover: HandoverView, id: string, { user, role }: Person): Refusal | null {
  const point = handover.points.find(({ entry }) => entry === id);
  if (!point) return refusal('handover/unknown-point', id);
  if (point.takenBack) return refusal('handover/taken-back', point.takenBack.by);
  const may = point.by === user || role === 'headNurse' || role === 'headDoctor';
  return may ? null : refusal('handover/not-yours', point.by);
}

/** H4. */
function mayAcknowledge(handover: HandoverView, ids: readonly string[], { user }: Person): Refusal | null {
  if (handover.signatures.length === 0) return refusal('handover/not-signed');
  if (handover.signatures.some(({ by }) => by === user)) return refusal('handover/signed-yourself');
  const known = new Set(handover.points.map(({ entry }) => entry));
  const unknown = ids.find((id) => !known.has(id));
  return unknown === undefined ? null : refusal('handover/unknown-point', unknown);
}
