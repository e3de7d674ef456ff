import { allAggregates, type Entries } from '@healthcare/domain';
import { type StoredDocument, storedFrom } from './gateway/unite.ts';
import { type Account, openAccounts } from './sessions/accounts.ts';
import { openDatabase, pouchIn, WriteFailed } from './store/database.ts';

export interface Seed {
  readonly accounts: readonly Account[];
  /** By database: documents as their entries. */
  readonly documents: Readonly<Record<string, readonly Entries[]>>;
}

/** Documents in one write: larger batches gain nothing and hold more in memory. */
const TOGETHER = 1000;

/** Fills the data folder of a server that does not run. The entries are taken as given: who makes them answers for their being legal. */
export async function seedFolder(folder: string, { accounts, documents }: Seed): Promise<void> {
  const pouch = pouchIn(folder);
  const directory = openAccounts(pouch);
  await directory.put(accounts);
  await directory.close();
  for (const [name, all] of Object.entries(documents)) {
    const aggregate = allAggregates.get(name);
    if (!aggregate) throw new Error(`no such kind of data: ${name}`);
    const database = openDatabase<StoredDocument>(pouch, name);
    for (let at = 0; at < all.length; at += TOGETHER) {
      const batch = all.slice(at, at + TOGETHER).map(({ id, entries }) => storedFrom(aggregate, id, entries));
      const failed = (await database.bulkDocs(batch)).filter(({ error }) => error);
      if (failed.length > 0) throw new WriteFailed(failed);
    }
    await database.close();
  }
}
