import { createRxDatabase, getAllCollectionDocuments, type RxDatabase, removeRxDatabase } from 'rxdb';
import type { HeldRow } from '../core/index.ts';
import type { Aside } from './aside.ts';
import type { AnyRxStorage, OpenCollection } from './open-database.ts';
import { type AsideRow, asideName } from './schemas.ts';
import { openTable, pagesOf, RowsOfNewerProgram, rowsIn, type Table } from './tables.ts';
import { putMissing } from './upgrade-rows.ts';
import type { Upgrading } from './upgrading.ts';

/** A database that an earlier program has kept readable. */
export interface InTheClear {
  readonly name: string;
  readonly storage: AnyRxStorage;
}

interface Sealed {
  readonly aside: Aside;
  readonly collections: ReadonlyMap<string, OpenCollection>;
}

const TAKEN_OVER = 'taken-over';

/**
 * Seals what an earlier program has left in the clear: rows with what is unsent of them, checkpoints, refusals. The readable copy goes when
 * all of it is here, so that a start that is broken off begins again; a row that is here already is the later one and stays. Throws
 * `RowsOfNewerProgram`.
 */
export async function takeOver(from: InTheClear, sealed: Sealed, upgrading: Upgrading): Promise<void> {
  if (await sealed.aside.read(TAKEN_OVER)) return;
  const old = await createRxDatabase({ ...from, multiInstance: false, closeDuplicates: true });
  try {
    const tables = await tablesIn(old, sealed);
    const taken = tables.filter(({ data: { name } }) => name !== asideName && sealed.collections.has(name));
    for (const table of taken) upgrading.found(await countOf(old, table));
    for (const table of tables) await copy({ old, table, upgrading }, sealed);
  } finally {
    await old.close();
  }
  await removeRxDatabase(from.name, from.storage, false);
  await sealed.aside.write(TAKEN_OVER, {});
}

/** Of several versions the later first: its rows came from the earlier ones, or after. */
async function tablesIn(old: RxDatabase, { collections }: Sealed): Promise<readonly Table[]> {
  const tables = await getAllCollectionDocuments(old.internalStore);
  const own = (name: string) => collections.get(name)?.aggregate.version ?? 0;
  const newer = tables.find(({ data: { name, version } }) => version > own(name));
  if (newer) throw new RowsOfNewerProgram(`${newer.data.name} is of version ${newer.data.version}`);
  return tables.sort((a, b) => b.data.version - a.data.version);
}

async function countOf(old: RxDatabase, table: Table): Promise<number> {
  const rows = await openTable<HeldRow>(old, table);
  const count = await rowsIn(rows);
  await rows.close();
  return count;
}

interface Copying {
  readonly old: RxDatabase;
  readonly table: Table;
  readonly upgrading: Upgrading;
}

async function copy({ old, table, upgrading }: Copying, { aside, collections }: Sealed): Promise<void> {
  const { name } = table.data;
  const collection = collections.get(name);
  if (name === asideName) {
    const rows = await openTable<AsideRow>(old, table);
    for await (const page of pagesOf(rows)) await aside.keepMissing(page);
    await rows.close();
  } else if (collection) {
    const rows = await openTable<HeldRow>(old, table);
    for await (const page of pagesOf(rows)) {
      await putMissing(collection, page);
      upgrading.took(page.length);
    }
    await rows.close();
  }
}
