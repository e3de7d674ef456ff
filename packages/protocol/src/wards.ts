import { z } from 'zod';

const count = z.number().int().min(0);

/** The beds of a ward in numbers, as `WardCounts` of the domain has them; nobody is named, and no word of its rooms is told. */
export const WardShown = z.object({
  wardId: z.string().max(20),
  rooms: count,
  beds: count,
  occupied: count,
  booked: count,
  asked: count,
  free: count,
  toClean: count,
  closed: count,
});
export type WardShown = Readonly<z.infer<typeof WardShown>>;

/** `GET /api/wards`, for whoever looks for a bed. */
export const WardsShown = z.object({
  /** Server's wall ms. */
  nowMs: z.number(),
  wards: z.array(WardShown),
});
export type WardsShown = Readonly<z.infer<typeof WardsShown>>;
