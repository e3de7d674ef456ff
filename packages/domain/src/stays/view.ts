import { z } from 'zod';
import { Standpoint } from '../kernel/dispute.ts';
import { BedPlace, bedNeeds, StayFacts } from './entries.ts';

/** B2, B5, B6. `none`: no claim is here. */
export const stayStates = ['none', 'provisional', 'confirmed', 'declined', 'withdrawn', 'left'] as const;
export type StayState = (typeof stayStates)[number];

/** The same fields, empty while nothing was asked for. */
const Place = z.strictObject({
  wardId: z.string().max(20),
  roomId: z.string().max(40),
  room: z.string().max(40),
  bedId: z.string().max(40),
  bed: z.string().max(20),
});

const Deed = z.strictObject({ entry: z.string().max(64), by: z.string().max(40), at: z.string().max(40) });

/** Somebody ended a claim or the stay, and why. */
const Ending = Deed.extend({ reason: z.string().max(300) });
export type Ending = Readonly<z.infer<typeof Ending>>;

/** What the arbiter said of a claim, and when (a stamp). */
const Answer = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('waiting') }),
  z.strictObject({
    is: z.literal('confirmed'),
    entry: z.string().max(64),
    at: z.string().max(40),
    turn: z.number().int().min(1),
  }),
  z.strictObject({
    is: z.literal('declined'),
    at: z.string().max(40),
    code: z.string().max(60),
    about: z.string().max(120).optional(),
    alternatives: z.array(BedPlace),
  }),
]);
export type ClaimAnswer = Readonly<z.infer<typeof Answer>>;

/** One bed asked for: `entry` is the id of the claim, `by` who asked, `at` a stamp. */
const Claim = Deed.extend({
  ...Place.shape,
  /** Whom it names, and their document; empty where it gives the name only. */
  patient: z.string().max(120),
  patientId: z.string().max(64),
  answer: Answer,
  /** Somebody who knew of this claim gave it up; counts for nothing once it is confirmed (B5). */
  withdrawn: z.boolean(),
  /** B14; empty where the patient comes at once. */
  reservedFrom: z.string().max(16),
  /** B15. */
  moving: z.boolean(),
  /** The patient has come into this bed; of no meaning before the claim is confirmed. */
  arrived: Deed.nullable(),
  /** The bed is held no more: who ended it, and what it needed then (B17). */
  released: Deed.extend({ needs: z.enum(bedNeeds) }).nullable(),
  cleaningBegun: Deed.nullable(),
  cleaned: Deed.nullable(),
});
export type Claim = Readonly<z.infer<typeof Claim>>;

/** B16: another ward was asked to take the patient. */
const Transfer = Deed.extend({
  wardId: z.string().max(20),
  reason: z.string().max(300),
  /** `open` until the ward asked for gives a bed, refuses, or whoever asked takes it back. */
  state: z.enum(['open', 'refused', 'withdrawn', 'done']),
  answer: Ending.nullable(),
});
export type Transfer = Readonly<z.infer<typeof Transfer>>;

/** B18: on leave since, and until when, as far as it was said. */
const Leave = Deed.extend({ backAt: z.string().max(16) });

/** What screens, indexes, the arbiter and the API see of a stay. */
export const StayView = z.strictObject({
  state: z.enum(stayStates),
  /** `current` until the stay is given up or the patient has left; the board reads by this index. */
  phase: z.enum(['current', 'over']),
  /** B20: as the claims say it that were granted; before that, as any claim does. */
  patient: z.string().max(120),
  /** Their document; empty where only a name was given. */
  patientId: z.string().max(64),
  ...StayFacts.partial().shape,
  /** The bed that is held; before that the one asked for last. */
  ...Place.shape,
  /** Who asked for that bed, and when (a stamp). */
  askedBy: z.string().max(40),
  askedAt: z.string().max(40),
  /** B6, while the state is `declined`: a refusal code, what it is about, and the beds that were free then. */
  code: z.string().max(60),
  about: z.string().max(120),
  alternatives: z.array(BedPlace),
  /** Every bed that was asked for, in order. */
  claims: z.array(Claim),
  withdrawals: z.array(Ending),
  departures: z.array(Ending),
  transfers: z.array(Transfer),
  leave: Leave.nullable(),
  standing: z.array(Standpoint),
});
export type StayView = Readonly<z.infer<typeof StayView>>;

