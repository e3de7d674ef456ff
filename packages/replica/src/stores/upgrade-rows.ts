import type { AnyAggregate } from '@healthcare/domain';
import { getAllCollectionDocuments, type RxDatabase } from 'rxdb';
import { type HeldRow, heldRow } from '../core/index.ts';
import type { RxStore } from './rx-store.ts';
import { openTable, pagesOf, RowsOfNewerProgram, rowsIn, type Table } from './tables.ts';
import type { Upgrading } from './upgrading.ts';

/** The tables of older versions of these aggregates. Throws `RowsOfNewerProgram`. */
export async function olderTables(
  database: RxDatabase,
  aggregates: readonly AnyAggregate[],
): Promise<readonly Table[]> {
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
  { table, upgrading }: { readonly table: Table; readonly upgrading: Upgrading },
): Promise<void> {
  const old = await openTable<HeldRow>(database, table);
  upgrading.found(await rowsIn(old));
  for await (const rows of pagesOf(old)) {
    await putMissing({ aggregate, store }, rows);
    upgrading.took(rows.length);
  }
  await old.remove();
  await forget(database, table);
}

/** One that is there already came from a later version, or before this was broken off. */
export async function putMissing(
  { aggregate, store }: { readonly aggregate: AnyAggregate; readonly store: RxStore },
  rows: readonly HeldRow[],
): Promise<void> {
  const there = await store.get(rows.map(({ id }) => id));
  const missing = rows.filter((_, at) => there[at] === undefined);
  await store.put(
    missing.map((row) => heldRow(aggregate, row.id, row)),
    [],
  );
}

/** RxDB's note that there is such a table. */
async function forget({ internalStore }: RxDatabase, table: Table): Promise<void> {
  const write = { previous: table, document: { ...table, _deleted: true } };
  const { error } = await internalStore.bulkWrite([write], 'upgrade');
  if (error[0]) throw new Error(`the note of ${table.data.name} could not be removed: ${error[0].status}`);
}
