import { z } from 'zod';
import { Subject, shifts } from './entries.ts';

const Deed = z.strictObject({ entry: z.string().max(64), by: z.string().max(40), at: z.string().max(40) });

/** H2–H4: one thing that the next shift has to know. */
const Point = Deed.extend({
  subject: Subject,
  text: z.string().max(1000),
  /** Somebody had signed, and its author did not know (H3). */
  afterSignature: z.boolean(),
  takenBack: Deed.extend({ reason: z.string().max(300) }).nullable(),
  acknowledged: z.array(Deed),
});
export type Point = Readonly<z.infer<typeof Point>>;

/** H5. */
export const handoverStates = ['none', 'open', 'signed', 'takenOver'] as const;
export type HandoverState = (typeof handoverStates)[number];

export const HandoverView = z.strictObject({
  state: z.enum(handoverStates),
  wardId: z.string().max(20),
  on: z.string().max(10),
  shift: z.enum(shifts),
  begunBy: z.string().max(40),
  /** A stamp. */
  begunAt: z.string().max(40),
  points: z.array(Point),
  signatures: z.array(Deed),
});
export type HandoverView = Readonly<z.infer<typeof HandoverView>>;

export const noHandover: HandoverView = {
  state: 'none',
  wardId: '',
  on: '',
  shift: 'morning',
  begunBy: '',
  begunAt: '',
  points: [],
  signatures: [],
};

/** The points that stand, in the order in which they were written. */
export function standingPoints({ points }: Pick<HandoverView, 'points'>): readonly Point[] {
  return points.filter(({ takenBack }) => takenBack === null);
}

/** H5: points nobody has acknowledged. */
export function unheardPoints(handover: Pick<HandoverView, 'points'>): readonly Point[] {
  return standingPoints(handover).filter(({ acknowledged }) => acknowledged.length === 0);
}
