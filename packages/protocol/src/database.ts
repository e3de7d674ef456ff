import { AnyEntry } from '@healthcare/domain';
import { z } from 'zod';

/** A document on the wire: CouchDB's `_id` and `_rev`, the entries, and the view fields beside them. */
export const WireDocument = z.looseObject({
  _id: z.string().min(1).max(64),
  _rev: z.string().max(80).optional(),
  entries: z.array(AnyEntry),
});
export type WireDocument = Readonly<z.infer<typeof WireDocument>>;

/** One row of `_changes`. `removed` without a body: the document is outside the caller's scope and has to leave. */
export const ChangeRow = z.looseObject({
  seq: z.number().int().nonnegative(),
  id: z.string(),
  changes: z.array(z.strictObject({ rev: z.string() })).min(1),
  doc: WireDocument.optional(),
  removed: z.literal(true).optional(),
});
export type ChangeRow = Readonly<z.infer<typeof ChangeRow>>;

/** A replica's place in a database: a sequence, and the lineage (scope, and where this traversal began). Opaque to the replica. */
export const Checkpoint = z.strictObject({ since: z.number().int().nonnegative(), lineage: z.string().max(1500) });
export type Checkpoint = Readonly<z.infer<typeof Checkpoint>>;

/** `GET /db/<name>/_changes?since=&lineage=&limit=&include_docs=true`. `pending`: rows still to come, as far as known. */
export const ChangesPage = z.object({
  results: z.array(ChangeRow),
  last_seq: z.number().int().nonnegative(),
  lineage: z.string().max(1500),
  pending: z.number().int().nonnegative(),
  /** The scope is another than the checkpoint's: what is held and not seen in this traversal has to leave. */
  restarted: z.boolean(),
});
export type ChangesPage = Readonly<z.infer<typeof ChangesPage>>;

/**
 * A document in a push. The workstation sends only the entries that the server has not answered for, and in `_rev` the revision
 * it holds. View fields are optional; when present they have to be what the entries fold to.
 */
export const PushedDocument = z.looseObject({
  _id: z.string().min(1).max(64),
  _rev: z.string().max(80).optional(),
  _deleted: z.boolean().optional(),
  entries: z.array(z.unknown()).min(1).max(5000),
});
export type PushedDocument = Readonly<z.infer<typeof PushedDocument>>;

/**
 * `POST /db/<name>/_bulk_docs`. A workstation names the lineage of its checkpoint (`?lineage=`): where the session has other scopes by now, nothing is
 * looked at (`database/other-scope`), because the answers would bring documents, or take some away, of which its checkpoint knows nothing.
 */
export const BulkDocs = z.object({
  docs: z.array(z.unknown()).max(5000),
  new_edits: z.boolean().optional(),
});

/** An entry that may not stand, and why. */
export const RefusedEntry = z.object({
  entry: z.string(),
  code: z.string(),
  about: z.string().optional(),
});
export type RefusedEntry = Readonly<z.infer<typeof RefusedEntry>>;

/**
 * The answer for one document: accepted and refused entries, and the whole document when the sender lacks something. `deferred`: made by a
 * newer program than the server's, not decided; the sender keeps them unsent and asks again when the server may have been upgraded.
 */
export const PushAnswer = z.object({
  ok: z.literal(true),
  id: z.string(),
  rev: z.string().optional(),
  refused: z.array(RefusedEntry),
  deferred: z.array(RefusedEntry).optional(),
  doc: WireDocument.optional(),
  removed: z.literal(true).optional(),
});
export type PushAnswer = Readonly<z.infer<typeof PushAnswer>>;

/** CouchDB's form for a document that could not be looked at at all (no id, not a document, a view that does not match). */
export const PushError = z.object({
  id: z.string(),
  error: z.string(),
  reason: z.string(),
});
export type PushError = Readonly<z.infer<typeof PushError>>;

export const BulkAnswers = z.array(z.union([PushAnswer, PushError]));
