import { setImmediate as turn } from 'node:timers/promises';
import { type AnyAggregate, canonical, type Entry } from '@healthcare/domain';
import { type StoredDocument, storedFrom } from '../gateway/unite.ts';
import { type Database, type Stored, WriteFailed } from './database.ts';

/** Which version of the aggregate the stored views are of; a document that is never replicated. Absent: version 0. */
const MARK = '_local/view-version';

interface Mark extends Stored {
  readonly version: number;
}

/** Documents read, folded and written together. */
const TOGETHER = 500;

/** The folder was written by a newer program: this one would serve, and judge by, documents that it only half understands. */
export class FolderOfNewerProgram extends Error {
  readonly database: string;

  constructor(database: string, stored: number, own: number) {
    super(
      `the database "${database}" was written by a newer program (version ${stored} of its data; this program knows ${own}): start the newer program again`,
    );
    this.name = 'FolderOfNewerProgram';
    this.database = database;
  }
}

/**
 * Brings the stored views (and with them indexes, scope keys and feeds) to the aggregate's version, before anybody is answered: each is folded
 * anew from its entries, which stay as they are. Documents whose view does not change are not written, so that nobody has to fetch
 * them again. Broken off, it begins again at the next start. Answers how many were written; throws `FolderOfNewerProgram`.
 */
export async function upgradeStoredViews(aggregate: AnyAggregate, database: Database<StoredDocument>): Promise<number> {
  const marks = database as unknown as Database<Mark>; // One database holds both; the mark is under an id of its own.
  const mark = await markIn(marks);
  const stored = mark?.version ?? 0;
  if (stored > aggregate.version) throw new FolderOfNewerProgram(aggregate.name, stored, aggregate.version);
  if (stored === aggregate.version) return 0;
  const written = await refoldAll(aggregate, database);
  await marks.put({ ...mark, _id: MARK, version: aggregate.version });
  return written;
}

async function markIn(marks: Database<Mark>): Promise<Mark | undefined> {
  try {
    return await marks.get(MARK);
  } catch (missing) {
    if (typeof missing === 'object' && missing !== null && Reflect.get(missing, 'status') === 404) return undefined;
    throw missing;
  }
}

async function refoldAll(aggregate: AnyAggregate, database: Database<StoredDocument>): Promise<number> {
  const { update_seq: end } = await database.info();
  let written = 0;
  for (let since = 0; since < end; ) {
    const { results } = await database.changes({ since, limit: TOGETHER, include_docs: true });
    const last = results.at(-1);
    if (!last) break;
    since = last.seq;
    const changed = results.flatMap(({ doc }) => refolded(aggregate, doc) ?? []);
    const failed = changed.length > 0 ? (await database.bulkDocs(changed)).filter(({ error }) => error) : [];
    if (failed.length > 0) throw new WriteFailed(failed);
    written += changed.length;
    await turn();
  }
  return written;
}

/** The document as it is stored today; undefined when that is how it is stored. */
function refolded(aggregate: AnyAggregate, document: StoredDocument & { readonly _rev: string }) {
  if (!Array.isArray(document.entries)) return undefined; // a design document
  const next = storedFrom(aggregate, document._id, document.entries as readonly Entry[]);
  // Who could hold it under the old rules may hold a copy: they have to be told when it leaves.
  const ever = [...new Set([...next.ever, ...document.ever])].sort();
  const whole = { ...next, ever, _rev: document._rev };
  return canonical(whole) === canonical(document) ? undefined : whole;
}
