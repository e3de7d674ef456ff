import { type Database, isMissing, type Stored, type WriteResult } from './database.ts';

/** A revision and its ancestors, the newest first: `start` is the generation of the first. */
export interface Ancestry {
  readonly start: number;
  readonly ids: readonly string[];
}

/** A revision of a document, as CouchDB replicates it. */
export type Revised<Document extends Stored> = Document & {
  readonly _rev: string;
  readonly _deleted?: true;
  readonly _revisions: Ancestry;
};

/** A document with the revision it is to be stored under. */
export type AsItCame<Document extends Stored> = Document & { readonly _rev: string; readonly _revisions: Ancestry };

interface OfOneRevision {
  readonly rev: string;
  readonly revs: true;
  /** Attachments as base64 instead of as stubs. */
  readonly attachments?: boolean;
}

type Opened<Document extends Stored> =
  | { readonly ok: Omit<Revised<Document>, '_deleted'> & { readonly _deleted?: boolean } }
  | { readonly missing: string };

/** The part of the PouchDB API that knows revisions; only what replicates with standard peers needs it. */
interface RevisionApi<Document extends Stored> {
  get(id: string, options: { readonly open_revs: 'all'; readonly revs: true }): Promise<readonly Opened<Document>[]>;
  get(id: string, options: OfOneRevision): Promise<Revised<Document>>;
  bulkDocs(
    documents: readonly AsItCame<Document>[],
    options: { readonly new_edits: false },
  ): Promise<readonly WriteResult[]>;
  revsDiff(
    asked: Readonly<Record<string, readonly string[]>>,
  ): Promise<Readonly<Record<string, { readonly missing: readonly string[] }>>>;
  getAttachment(id: string, name: string, options: { readonly rev: string }): Promise<Buffer>;
}

function apiOf<Document extends Stored>(database: Database<Document>): RevisionApi<Document> {
  return database as unknown as RevisionApi<Document>; // the same object: `Database` shows what everybody needs
}

/** Reads of a document that somebody writes just then. */
const MOST_ATTEMPTS = 20;

/** Every leaf of a document's revision tree, the winner first; none when the document never was. */
export async function leavesOf<Document extends Stored>(
  database: Database<Document>,
  id: string,
): Promise<readonly Revised<Document>[]> {
  for (let attempt = 1; ; attempt += 1) {
    const opened = (await orNone(apiOf(database).get(id, { open_revs: 'all', revs: true }))) ?? [];
    const leaves = opened.flatMap((leaf) => ('ok' in leaf ? [leaf.ok as Revised<Document>] : []));
    // The tree and its leaves are read one after the other: in between one can have been followed, and compacted.
    if (leaves.length === opened.length || attempt === MOST_ATTEMPTS) return leaves.sort(winnerFirst);
  }
}

/** One revision, if its body is still kept. `attachments` gives their content as base64. */
export function revisionOf<Document extends Stored>(
  database: Database<Document>,
  id: string,
  asked: { readonly rev: string; readonly attachments?: boolean },
): Promise<Revised<Document> | undefined> {
  return orNone(apiOf(database).get(id, { ...asked, revs: true }));
}

/** Puts revisions in under the names they came with; a revision that is there already stays as it is. */
export function putAsTheyCame<Document extends Stored>(
  database: Database<Document>,
  documents: readonly AsItCame<Document>[],
): Promise<readonly WriteResult[]> {
  return apiOf(database).bulkDocs(documents, { new_edits: false });
}

/** Of these revisions, those the database does not have. */
export async function missingRevisions<Document extends Stored>(
  database: Database<Document>,
  asked: Readonly<Record<string, readonly string[]>>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const told = await apiOf(database).revsDiff(asked);
  return Object.fromEntries(Object.entries(told).map(([id, { missing }]) => [id, missing]));
}

/** The content of an attachment of one revision. */
export function attachmentOf<Document extends Stored>(
  database: Database<Document>,
  id: string,
  asked: { readonly name: string; readonly rev: string },
): Promise<Buffer | undefined> {
  return orNone(apiOf(database).getAttachment(id, asked.name, { rev: asked.rev }));
}

interface Leaf {
  readonly _rev: string;
  readonly _deleted?: unknown;
  readonly _revisions: Ancestry;
}

/** CouchDB's rule, the same everywhere: what is not deleted, then the longer history, then the greater name. */
export function winnerFirst(a: Leaf, b: Leaf): number {
  if (!a._deleted !== !b._deleted) return a._deleted ? 1 : -1;
  if (a._revisions.start !== b._revisions.start) return b._revisions.start - a._revisions.start;
  return a._rev < b._rev ? 1 : -1;
}

/** `3-c` with the ancestors `2-b` and `1-a`, as those names. */
export function namesIn({ start, ids }: Ancestry): readonly string[] {
  return ids.map((id, at) => `${start - at}-${id}`);
}

async function orNone<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
