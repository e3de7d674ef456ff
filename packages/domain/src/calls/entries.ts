import { z } from 'zod';
import type { EntryIn } from '../kernel/aggregate.ts';

export const callKinds = ['emergency', 'assistance', 'treatment', 'surgery'] as const;
export type CallKind = (typeof callKinds)[number];

/** Most urgent first. */
export const callPriorities = ['high', 'medium', 'low'] as const;
export type CallPriority = (typeof callPriorities)[number];

const staffId = z.string().min(1).max(40);
const shortText = z.string().trim().min(1).max(120);
const longText = z.string().trim().min(1).max(1000);

/** What the call is about; everything here can be amended (C12). */
export const CallFacts = z.strictObject({
  kind: z.enum(callKinds),
  priority: z.enum(callPriorities),
  /** Label of the bed as written at the bed; absent for a call to the whole room. */
  bed: z.string().trim().min(1).max(20).optional(),
  patient: shortText.optional(),
  doctor: staffId.optional(),
  nurse: staffId.optional(),
  disease: shortText.optional(),
  treatment: shortText.optional(),
  description: longText.optional(),
});
export type CallFacts = Readonly<z.infer<typeof CallFacts>>;
export type CallFact = keyof CallFacts;

/** C12: what was said by mistake can be taken back: an empty text says so. */
const emptied = (most: number) => z.string().trim().max(most);
const Amended = CallFacts.partial().extend({
  patient: emptied(120).optional(),
  doctor: emptied(40).optional(),
  nurse: emptied(40).optional(),
  disease: emptied(120).optional(),
  treatment: emptied(120).optional(),
  description: emptied(1000).optional(),
});

/** C1: what is asked for, and where. The room's label is kept as it was said, so that the call reads without the room. */
export const Raised = CallFacts.extend({
  wardId: z.string().min(1).max(20),
  roomId: z.string().min(1).max(40),
  room: z.string().trim().min(1).max(40),
});

const nothing = z.strictObject({});
const reason = z.string().trim().min(3).max(300);

/** C18: groups of people who can be asked next, by their role. */
export const escalationGroups = ['nurse', 'doctor', 'headNurse', 'headDoctor'] as const;
export type EscalationGroup = (typeof escalationGroups)[number];

/** C18: `step` counts from 1; `to` is the group of the ward's table that is asked now, kept as it was said. */
const Escalated = z.strictObject({
  step: z.number().int().min(1).max(20),
  to: z.enum(escalationGroups),
});

/** C19: `patientId` is the patient's document; `patient` their name as it stood there, so that the call reads without it. */
const PatientNamed = z.strictObject({ patientId: z.string().min(1).max(64), patient: shortText });

/** Everything that can be done to a call. */
export const callEntries = {
  raised: Raised,
  seen: nothing,
  accepted: nothing,
  arrived: nothing,
  handedBack: z.strictObject({ reason: reason.optional() }),
  takenOver: nothing,
  escalated: Escalated,
  patientNamed: PatientNamed,
  amended: Amended,
  settled: Amended,
  done: z.strictObject({ outcome: longText.optional() }),
  cancelled: z.strictObject({ reason }),
} as const;

export type CallEntry = EntryIn<typeof callEntries>;
export type CallAct = CallEntry['kind'];
