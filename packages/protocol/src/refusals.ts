import { AnyEntry } from '@healthcare/domain';
import { z } from 'zod';

/** A refused entry as the server keeps it, for its author and for administrators: `GET /api/refusals`. */
export const KeptRefusal = z.strictObject({
  db: z.string(),
  document: z.string(),
  entry: AnyEntry,
  code: z.string(),
  about: z.string().optional(),
  /** ISO 8601 instant of the server. */
  refusedAt: z.iso.datetime(),
  /** Who sent it; the author stands in the entry. */
  sentBy: z.string(),
});
export type KeptRefusal = Readonly<z.infer<typeof KeptRefusal>>;

export const KeptRefusals = z.strictObject({ refusals: z.array(KeptRefusal) });
