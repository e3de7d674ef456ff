import { type AnyAggregate, type Entry, refusal } from '@healthcare/domain';
import { type Database, WriteFailed } from '../store/database.ts';
import { leavesOf } from '../store/revisions.ts';
import type { Refused, StoredDocument } from './unite.ts';
import type { Writer } from './writer.ts';

interface Open {
  readonly aggregate: AnyAggregate;
  readonly database: Database<StoredDocument>;
  readonly writer: Writer;
}

/**
 * Deletes a document for good, as only the hospital may (a retention time that has ended, a court's order): what is left is a
 * tombstone that says who could hold it, so that every replica and every standard peer lets go of it. Answers whether there was one.
 */
export function erase({ database, writer }: Open, id: string): Promise<boolean> {
  return writer.alone(async () => {
    const leaves = (await leavesOf(database, id)).filter((leaf) => !leaf._deleted);
    const ever = [...new Set(leaves.flatMap((leaf) => leaf.ever))].sort();
    const stood = [...new Set(leaves.flatMap((leaf) => leaf.entries.map((entry) => entry.id)))];
    const tombstones = leaves.map(({ _rev }) => tombstone({ _id: id, _rev, _deleted: true, ever, stood }));
    if (tombstones.length === 0) return false;
    const failed = (await database.bulkDocs(tombstones)).filter(({ error }) => error);
    if (failed.length > 0) throw new WriteFailed(failed);
    return true;
  });
}

/** What is left: no view, and of the entries their ids only, so that one that comes again is not taken for a new one. */
interface Tombstone {
  readonly _id: string;
  readonly _rev: string;
  readonly _deleted: true;
  readonly ever: readonly string[];
  readonly stood: readonly string[];
}

function tombstone(left: Tombstone): StoredDocument {
  return left as unknown as StoredDocument; // the database's type is that of documents that are there
}

/** The tombstones among these documents, by id. */
export async function tombstonesOf(
  database: Database<StoredDocument>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, object>> {
  const all = await Promise.all([...new Set(ids)].map((id) => leavesOf(database, id)));
  return new Map(all.flatMap(([winner]) => (winner?._deleted ? [[winner._id, winner] as const] : [])));
}

/** What came too late for a document that is deleted; what stood in it then is gone with it, and not told of again. */
export function lateFor(
  left: object,
  { id, entries }: { readonly id: string; readonly entries: readonly Entry[] },
): readonly Refused[] {
  const late = entries.filter((entry) => !stoodIn(left, entry.id));
  return late.map((entry) => ({ entry, refusal: refusal('document/erased', id) }));
}

/** Did an entry with this id stand in the document when it was deleted? */
function stoodIn(left: object, entryId: string): boolean {
  const stood: unknown = Reflect.get(left, 'stood');
  return Array.isArray(stood) && stood.includes(entryId);
}
