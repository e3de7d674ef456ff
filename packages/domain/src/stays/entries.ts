import { z } from 'zod';
import type { EntryIn } from '../kernel/aggregate.ts';
import type { Upcast } from '../kernel/versions.ts';

const shortText = z.string().trim().min(1).max(120);
const reason = z.string().trim().min(3).max(300);
const entryId = z.string().min(1).max(64);

/** B1: a bed, as a claim names it and as alternatives are offered. */
export const BedPlace = z.strictObject({
  wardId: z.string().min(1).max(20),
  roomId: z.string().min(1).max(40),
  room: z.string().trim().min(1).max(40),
  bedId: z.string().min(1).max(40),
  /** Label as written at the bed. */
  bed: z.string().trim().min(1).max(20),
});
export type BedPlace = Readonly<z.infer<typeof BedPlace>>;

/** More than a person chooses from, and a declined claim stays small. */
export const MOST_ALTERNATIVES = 12;

/** A day and time of the hospital's wall clock, `YYYY-MM-DDTHH:MM`: what is planned, not what happened. */
const plainTime = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/);

export const isolations = ['none', 'contact', 'droplet', 'airborne'] as const;
export type Isolation = (typeof isolations)[number];

/** B13: why somebody lies here, who answers for them, and until when. */
export const StayFacts = z.strictObject({
  doctor: z.string().min(1).max(40),
  nurse: z.string().min(1).max(40),
  disease: shortText,
  treatment: shortText,
  description: z.string().trim().min(1).max(1000),
  isolation: z.enum(isolations),
  /** When the patient is expected to leave. */
  until: plainTime,
});
export type StayFacts = Readonly<z.infer<typeof StayFacts>>;
export type StayFact = keyof StayFacts;

/** B17: what a bed needs before it is given again. */
export const bedNeeds = ['nothing', 'cleaning', 'deepCleaning'] as const;
export type BedNeeds = (typeof bedNeeds)[number];

/** Everything that can be done to a stay. */
export const stayEntries = {
  /**
   * `patientId`: the patient's document. `reservedFrom`: the bed is booked, the patient comes later (B14). `moving`: the patient lies in
   * another bed and is to move (B15).
   */
  claimed: BedPlace.extend({
    patient: shortText,
    patientId: entryId.optional(),
    reservedFrom: plainTime.optional(),
    moving: z.literal(true).optional(),
  }),
  /** `claim`: id of the `claimed` entry. `turn` counts the confirmations of the hospital: of two, the higher came later. */
  confirmed: z.strictObject({ claim: entryId, turn: z.number().int().min(1) }),
  /** `code` is one of the refusal codes, `about` what it is about. `alternatives`: beds of the ward that were free. */
  declined: z.strictObject({
    claim: entryId,
    code: z.string().min(1).max(60),
    about: z.string().max(120).optional(),
    alternatives: z.array(BedPlace).max(MOST_ALTERNATIVES),
  }),
  /** What was asked for, or is booked, is given up: the bed is not needed. */
  withdrawn: z.strictObject({ reason }),
  /** The patient has come into the bed that was booked for them. `needs`: what the bed they came from needs. */
  arrived: z.strictObject({ claim: entryId, needs: z.enum(bedNeeds) }),
  amended: StayFacts.partial(),
  settled: StayFacts.partial(),
  wentOnLeave: z.strictObject({ backAt: plainTime.optional() }),
  cameBack: z.strictObject({}),
  /** Another ward is asked to take the patient (B16). */
  transferAsked: z.strictObject({ wardId: z.string().min(1).max(20), reason }),
  /** `request`: id of the `transferAsked` entry. */
  transferRefused: z.strictObject({ request: entryId, reason }),
  transferWithdrawn: z.strictObject({ request: entryId, reason }),
  /** The patient has left the hospital. `checked`: what was looked at before, of the discharge checklist. */
  left: z.strictObject({
    reason,
    needs: z.enum(bedNeeds),
    checked: z.array(z.string().min(1).max(40)).max(20).optional(),
  }),
  /** `claim`: of the bed that was left (B17). */
  cleaningBegun: z.strictObject({ claim: entryId }),
  cleaned: z.strictObject({ claim: entryId }),
} as const;

export type StayEntry = EntryIn<typeof stayEntries>;
export type StayAct = StayEntry['kind'];

/** Until version 0 a bed that was left was free at once. */
export const fromVersion0: Upcast = (said) =>
  said.kind === 'left' ? { ...said, data: { ...said.data, needs: 'nothing' } } : said;
