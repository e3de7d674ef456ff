import type { RxStorageInstance } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { AnyRxStorage } from './open-database.ts';

/**
 * IndexedDB through Dexie. Strict: what was called saved has been flushed to the disk, not only to the system's memory. A browser
 * closes a database whose disk has failed, for example because it is full; it is opened again at the next use.
 */
export function dexieStorage(): AnyRxStorage {
  const storage: AnyRxStorage = getRxStorageDexie({ chromeTransactionDurability: 'strict' });
  return {
    ...storage,
    createStorageInstance: async (params) => reopening(await storage.createStorageInstance(params)),
  };
}

/** What the replica asks of a storage. */
const asked = ['bulkWrite', 'findDocumentsById', 'query', 'count'] as const;

/** The instance itself, because RxDB looks at what it is; RxDB opens a Dexie database once and forbids it to open itself again. */
function reopening<Row, Internals>(
  instance: RxStorageInstance<Row, Internals, unknown>,
): RxStorageInstance<Row, Internals, unknown> {
  for (const name of asked) {
    const own = instance[name].bind(instance) as (...args: unknown[]) => Promise<unknown>;
    const again = (...args: unknown[]) =>
      own(...args).catch(async (trouble) => {
        if (!isClosed(trouble)) throw trouble;
        await openAgain(await instance.internals);
        return own(...args);
      });
    Object.assign(instance, { [name]: again });
  }
  return instance;
}

function isClosed(trouble: unknown): boolean {
  return trouble instanceof Error && trouble.name === 'DatabaseClosedError';
}

async function openAgain(internals: unknown): Promise<void> {
  const { dexieDb } = internals as { readonly dexieDb: { isOpen(): boolean; open(): PromiseLike<unknown> } };
  if (!dexieDb.isOpen()) await dexieDb.open();
}
