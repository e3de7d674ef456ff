import { z } from 'zod';
import type { EntryIn } from '../kernel/aggregate.ts';

/** E3: how long a file stays open (ms). */
export const EMERGENCY_MS = 4 * 3_600_000;

/** E6. */
export const findings = ['justified', 'unclear', 'notJustified'] as const;
export type Finding = (typeof findings)[number];

const text = z.string().trim().min(3).max(300);

/** Everything that can be done to an emergency access. */
export const emergencyEntries = {
  asked: z
    .strictObject({
      /** The ward where it is asked. */
      wardId: z.string().min(1).max(20),
      /** The patient's document, where the workstation holds it. */
      patientId: z.string().min(1).max(64).optional(),
      /** Otherwise the number on the wristband, or the national id. */
      number: z.string().trim().min(1).max(20).optional(),
      reason: text,
      /** E2. */
      provenBy: z.enum(['secondStep', 'pin']),
    })
    .refine(({ patientId, number }) => (patientId === undefined) !== (number === undefined), {
      error: 'one patient, by document or by number',
      path: ['patientId'],
    }),
  /** By the server alone. `until`: when it is over. */
  granted: z.strictObject({ patientId: z.string().min(1).max(64), until: z.iso.datetime().max(30) }),
  ended: z.strictObject({}),
  reviewed: z
    .strictObject({ finding: z.enum(findings), note: text.optional() })
    .refine(({ finding, note }) => finding === 'justified' || note !== undefined, {
      error: 'a note, where it was not plainly justified',
      path: ['note'],
    }),
} as const;

export type EmergencyEntry = EntryIn<typeof emergencyEntries>;
export type EmergencyAct = EmergencyEntry['kind'];
