import { z } from 'zod';
import { callKinds, escalationGroups } from '../calls/entries.ts';
import type { EntryIn } from '../kernel/aggregate.ts';

/** More steps than people to ask would only be noise. */
export const MOST_STEPS = 5;
/** A table that asks the next within seconds rings for calls that somebody is about to accept; one of hours is no table (s). */
const LEAST_AFTER_S = 15;
const MOST_AFTER_S = 4 * 3600;

/** W2: `after` seconds without anybody having accepted, `to` is asked. */
export const EscalationStep = z.strictObject({
  to: z.enum(escalationGroups),
  after: z.number().int().min(LEAST_AFTER_S).max(MOST_AFTER_S),
});
export type EscalationStep = Readonly<z.infer<typeof EscalationStep>>;

export const EscalationTable = z
  .array(EscalationStep)
  .max(MOST_STEPS)
  .refine(
    (steps) => steps.every(({ after }, at) => at === 0 || after > (steps[at - 1]?.after ?? 0)),
    'later steps come later',
  );
export type EscalationTable = Readonly<z.infer<typeof EscalationTable>>;

const tables = Object.fromEntries(callKinds.map((kind) => [kind, EscalationTable])) as Readonly<
  Record<(typeof callKinds)[number], typeof EscalationTable>
>;

/** W2, W5: a table per kind of call, and the id of the primary workstation; empty: none is marked. */
export const WardFacts = z.strictObject({ ...tables, primaryStation: z.string().max(24) }).partial();
export type WardFacts = Readonly<z.infer<typeof WardFacts>>;

/** Everything that can be done to a ward's page. */
export const wardEntries = {
  opened: z.strictObject({ wardId: z.string().min(1).max(20) }),
  amended: WardFacts,
  /** W7: the workstation where it is said. */
  primaryTaken: z.strictObject({}),
} as const;
export type WardEntry = EntryIn<typeof wardEntries>;
