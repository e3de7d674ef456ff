import type { AnyAggregate } from '@healthcare/domain';
import {
  getAllCollectionDocuments,
  type InternalStoreCollectionDocType,
  normalizeMangoQuery,
  prepareQuery,
  type RxDatabase,
  type RxDocumentData,
  type RxStorageInstance,
} from 'rxdb';
import { type HeldRow, heldRow } from '../core/index.ts';
import type { RxStore } from './rx-store.ts';

type OldTable = RxDocumentData<InternalStoreCollectionDocType>;
// biome-ignore lint/suspicious/noExplicitAny: RxDB types a storage of unknown internals so.
type Instance = RxStorageInstance<HeldRow, any, any>;

/** Rows read, folded and written together; each such write is flushed. */
const TOGETHER = 1000;

/** A table of a later version than ours: this program would open an empty one next to it, and hide what that left unsent. */
export class RowsOfNewerProgram extends Error {}

/** The tables of older versions of these aggregates. Throws `RowsOfNewerProgram`. */
export async function olderTables(
  database: RxDatabase,
  aggregates: readonly AnyAggregate[],
): Promise<readonly OldTable[]> {
  const own = new Map(aggregates.map(({ name, version }) => [name, version]));
  const stored = await getAllCollectionDocuments(database.internalStore);
  const newer = stored.find(({ data: { name, version } }) => version > (own.get(name) ?? version));
  if (newer) throw new RowsOfNewerProgram(`${newer.data.name} is of version ${newer.data.version}`);
  const older = stored.filter(({ data: { name, version } }) => version < (own.get(name) ?? version));
  return older.sort((a, b) => b.data.version - a.data.version);
}

/**
 * Takes the rows of an older version over: entries, and what is unsent, as they are; the view folded anew. The old table goes when all of it
 * is on the disk under the new version, so that an upgrade that is broken off begins again. RxDB's own migration is not used: on
 * IndexedDB its cost grows with the square of the rows (measured: 6,000 took most of a minute), and when it fails it opens what is there.
 */
export async function upgradeRows(
  database: RxDatabase,
  { aggregate, store }: { readonly aggregate: AnyAggregate; readonly store: RxStore },
  table: OldTable,
): Promise<void> {
  const old = await opened(database, table);
  for await (const rows of pagesOf(old)) {
    const there = await store.get(rows.map(({ id }) => id));
    // One that is there already came from a later version, or before this was broken off.
    const missing = rows.filter((_, at) => there[at] === undefined);
    await store.put(
      missing.map((row) => heldRow(aggregate, row.id, row)),
      [],
    );
  }
  await old.remove();
  await forget(database, table);
}

function opened(database: RxDatabase, { data: { name, schema } }: OldTable): Promise<Instance> {
  return database.storage.createStorageInstance<HeldRow>({
    databaseName: database.name,
    collectionName: name,
    databaseInstanceToken: database.token,
    multiInstance: false,
    devMode: false,
    options: {},
    schema,
  });
}

async function* pagesOf(old: Instance): AsyncGenerator<readonly HeldRow[]> {
  for (let last = ''; ; ) {
    const query = { selector: { id: { $gt: last }, _deleted: { $eq: false } }, sort: [{ id: 'asc' as const }] };
    const filled = normalizeMangoQuery<HeldRow>(old.schema, { ...query, limit: TOGETHER } as object);
    const { documents } = await old.query(prepareQuery(old.schema, filled));
    const end = documents.at(-1);
    if (!end) return;
    yield documents;
    last = end.id;
  }
}

/** RxDB's note that there is such a table. */
async function forget({ internalStore }: RxDatabase, table: OldTable): Promise<void> {
  const write = { previous: table, document: { ...table, _deleted: true } };
  const { error } = await internalStore.bulkWrite([write], 'upgrade');
  if (error[0]) throw new Error(`the note of ${table.data.name} could not be removed: ${error[0].status}`);
}
