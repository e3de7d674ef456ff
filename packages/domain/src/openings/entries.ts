import { z } from 'zod';
import type { EntryIn } from '../kernel/aggregate.ts';

/** Everything that can be done to an opening (O1, O2). */
export const openingEntries = {
  opened: z.strictObject({
    patientId: z.string().min(1).max(64),
    /** Id of the emergency access under which the file was opened. */
    emergency: z.string().min(1).max(64).optional(),
  }),
} as const;

export type OpeningEntry = EntryIn<typeof openingEntries>;
export type OpeningAct = OpeningEntry['kind'];
