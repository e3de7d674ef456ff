import { defineAggregate } from '../kernel/aggregate.ts';
import { isDisputed, withFacts } from '../kernel/dispute.ts';
import type { Knows } from '../kernel/history.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Person } from '../rights/roles.ts';
import { type CallEntry, callEntries } from './entries.ts';
import { callRights } from './rights.ts';
import { CallView, callDisputes, type Deed, type Escalation, noCall, responsibleFor, stateOf } from './view.ts';

/** Rules: `calls.spec.md`. */
export const calls = defineAggregate({
  name: 'calls',
  version: 3,
  // Texts that may be emptied, and disputes of closed calls: what was said before says the same.
  // Then steps of escalation: nothing that was said before says anything about them.
  // Then patients by their documents: what was said in words stays words.
  upcasts: [null, null, null],
  entries: callEntries,
  view: CallView,
  indexes: [['phase', 'raisedAt'], ['wardId'], ['agreement']],
  empty: noCall,
  apply: (call, entry, knows) => withState(deedsAfter(call, entry, knows)),
  decide: (call, entry, author) => decided(call, entry, author),
  standing: (call, entry, author) => ({
    own: responsibleFor(call) === author.user,
    ward: author.wards.includes(entry.kind === 'raised' ? entry.data.wardId : call.wardId),
  }),
  rights: callRights,
  scopes: (call) => (call.wardId ? [`ward:${call.wardId}`] : []),
  patientOf: ({ patientId = '' }) => patientId,
});

function withState(call: CallView): CallView {
  const phase = call.closings.length > 0 ? 'closed' : 'open';
  const agreement = isDisputed(call.standing) ? 'disputed' : 'agreed';
  return { ...call, state: stateOf(call), phase, agreement };
}

function deedsAfter(call: CallView, entry: CallEntry, knows: Knows): CallView {
  const deed: Deed = { entry: entry.id, by: entry.by.user, at: entry.at };
  switch (entry.kind) {
    case 'raised':
      return call.raisedAt ? call : raised(call, entry, knows);
    case 'seen':
      return { ...call, seen: withDeed(call.seen, deed) };
    case 'accepted':
      return { ...call, acceptances: [...call.acceptances, deed] };
    case 'arrived':
      return { ...call, acceptances: [...call.acceptances, deed], arrivals: [...call.arrivals, deed] };
    case 'handedBack':
      return handedBack(call, deed, knows);
    case 'takenOver':
      return { ...call, acceptances: [deed, ...call.acceptances] };
    case 'escalated':
      return { ...call, escalations: withStep(call.escalations, { ...deed, ...entry.data }) };
    case 'patientNamed':
      return named(call, entry, knows);
    case 'amended':
    case 'settled':
      return withPatientId(withoutEmptied(withFacts(call, entry, entry.data, knows)), chosenAgain(call, entry)); // C12
    case 'done':
      return { ...call, closings: [...call.closings, { ...deed, how: 'done', note: entry.data.outcome ?? '' }] };
    case 'cancelled':
      return { ...call, closings: [...call.closings, { ...deed, how: 'cancelled', note: entry.data.reason }] };
  }
}

function raised(call: CallView, entry: Extract<CallEntry, { kind: 'raised' }>, knows: Knows): CallView {
  const { wardId, roomId, room, ...facts } = entry.data;
  return withFacts({ ...call, wardId, roomId, room, raisedAt: entry.at, raisedBy: entry.by.user }, entry, facts, knows);
}

/** C12: an empty text is one that is not said; who emptied it stands in `standing`. */
function withoutEmptied(call: CallView): CallView {
  const said = Object.entries(call).filter(([field, value]) => value !== '' || Object.hasOwn(noCall, field));
  return Object.fromEntries(said) as CallView; // Only optional facts are absent from `noCall`.
}

/** C19: the words are a fact like any other, which the document stands behind. */
function named(call: CallView, entry: Extract<CallEntry, { kind: 'patientNamed' }>, knows: Knows): CallView {
  const { patient, patientId } = entry.data;
  return withPatientId(withFacts(call, entry, { patient }, knows), [{ entry: entry.id, patientId }]);
}

