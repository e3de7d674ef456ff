import { z } from 'zod';
import type { EntryIn } from '../kernel/aggregate.ts';
import { nationalIdSays } from './national-id.ts';

export const bloodGroups = ['A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'] as const;
export const allergySeverities = ['mild', 'moderate', 'severe', 'unknown'] as const;
export type AllergySeverity = (typeof allergySeverities)[number];

const namePart = z.strictObject({
  en: z.string().trim().min(1).max(80),
  ar: z.string().trim().min(1).max(80),
});
const plainDate = z.iso.date().max(10);
const phone = z.string().regex(/^\+?[0-9]{6,15}$/);
const reason = z.string().trim().min(3).max(300);
const entryId = z.string().min(1).max(64);
const wardId = z.string().min(1).max(20);

/** P1: who somebody is. A script in which the name is not known repeats the other. */
export const PatientFacts = z.strictObject({
  identity: z.enum(['known', 'unknown']),
  /** Family name first, as the banner shows it; Arabic names keep their parts in `given`. */
  family: namePart,
  given: namePart,
  sex: z.enum(['female', 'male', 'notKnown']),
  /** `YYYY-MM-DD`. */
  born: plainDate.optional(),
  /** Where the day is not known: the year that staff estimate. */
  bornAbout: z.number().int().min(1880).max(2200).optional(),
  /** 14 digits (P3); a sensitive number: never in an id, a file name or a log. */
  nationalId: z
    .string()
    .regex(/^[23]\d{13}$/)
    .refine((id) => nationalIdSays(id) !== null, 'not a national id')
    .optional(),
  passport: z.string().trim().min(3).max(20).optional(),
  insurance: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  /** The number on the wristband. */
  fileNumber: z.string().trim().min(1).max(20).optional(),
  phone: phone.optional(),
  address: z.string().trim().min(1).max(300).optional(),
  contactName: z.string().trim().min(1).max(80).optional(),
  contactPhone: phone.optional(),
  bloodGroup: z.enum(bloodGroups).optional(),
});
export type PatientFacts = Readonly<z.infer<typeof PatientFacts>>;
export type PatientFact = keyof PatientFacts;

/** P10: what can be wrong and not known better. Name, sex and identity always say something. */
export const emptiableFacts = [
  'born',
  'bornAbout',
  'nationalId',
  'passport',
  'insurance',
  'fileNumber',
  'phone',
  'address',
  'contactName',
  'contactPhone',
  'bloodGroup',
] as const satisfies readonly PatientFact[];
export type EmptiableFact = (typeof emptiableFacts)[number];

/** P4: what somebody does not tolerate, and what it did. */
export const AllergyFacts = z.strictObject({
  agent: z.string().trim().min(1).max(80),
  reaction: z.string().trim().min(1).max(160).optional(),
  severity: z.enum(allergySeverities),
});
export type AllergyFacts = Readonly<z.infer<typeof AllergyFacts>>;

/** Everything that can be done to a patient's document. */
export const patientEntries = {
  registered: PatientFacts.extend({ wardId }),
  amended: PatientFacts.partial(),
  settled: PatientFacts.partial(),
  /** P10. */
  emptied: z.strictObject({ facts: z.array(z.enum(emptiableFacts)).min(1).max(emptiableFacts.length) }),
  noAllergiesKnown: z.strictObject({}),
  allergyAdded: AllergyFacts,
  /** `allergy`: id of its `allergyAdded` entry. */
  allergyTakenBack: z.strictObject({ allergy: entryId, reason }),
  /** P6: ids of the allergies that stand. */
  allergiesReviewed: z.strictObject({ standing: z.array(entryId).max(60), reason }),
  broughtTo: z.strictObject({ wardId }),
  letGo: z.strictObject({ wardId }),
  /** P8: id of the patient's document that goes on. */
  merged: z.strictObject({ into: z.string().min(1).max(64), reason }),
} as const;

export type PatientEntry = EntryIn<typeof patientEntries>;
export type PatientAct = PatientEntry['kind'];
