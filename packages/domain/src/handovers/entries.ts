import { z } from 'zod';
import type { EntryIn } from '../kernel/aggregate.ts';

export const shifts = ['morning', 'evening', 'night'] as const;
export type Shift = (typeof shifts)[number];

const entryId = z.string().min(1).max(64);
const reason = z.string().trim().min(3).max(300);

/** H2: what a point is about. `label` is kept as it was said, so that the point reads without the document. */
export const Subject = z.strictObject({
  is: z.enum(['stay', 'call', 'bed', 'ward']),
  /** Id of the stay or call, or of the bed; absent for the whole ward. */
  id: z.string().min(1).max(82).optional(),
  label: z.string().trim().min(1).max(120),
});
export type Subject = Readonly<z.infer<typeof Subject>>;

/** Everything that can be done to a handover. */
export const handoverEntries = {
  begun: z.strictObject({ wardId: z.string().min(1).max(20), on: z.iso.date().max(10), shift: z.enum(shifts) }),
  noted: z.strictObject({ subject: Subject, text: z.string().trim().min(1).max(1000) }),
  /** `point`: id of its `noted` entry. */
  takenBack: z.strictObject({ point: entryId, reason }),
  signed: z.strictObject({}),
  acknowledged: z.strictObject({ points: z.array(entryId).min(1).max(200) }),
} as const;

export type HandoverEntry = EntryIn<typeof handoverEntries>;
export type HandoverAct = HandoverEntry['kind'];
