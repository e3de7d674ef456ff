import { z } from 'zod';
import { BedPlace } from './entries.ts';

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
  z.strictObject({ is: z.literal('confirmed'), at: z.string().max(40), turn: z.number().int().min(1) }),
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
  answer: Answer,
  /** Somebody who knew of this claim gave it up; counts for nothing once it is confirmed (B5). */
  withdrawn: z.boolean(),
});
export type Claim = Readonly<z.infer<typeof Claim>>;

/** What screens, indexes, the arbiter and the API see of a stay. */
export const StayView = z.strictObject({
  state: z.enum(stayStates),
  /** `current` until the stay is given up or the patient has left; the board reads by this index. */
  phase: z.enum(['current', 'over']),
  patient: z.string().max(120),
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
});
export type StayView = Readonly<z.infer<typeof StayView>>;

export const noStay: StayView = {
  state: 'none',
  phase: 'current',
  patient: '',
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
};

/** Does the claim wait for an answer, and is the bed still wanted? */
export function isProvisional({ answer, withdrawn }: Claim): boolean {
  return answer.is === 'waiting' && !withdrawn;
}

/** The beds a stay holds; none once it is over. */
export function heldClaims(stay: StayView): readonly Claim[] {
  return stay.departures.length > 0 ? [] : stay.claims.filter(({ answer }) => answer.is === 'confirmed');
}

/** B5: somebody gave the claim up, but did not know that it had been confirmed. The bed is still held; they should be asked. */
export function withdrawnTooLate(stay: StayView): readonly Ending[] {
  return stay.state === 'confirmed' ? stay.withdrawals : [];
}

/** B11. */
export function wardsOf(stay: StayView): readonly string[] {
  const granted = stay.claims.filter(({ answer }) => answer.is === 'confirmed');
  const home = granted.length > 0 ? granted : [...stay.claims.slice(0, 1), ...stay.claims.slice(-1)];
  return [...new Set([...home, ...stay.claims.filter(isProvisional)].map(({ wardId }) => wardId))].sort();
}
