import { type Refusal, refusal } from '../kernel/refusal.ts';
import type { Person } from '../rights/roles.ts';
import type { StayEntry } from './entries.ts';
import {
  bookedFor,
  type Claim,
  declinedMove,
  isOver,
  isProvisional,
  lyingIn,
  namesAnother,
  openTransfer,
  type StayView,
  type Transfer,
  toClean,
} from './view.ts';

/** May this be done to the stay, by what its author saw? */
export function decided(stay: StayView, entry: StayEntry, author: Person): Refusal | null {
  switch (entry.kind) {
    case 'claimed':
      if (namesAnother(stay, entry.data)) return refusal('stay/other-patient');
      return entry.data.moving ? mayMove(stay, entry.data) : mayClaim(stay);
    case 'confirmed':
      return mayAnswer(stay, entry.data.claim) ?? mayHold(stay, claimIn(stay, entry.data.claim));
    case 'declined':
      return mayAnswer(stay, entry.data.claim);
    case 'withdrawn':
      return mayWithdraw(stay);
    case 'arrived':
      return mayArrive(stay, entry.data.claim);
    case 'amended':
    case 'settled':
      return isBegun(stay);
    case 'wentOnLeave':
      return isLying(stay) ?? (stay.leave ? refusal('stay/on-leave') : null);
    case 'cameBack':
      return isLying(stay) ?? (stay.leave ? null : refusal('stay/not-on-leave'));
    case 'transferAsked':
      return mayAskWard(stay, entry.data.wardId);
    case 'transferRefused':
      return mayAnswerTransfer(stay, entry.data.request, (asked) => author.wards.includes(asked.wardId));
    case 'transferWithdrawn':
      return mayAnswerTransfer(stay, entry.data.request, () => true);
    case 'left':
      return isLying(stay);
    case 'cleaningBegun':
    case 'cleaned':
      return mayClean(stay, entry);
  }
}

/**
 * B21: a bed that was free can be another patient's by now, so it does not become this one's again by an entry that comes late; and whom the
 * ward has seen come does not lose the bed to somebody who had not heard of it.
 */
export function bedsKept(before: StayView, after: StayView): Refusal | null {
  for (const was of before.claims) {
    const is = claimIn(after, was.entry);
    if (!is || was.answer.is !== 'confirmed') continue;
    if (was.released && !is.released) return refusal('bed/decided-before', was.bed);
    const isGone = after.departures.length > before.departures.length;
    if (was.arrived && !was.released && is.released && is.withdrawn && !isGone)
      return refusal('bed/decided-before', was.bed);
  }
  return null;
}

function claimIn(stay: StayView, id: string): Claim | undefined {
  return stay.claims.find(({ entry }) => entry === id);
}

function isBegun(stay: StayView): Refusal | null {
  if (stay.state === 'none') return refusal('stay/unknown');
  return isOver(stay) ? refusal('stay/over', stay.state) : null;
}

/** B5, B8, B14: somebody lies in a bed. */
function isLying(stay: StayView): Refusal | null {
  return isBegun(stay) ?? (lyingIn(stay) ? null : refusal('stay/no-bed', stay.state));
}

/** B7, B8. */
function mayClaim(stay: StayView): Refusal | null {
  if (stay.state === 'provisional') return refusal('stay/asked-already', stay.bed);
  if (stay.state === 'confirmed') return refusal('stay/has-bed', stay.bed);
  return isOver(stay) ? refusal('stay/over', stay.state) : null;
}

/** B15. */
function mayMove(stay: StayView, to: { readonly roomId: string; readonly bedId: string }): Refusal | null {
  const wrong = isLying(stay);
  if (wrong) return wrong;
  const under = bookedFor(stay) ?? stay.claims.find(isProvisional);
  if (under) return refusal('stay/moves-already', under.bed);
  const lying = lyingIn(stay);
  return lying?.roomId === to.roomId && lying.bedId === to.bedId ? refusal('stay/has-bed', lying.bed) : null;
}

/** B7, B8, B15: who is to move has a bed to move from, and no other one booked; everybody else has none. */
function mayHold(stay: StayView, claim: Claim | undefined): Refusal | null {
  if (isOver(stay)) return refusal('stay/over', stay.state);
  const held = claim?.moving ? bookedFor(stay) : (lyingIn(stay) ?? bookedFor(stay));
  if (held) return refusal('stay/has-bed', held.bed);
  return claim?.moving && !lyingIn(stay) ? refusal('stay/no-bed', stay.state) : null;
}

/** B3. */
function mayAnswer(stay: StayView, claimId: string): Refusal | null {
  const claim = claimIn(stay, claimId);
  if (!claim) return refusal('claim/unknown', claimId);
  return claim.answer.is === 'waiting' ? null : refusal('claim/answered', claimId);
}

/** B5, B8, B14: something is asked for or booked, or a declined claim waits for a decision. */
function mayWithdraw(stay: StayView): Refusal | null {
  const wrong = isBegun(stay);
  if (wrong) return wrong;
  const waits = bookedFor(stay) || declinedMove(stay) || stay.claims.some(isProvisional);
  const canBeGivenUp = stay.state === 'declined' || waits;
  return canBeGivenUp ? null : refusal('stay/confirmed', stay.bed);
}

/** B14, B15. */
function mayArrive(stay: StayView, claimId: string): Refusal | null {
  const wrong = isBegun(stay);
  if (wrong) return wrong;
  const claim = claimIn(stay, claimId);
  if (!claim) return refusal('claim/unknown', claimId);
  if (claim.arrived) return refusal('stay/has-bed', claim.bed);
  return claim.answer.is === 'confirmed' && claim.released === null ? null : refusal('stay/not-held', claim.bed);
}

/** B16. */
function mayAskWard(stay: StayView, wardId: string): Refusal | null {
  const wrong = isLying(stay);
  if (wrong) return wrong;
  const open = openTransfer(stay);
  if (open) return refusal('transfer/asked-already', open.wardId);
  return lyingIn(stay)?.wardId === wardId ? refusal('transfer/same-ward', wardId) : null;
}

function mayAnswerTransfer(stay: StayView, request: string, may: (asked: Transfer) => boolean): Refusal | null {
  const asked = stay.transfers.find(({ entry }) => entry === request);
  if (!asked) return refusal('transfer/unknown', request);
  if (asked.state !== 'open') return refusal('transfer/answered', asked.answer?.by ?? asked.state);
  return may(asked) ? null : refusal('transfer/other-ward', asked.wardId);
}

/** B17. */
function mayClean(stay: StayView, entry: Extract<StayEntry, { kind: 'cleaningBegun' | 'cleaned' }>): Refusal | null {
  const claim = claimIn(stay, entry.data.claim);
  if (!claim) return refusal('claim/unknown', entry.data.claim);
  if (toClean({ claims: [claim] }).length === 0) return refusal('bed/clean', claim.bed);
  return entry.kind === 'cleaningBegun' && claim.cleaningBegun
    ? refusal('bed/cleaning-begun', claim.cleaningBegun.by)
    : null;
}
