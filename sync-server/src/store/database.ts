/** What is stored under an id. */
export interface Stored {
  readonly _id: string;
  readonly _rev?: string | undefined;
}

export interface WriteResult {
  readonly id: string;
  readonly rev?: string;
  readonly error?: unknown;
  readonly status?: number;
}

export interface Change<Document> {
  readonly seq: number;
  readonly id: string;
  readonly doc: Document & { readonly _rev: string };
}

export interface Feed<Document> {
  on(event: 'change', told: (change: Change<Document>) => void): Feed<Document>;
  on(event: 'error', told: (error: unknown) => void): Feed<Document>;
  cancel(): void;
}

interface ChangesOptions {
  readonly since: number | 'now';
  readonly include_docs: true;
  readonly limit?: number;
  /** The newest first; `since` does not count then. */
  readonly descending?: true;
  /** Names the rivals of a winning revision in its document's `_conflicts`. */
  readonly conflicts?: true;
}

/** The part of the PouchDB API that the server stands on: the port to embedded LevelDB, and later to Apache CouchDB. */
export interface Database<Document extends Stored = Stored> {
  readonly name: string;
  /** Made with the database, and kept for its life. */
  id(): Promise<string>;
  info(): Promise<{ readonly update_seq: number; readonly doc_count: number }>;
  get(id: string): Promise<Document & { readonly _rev: string }>;
  put(document: Document): Promise<{ readonly rev: string }>;
  allDocs(options: { readonly keys?: readonly string[]; readonly include_docs: true }): Promise<{
    readonly rows: readonly { readonly id?: string; readonly doc?: (Document & { readonly _rev: string }) | null }[];
  }>;
  bulkDocs(documents: readonly Document[]): Promise<readonly WriteResult[]>;
  changes(options: ChangesOptions & { readonly live: true }): Feed<Document>;
  changes(
    options: ChangesOptions,
  ): Promise<{ readonly results: readonly Change<Document>[]; readonly last_seq: number }>;
  setMaxListeners(count: number): void;
  close(): Promise<void>;
}

/** PouchDB bound to one data folder: `new Pouch(name)` opens, and shares, the database of that name. */
export interface Pouch {
  new (name: string): Database<never>;
  /** The same with other defaults, as a class of its own. */
  defaults(options: object): Pouch;
  allDbs?: (told?: (error: null, names: readonly string[]) => void) => Promise<readonly string[]>;
}

/** A database of documents of one type. */
export function openDatabase<Document extends Stored>(pouch: Pouch, name: string): Database<Document> {
  const database = new pouch(name) as unknown as Database<Document>;
  database.setMaxListeners(200);
  return database;
}

/** The documents with these ids, as far as they exist. */
export async function documentsOf<Document extends Stored>(
  database: Database<Document>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Document & { readonly _rev: string }>> {
  return (await standingOf(database, ids)).documents;
}

/** What stands under these ids: documents, and the ids of those that were deleted. */
export async function standingOf<Document extends Stored>(
  database: Database<Document>,
  ids: readonly string[],
): Promise<{
  readonly documents: ReadonlyMap<string, Document & { readonly _rev: string }>;
  readonly deleted: readonly string[];
}> {
  if (ids.length === 0) return { documents: new Map(), deleted: [] };
  const { rows } = await database.allDocs({ keys: [...new Set(ids)], include_docs: true });
  const documents = new Map(rows.flatMap((row) => (row.doc ? [[row.doc._id, row.doc] as const] : [])));
  return { documents, deleted: rows.flatMap(({ id, doc }) => (id !== undefined && !doc ? [id] : [])) };
}

/** The database did not take a write; nothing may be answered as written. */
export class WriteFailed extends Error {
  readonly failures: readonly WriteResult[];
  constructor(failures: readonly WriteResult[]) {
    super(`the store refused ${failures.length} of the writes: ${failures.map(({ status }) => status).join()}`);
    this.failures = failures;
  }
}

export function isConflict({ status }: WriteResult): boolean {
  return status === 409;
}

/** Is this the store's way of saying that there is no such document? */
export function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 404;
}