export const noStay: StayView = {
  state: 'none',
  phase: 'current',
  patient: '',
  patientId: '',
  wardId: '',
  roomId: '',
  room: '',
  bedId: '',
  bed: '',
  askedBy: '',
  askedAt: '',
  code: '',
  about: '',
  alternatives: [],
  claims: [],
  withdrawals: [],
  departures: [],
  transfers: [],
  leave: null,
  standing: [],
};

/** Does the claim wait for an answer, and is the bed still wanted? */
export function isProvisional({ answer, withdrawn }: Claim): boolean {
  return answer.is === 'waiting' && !withdrawn;
}

/** The beds a stay holds: the one its patient lies in, and the one that is booked for them; none once it is over. */
export function heldClaims(stay: Pick<StayView, 'claims'>): readonly Claim[] {
  return stay.claims.filter(({ answer, released }) => answer.is === 'confirmed' && released === null);
}

/** The bed the patient lies in. */
export function lyingIn(stay: Pick<StayView, 'claims'>): Claim | undefined {
  return heldClaims(stay).find(({ arrived }) => arrived !== null);
}

/** B14, B15: the bed that is held for a patient who has not come into it yet. */
export function bookedFor(stay: Pick<StayView, 'claims'>): Claim | undefined {
  return heldClaims(stay).find(({ arrived }) => arrived === null);
}

/** B17: beds that were left and are not clean again. */
export function toClean(stay: Pick<StayView, 'claims'>): readonly Claim[] {
  return stay.claims.filter(({ released, cleaned }) => released !== null && released.needs !== 'nothing' && !cleaned);
}

/** B16: the ward that is asked for and has not answered. */
export function openTransfer(stay: Pick<StayView, 'transfers'>): Transfer | undefined {
  return stay.transfers.find(({ state }) => state === 'open');
}

/** B20: does the claim name another patient than the stay's? */
export function namesAnother(
  stay: Pick<StayView, 'patientId'>,
  { patientId = '' }: { readonly patientId?: string | undefined },
): boolean {
  return patientId !== '' && stay.patientId !== '' && patientId !== stay.patientId;
}

/** Nothing more is done to the stay itself; its bed may still have to be cleaned (B8, B17). */
export function isOver({ state }: Pick<StayView, 'state'>): boolean {
  return state === 'left' || state === 'withdrawn';
}

/** B6, B15: the last move asked for was declined, and nobody has asked for another bed or given it up since. */
export function declinedMove(stay: Pick<StayView, 'claims' | 'state'>): Claim | undefined {
  const last = stay.claims.at(-1);
  const isOpen = last?.moving && last.answer.is === 'declined' && !last.withdrawn && !isOver(stay);
  return isOpen ? last : undefined;
}

/** B5: somebody gave the claim up, but did not know that it had been confirmed. The bed is still held; they should be asked. */
export function withdrawnTooLate(stay: StayView): readonly Ending[] {
  if (stay.state !== 'confirmed' || !heldClaims(stay).some(({ withdrawn }) => withdrawn)) return [];
  const gaveUp = new Set(stay.claims.flatMap(({ released }) => (released ? [released.entry] : [])));
  return stay.withdrawals.filter(({ entry }) => !gaveUp.has(entry));
}

/** B11, B16: the wards of the beds that are held or still dirty; before that the first and the last asked; those asked for now. */
export function wardsOf(stay: StayView): readonly string[] {
  const granted = stay.claims.filter(({ answer }) => answer.is === 'confirmed');
  const here = granted.filter((claim) => claim.released === null || toClean({ claims: [claim] }).length > 0);
  const home =
    granted.length > 0 ? [...here, ...granted.slice(-1)] : [...stay.claims.slice(0, 1), ...stay.claims.slice(-1)];
  const asked = [...stay.claims.filter(isProvisional), ...stay.transfers.filter(({ state }) => state === 'open')];
  return [...new Set([...home, ...asked].map(({ wardId }) => wardId))].sort();
}
