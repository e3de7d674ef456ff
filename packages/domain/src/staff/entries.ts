import { z } from 'zod';
import type { EntryIn } from '../kernel/aggregate.ts';
import { Role } from '../rights/roles.ts';

/** A name as the person writes it, in both scripts; a script that is not known repeats the other. */
export const PersonName = z.strictObject({
  en: z.string().trim().min(1).max(80),
  ar: z.string().trim().min(1).max(80),
});
export type PersonName = Readonly<z.infer<typeof PersonName>>;

export const StaffFacts = z.strictObject({
  name: PersonName,
  sex: z.enum(['female', 'male']),
  role: Role,
  specialty: z.string().trim().min(1).max(60).optional(),
  wards: z.array(z.string().min(1).max(20)).max(40),
});
export type StaffFacts = Readonly<z.infer<typeof StaffFacts>>;

const nothing = z.strictObject({});

export const staffEntries = {
  registered: StaffFacts.extend({ person: z.string().min(1).max(40) }),
  amended: StaffFacts.partial(),
  wentOnDuty: nothing,
  leftDuty: nothing,
  ended: nothing,
} as const;
export type StaffEntry = EntryIn<typeof staffEntries>;
