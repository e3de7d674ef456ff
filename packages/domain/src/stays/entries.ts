import { z } from 'zod';
import type { EntryIn } from '../kernel/aggregate.ts';

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

/** Everything that can be done to a stay. */
export const stayEntries = {
  claimed: BedPlace.extend({ patient: shortText }),
  /** `claim`: id of the `claimed` entry. `turn` counts the confirmations of the hospital: of two, the higher came later. */
  confirmed: z.strictObject({ claim: entryId, turn: z.number().int().min(1) }),
  /** `code` is one of the refusal codes, `about` what it is about. `alternatives`: beds of the ward that were free. */
  declined: z.strictObject({
    claim: entryId,
    code: z.string().min(1).max(60),
    about: z.string().max(120).optional(),
    alternatives: z.array(BedPlace).max(MOST_ALTERNATIVES),
  }),
  /** The claim is given up: the bed is not needed. */
  withdrawn: z.strictObject({ reason }),
  /** The patient has left the bed. */
  left: z.strictObject({ reason }),
} as const;

export type StayEntry = EntryIn<typeof stayEntries>;
export type StayAct = StayEntry['kind'];