/** C19: who settles a dispute chooses among what was said, and the document that those words named with them. */
function chosenAgain(
  call: CallView,
  { id, kind, data }: Extract<CallEntry, { kind: 'amended' | 'settled' }>,
): CallView['named'] {
  if (kind !== 'settled' || data.patient === undefined) return [];
  const said = call.standing.filter(({ field, value }) => field === 'patient' && value === data.patient);
  const naming = call.named.findLast(({ entry }) => said.some((one) => one.entry === entry));
  return naming ? [{ entry: id, patientId: naming.patientId }] : [];
}

/** The document behind the words that are shown; that of words which no longer stand goes with them. */
function withPatientId({ patientId: _, ...call }: CallView, more: CallView['named']): CallView {
  const standing = call.standing.filter(({ field }) => field === 'patient');
  const namings = [...call.named, ...more].filter(({ entry }) => standing.some((one) => one.entry === entry));
  const patientId = namings.find(({ entry }) => entry === standing.at(-1)?.entry)?.patientId;
  return { ...call, named: namings, ...(patientId !== undefined && { patientId }) };
}

/** One deed per person, as nothing undoes it; the first in order stays. */
function withDeed(deeds: CallView['seen'], deed: Deed): CallView['seen'] {
  return deeds.some(({ by }) => by === deed.by) ? deeds : [...deeds, deed];
}

/** C18: said by several while apart, the first in order stands. */
function withStep(steps: CallView['escalations'], step: Escalation): CallView['escalations'] {
  if (steps.some((one) => one.step === step.step)) return steps;
  return [...steps, step].sort((a, b) => a.step - b.step);
}

/** C8: undoes what the author had done and knew of; what others did meanwhile stays. */
function handedBack(call: CallView, deed: Deed, knows: Knows): CallView {
  const stays = (one: Deed) => one.by !== deed.by || !knows(deed.entry, one.entry);
  return {
    ...call,
    acceptances: call.acceptances.filter(stays),
    arrivals: call.arrivals.filter(stays),
    handedBack: [...call.handedBack, deed],
  };
}

function decided(call: CallView, entry: CallEntry, author: Person): Refusal | null {
  if (entry.kind === 'raised') return call.raisedAt ? refusal('call/already-raised') : null;
  if (!call.raisedAt) return refusal('call/unknown');
  if (call.phase === 'closed' && entry.kind !== 'settled') return refusal('call/closed', call.state); // C16, C17
  switch (entry.kind) {
    case 'seen':
      return call.seen.some(({ by }) => by === author.user) ? refusal('call/already-seen') : null;
    case 'accepted':
      return call.acceptances.length > 0 ? refusal('call/already-accepted', responsibleFor(call)) : null;
    case 'arrived':
      return call.arrivals.some(({ by }) => by === author.user) ? refusal('call/already-there') : null;
    case 'handedBack':
      return responsibleFor(call) === author.user ? null : refusal('call/not-yours');
    case 'done':
      return call.acceptances.length > 0 ? null : refusal('call/nobody-went');
    case 'escalated':
      return mayEscalate(call, entry.data.step);
    case 'settled':
      return settles(call, entry.data);
    case 'takenOver':
    case 'patientNamed':
    case 'amended':
    case 'cancelled':
      return null;
  }
}

/** C18. */
function mayEscalate(call: CallView, step: number): Refusal | null {
  if (call.acceptances.length > 0) return refusal('call/already-accepted', responsibleFor(call));
  const last = call.escalations.at(-1)?.step ?? 0;
  if (step <= last) return refusal('call/already-escalated', String(step));
  return step === last + 1 ? null : refusal('call/step-left-out', String(last + 1));
}

function settles(call: CallView, facts: object): Refusal | null {
  const disputed = new Set(callDisputes(call).map(({ field }) => field));
  const calm = Object.keys(facts).find((field) => !disputed.has(field));
  return calm === undefined ? null : refusal('call/no-dispute', calm);
}
