import { defineAggregate } from '../kernel/aggregate.ts';
import { withFacts } from '../kernel/dispute.ts';
import type { Knows } from '../kernel/history.ts';
import { fromVersion0, type StayEntry, stayEntries } from './entries.ts';
import { bedsKept, decided } from './judgement.ts';
import { stayRights } from './rights.ts';
import {
  type Claim,
  type ClaimAnswer,
  type Ending,
  heldClaims,
  isOver,
  isProvisional,
  lyingIn,
  noStay,
  type StayState,
  StayView,
  type Transfer,
  toClean,
  wardsOf,
} from './view.ts';

/** Rules: `stays.spec.md`. */
export const stays = defineAggregate({
  name: 'stays',
  version: 2,
  upcasts: [fromVersion0, null],
  entries: stayEntries,
  view: StayView,
  indexes: [['phase', 'askedAt'], ['wardId']],
  empty: noStay,
  apply: (stay, entry, knows) => withState(deedsAfter(stay, entry, knows)),
  decide: (stay, entry, author) => decided(stay, entry, author),
  keeps: bedsKept,
  standing: (stay, entry, author) => {
    const wards = entry.kind === 'claimed' ? [entry.data.wardId, ...wardsOf(stay)] : wardsOf(stay);
    return { own: false, ward: wards.some((ward) => author.wards.includes(ward)) };
  },
  rights: stayRights,
  scopes: (stay) => wardsOf(stay).map((ward) => `ward:${ward}`),
  patientOf: ({ patientId }) => patientId,
});

type Deed = Pick<Ending, 'entry' | 'by' | 'at'>;

function deedsAfter(stay: StayView, entry: StayEntry, knows: Knows): StayView {
  const deed: Deed = { entry: entry.id, by: entry.by.user, at: entry.at };
  switch (entry.kind) {
    case 'claimed':
      return withClaim(stay, claimFrom(entry, deed));
    case 'confirmed': {
      const { claim, turn } = entry.data;
      return answered(stay, claim, { is: 'confirmed', entry: entry.id, at: entry.at, turn });
    }
    case 'declined': {
      const { claim, ...why } = entry.data;
      return answered(stay, claim, { is: 'declined', at: entry.at, ...why });
    }
    case 'withdrawn': {
      const claims = stay.claims.map((claim) => givenUp(claim, deed, knows));
      return { ...stay, claims, withdrawals: [...stay.withdrawals, { ...deed, reason: entry.data.reason }] };
    }
    case 'arrived':
      return arrivedIn(stay, entry.data.claim, { ...deed, needs: entry.data.needs });
    case 'amended':
    case 'settled':
      return withFacts(stay, entry, entry.data, knows);
    case 'wentOnLeave':
      return { ...stay, leave: { ...deed, backAt: entry.data.backAt ?? '' } };
    case 'cameBack':
      return { ...stay, leave: null };
    case 'transferAsked': {
      const { wardId, reason } = entry.data;
      return { ...stay, transfers: [...stay.transfers, { ...deed, wardId, reason, state: 'open', answer: null }] };
    }
    case 'transferRefused':
    case 'transferWithdrawn': {
      const state = entry.kind === 'transferRefused' ? 'refused' : 'withdrawn';
      return transferAnswered(stay, entry.data.request, state, { ...deed, reason: entry.data.reason });
    }
    case 'left': {
      const { reason, needs } = entry.data;
      const departures = [...stay.departures, { ...deed, reason }];
      return { ...stay, departures, claims: stay.claims.map((claim) => leftBehind(claim, { ...deed, needs })) };
    }
    case 'cleaningBegun':
      return changed(stay, entry.data.claim, (claim) => ({ ...claim, cleaningBegun: claim.cleaningBegun ?? deed }));
    case 'cleaned':
      return changed(stay, entry.data.claim, (claim) => ({ ...claim, cleaned: claim.cleaned ?? deed }));
  }
}

function claimFrom({ data }: Extract<StayEntry, { kind: 'claimed' }>, deed: Deed): Claim {
  const { patientId = '', reservedFrom = '', moving = false, ...place } = data;
  const nothingYet = { withdrawn: false, arrived: null, released: null, cleaningBegun: null, cleaned: null } as const;
  return { ...deed, ...place, patientId, reservedFrom, moving, answer: { is: 'waiting' }, ...nothingYet };
}

function withClaim(stay: StayView, claim: Claim): StayView {
  // B16: the ward that was asked answers with a bed.
  const transfers = stay.transfers.map(
    (transfer): Transfer =>
      claim.moving && transfer.state === 'open' && transfer.wardId === claim.wardId
        ? { ...transfer, state: 'done', answer: { entry: claim.entry, by: claim.by, at: claim.at, reason: '' } }
        : transfer,
  );
  return { ...stay, transfers, claims: [...stay.claims, claim] };
}

