import { defineAggregate } from '../kernel/aggregate.ts';
import type { Knows } from '../kernel/history.ts';
import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { StayEntry } from './entries.ts';
import { stayEntries } from './entries.ts';
import { stayRights } from './rights.ts';
import { type Claim, type ClaimAnswer, isProvisional, noStay, type StayState, StayView, wardsOf } from './view.ts';

/** Rules: `stays.spec.md`. */
export const stays = defineAggregate({
  name: 'stays',
  version: 0,
  entries: stayEntries,
  view: StayView,
  indexes: [['phase', 'askedAt'], ['wardId']],
  empty: noStay,
  apply: (stay, entry, knows) => withState(deedsAfter(stay, entry, knows)),
  decide: (stay, entry) => decided(stay, entry),
  standing: (stay, entry, author) => {
    const wards = entry.kind === 'claimed' ? [entry.data.wardId] : wardsOf(stay);
    return { own: false, ward: wards.some((ward) => author.wards.includes(ward)) };
  },
  rights: stayRights,
  scopes: (stay) => wardsOf(stay).map((ward) => `ward:${ward}`),
});

function deedsAfter(stay: StayView, entry: StayEntry, knows: Knows): StayView {
  const deed = { entry: entry.id, by: entry.by.user, at: entry.at };
  switch (entry.kind) {
    case 'claimed': {
      const { patient, ...place } = entry.data;
      const claim: Claim = { ...deed, ...place, answer: { is: 'waiting' }, withdrawn: false };
      return { ...stay, patient: stay.patient || patient, claims: [...stay.claims, claim] };
    }
    case 'confirmed': {
      const { claim, turn } = entry.data;
      return answered(stay, claim, { is: 'confirmed', at: entry.at, turn });
    }
    case 'declined': {
      const { claim, ...why } = entry.data;
      return answered(stay, claim, { is: 'declined', at: entry.at, ...why });
    }
    case 'withdrawn': {
      const claims = stay.claims.map((claim) => (knows(entry.id, claim.entry) ? { ...claim, withdrawn: true } : claim));
      return { ...stay, claims, withdrawals: [...stay.withdrawals, { ...deed, reason: entry.data.reason }] };
    }
    case 'left':
      return { ...stay, departures: [...stay.departures, { ...deed, reason: entry.data.reason }] };
  }
}

/** B3: the first answer stays. */
function answered(stay: StayView, claimId: string, answer: ClaimAnswer): StayView {
  const claims = stay.claims.map((claim) =>
    claim.entry === claimId && claim.answer.is === 'waiting' ? { ...claim, answer } : claim,
  );
  return { ...stay, claims };
}

/** B9: what the deeds amount to, so it cannot depend on the order in which they arrived. */
function withState(stay: StayView): StayView {
  const state = stateOf(stay);
  const current = currentClaim(stay.claims);
  if (!current) return { ...stay, state };
  const { wardId, roomId, room, bedId, bed, by: askedBy, at: askedAt, answer } = current;
  const no = state === 'declined' && answer.is === 'declined' ? answer : undefined;
  return {
    ...stay,
    state,
    phase: state === 'left' || state === 'withdrawn' ? 'over' : 'current',
    ...{ wardId, roomId, room, bedId, bed, askedBy, askedAt },
    code: no?.code ?? '',
    about: no?.about ?? '',
    alternatives: no?.alternatives ?? [],
  };
}

/** B5: a confirmation stands whoever gave the claim up without knowing of it; leaving ends everything. */
function stateOf({ claims, departures }: StayView): StayState {
  if (claims.length === 0) return 'none';
  if (departures.length > 0) return 'left';
  if (claims.some(({ answer }) => answer.is === 'confirmed')) return 'confirmed';
  if (claims.some(isProvisional)) return 'provisional';
  return claims.every(({ withdrawn }) => withdrawn) ? 'withdrawn' : 'declined';
}

function currentClaim(claims: readonly Claim[]): Claim | undefined {
  return (
    claims.find(({ answer }) => answer.is === 'confirmed') ??
    claims.findLast(isProvisional) ??
    claims.findLast(({ withdrawn }) => !withdrawn) ??
    claims.at(-1)
  );
}

function decided(stay: StayView, entry: StayEntry): Refusal | null {
  switch (entry.kind) {
    case 'claimed':
      return mayClaim(stay);
    case 'confirmed':
      return mayAnswer(stay, entry.data.claim) ?? mayHold(stay);
    case 'declined':
      return mayAnswer(stay, entry.data.claim);
    case 'withdrawn':
      return mayWithdraw(stay);
    case 'left':
      return mayLeave(stay);
  }
}

/** B7, B8. */
function mayClaim(stay: StayView): Refusal | null {
  if (stay.state === 'provisional') return refusal('stay/asked-already', stay.bed);
  return mayHold(stay);
}

/** B7, B8. */
function mayHold({ state, bed, phase }: StayView): Refusal | null {
  if (state === 'confirmed') return refusal('stay/has-bed', bed);
  return phase === 'over' ? refusal('stay/over', state) : null;
}

/** B3. */
function mayAnswer(stay: StayView, claimId: string): Refusal | null {
  const claim = stay.claims.find(({ entry }) => entry === claimId);
  if (!claim) return refusal('claim/unknown', claimId);
  return claim.answer.is === 'waiting' ? null : refusal('claim/answered', claimId);
}

/** B5, B8. */
function mayWithdraw({ state, bed, phase }: StayView): Refusal | null {
  if (state === 'none') return refusal('stay/unknown');
  if (state === 'confirmed') return refusal('stay/confirmed', bed);
  return phase === 'over' ? refusal('stay/over', state) : null;
}

/** B5, B8. */
function mayLeave({ state, phase }: StayView): Refusal | null {
  if (state === 'none') return refusal('stay/unknown');
  if (phase === 'over') return refusal('stay/over', state);
  return state === 'confirmed' ? null : refusal('stay/no-bed', state);
}
