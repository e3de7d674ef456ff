import { AnyEntry, isForged, RefusalHandling, SERVER_ID } from '@healthcare/domain';
import { z } from 'zod';

/** A refused entry as the server keeps it, for those who may see it (F2): `GET /api/refusals`, and live by `refusals`. */
export const KeptRefusal = z.object({
  db: z.string(),
  document: z.string(),
  entry: AnyEntry,
  code: z.string(),
  about: z.string().optional(),
  /** ISO 8601 instant of the server. */
  refusedAt: z.iso.datetime(),
  /** Who sent it; the author stands in the entry. */
  sentBy: z.string(),
  /** Who may hold its document, as far as that is known. */
  scopes: z.array(z.string()),
  /** What people did about it, in the order in which they did; empty while it waits (F1, F5). */
  handled: z.array(RefusalHandling),
});
export type KeptRefusal = Readonly<z.infer<typeof KeptRefusal>>;

/** The newest of those that wait and of those that were handled; `more`: there are older ones that are not told. */
export const KeptRefusals = z.object({ refusals: z.array(KeptRefusal), more: z.boolean() });
export type KeptRefusals = Readonly<z.infer<typeof KeptRefusals>>;

/** `POST /api/refusals/<id>/handled`; answers with the refusals that are handled by it. Doing it again changes nothing. */
export const HandleRefusal = z.strictObject({ handling: RefusalHandling });

/** Names a refusal everywhere. An altered copy of an entry that stands, or a forgery, is kept beside, not under, that entry's own id; so is one that took an id of the server's. */
export function refusalIdOf(refused: { readonly db: string; readonly entry: string; readonly code: string }): string {
  const id = `${refused.db}|${refused.entry}`;
  const { code, entry } = refused;
  const isOthersId = code === 'entry/altered' || isForged(code) || entry.startsWith(SERVER_ID);
  return isOthersId ? `${id}|altered` : id;
}