/** B3: the first answer stays. Who comes at once lies in the bed from its confirmation on. */
function answered(stay: StayView, claimId: string, answer: ClaimAnswer): StayView {
  return changed(stay, claimId, (claim) => {
    if (claim.answer.is !== 'waiting') return claim;
    const comesAtOnce = answer.is === 'confirmed' && claim.reservedFrom === '' && !claim.moving && !lyingIn(stay);
    const arrived = comesAtOnce ? { entry: claim.entry, by: claim.by, at: claim.at } : claim.arrived;
    return { ...claim, answer, arrived };
  });
}

/** B5, B14: a bed nobody lies in is given up by who knows that it is held; a claim by who knows of the claim. */
function givenUp(claim: Claim, deed: Deed, knows: Knows): Claim {
  if (!knows(deed.entry, claim.entry)) return claim;
  const { answer, arrived, released } = claim;
  if (answer.is !== 'confirmed') return { ...claim, withdrawn: true };
  if (arrived || released || !knows(deed.entry, answer.entry)) return { ...claim, withdrawn: true };
  return { ...claim, withdrawn: true, released: { ...deed, needs: 'nothing' } };
}

type Release = NonNullable<Claim['released']>;

/** B15: the patient comes into one bed and has left every other. */
function arrivedIn(stay: StayView, claimId: string, release: Release): StayView {
  const target = stay.claims.find(({ entry }) => entry === claimId);
  if (target?.answer.is !== 'confirmed' || target.released) return stay;
  const { entry, by, at } = release;
  const claims = stay.claims.map((claim) => {
    if (claim.entry === claimId) return { ...claim, arrived: claim.arrived ?? { entry, by, at } };
    return claim.arrived ? leftBehind(claim, release) : claim;
  });
  return { ...stay, claims, leave: null };
}

/** B17: a bed nobody lay in needs nothing. */
function leftBehind(claim: Claim, release: Release): Claim {
  if (claim.answer.is !== 'confirmed' || claim.released) return claim;
  return { ...claim, released: claim.arrived ? release : { ...release, needs: 'nothing' } };
}

function transferAnswered(stay: StayView, request: string, state: 'refused' | 'withdrawn', answer: Ending): StayView {
  const transfers = stay.transfers.map(
    (transfer): Transfer =>
      transfer.entry === request && transfer.state === 'open' ? { ...transfer, state, answer } : transfer,
  );
  return { ...stay, transfers };
}

function changed(stay: StayView, claimId: string, change: (claim: Claim) => Claim): StayView {
  return { ...stay, claims: stay.claims.map((claim) => (claim.entry === claimId ? change(claim) : claim)) };
}

/** B9: what the deeds amount to, so it cannot depend on the order in which they arrived. */
function withState(before: StayView): StayView {
  const named = { ...before, ...patientOf(before) };
  const stay = before.departures.length > 0 ? allOver(named) : named;
  const state = stateOf(stay);
  const current = currentClaim(stay);
  if (!current) return { ...stay, state };
  const { wardId, roomId, room, bedId, bed, by: askedBy, at: askedAt, answer } = current;
  const no = state === 'declined' && answer.is === 'declined' ? answer : undefined;
  return {
    ...stay,
    state,
    phase: isOver({ state }) && toClean(stay).length === 0 ? 'over' : 'current',
    ...{ wardId, roomId, room, bedId, bed, askedBy, askedAt },
    code: no?.code ?? '',
    about: no?.about ?? '',
    alternatives: no?.alternatives ?? [],
  };
}

/** B20: whom the claims name that were granted; before that, whom any names. */
function patientOf({ claims }: StayView): Pick<StayView, 'patient' | 'patientId'> {
  const granted = claims.filter(({ answer }) => answer.is === 'confirmed');
  const heard = granted.length > 0 ? granted : claims;
  return {
    patient: heard[0]?.patient ?? '',
    patientId: heard.find(({ patientId }) => patientId !== '')?.patientId ?? '',
  };
}

/** Whoever has left has left everything, also what was confirmed or reached while apart. */
function allOver(stay: StayView): StayView {
  const [first] = stay.departures;
  if (!first || (heldClaims(stay).length === 0 && stay.leave === null)) return stay;
  const { entry, by, at } = first;
  const claims = stay.claims.map((claim) => leftBehind(claim, { entry, by, at, needs: 'cleaning' }));
  return { ...stay, claims, leave: null };
}

/** B5: a confirmation stands whoever gave the claim up without knowing of it; leaving ends everything. */
function stateOf({ claims, departures }: StayView): StayState {
  if (claims.length === 0) return 'none';
  if (departures.length > 0) return 'left';
  if (heldClaims({ claims }).length > 0) return 'confirmed';
  if (claims.some(isProvisional)) return 'provisional';
  return claims.every(({ withdrawn }) => withdrawn) ? 'withdrawn' : 'declined';
}

function currentClaim(stay: StayView): Claim | undefined {
  const { claims } = stay;
  return (
    lyingIn(stay) ??
    heldClaims(stay)[0] ??
    claims.findLast(isProvisional) ??
    claims.findLast(({ withdrawn, released }) => !withdrawn && released === null) ??
    claims.findLast(({ answer }) => answer.is === 'confirmed') ??
    claims.at(-1)
  );
}
