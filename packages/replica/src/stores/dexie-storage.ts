import type { RxStorageInstance } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { untilClosed } from '../idb-place.ts';
import { spaceToWrite } from '../space/index.ts';
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
    const again = async (...args: unknown[]) => {
      const internals: unknown = await instance.internals;
      const { dexieDb } = internals as { readonly dexieDb: ClosingDatabase };
      const once = () => untilClosed(dexieDb.backendDB(), () => own(...args));
      if (name === 'bulkWrite') await spaceToWrite();
      await openAgain(dexieDb);
      return once().catch(async (trouble) => {
        if (!isClosed(trouble)) throw trouble;
        await openAgain(dexieDb);
        return once();
      });
    };
    Object.assign(instance, { [name]: again });
  }
  return instance;
}

/** What is used of Dexie. */
interface ClosingDatabase {
  readonly name: string;
  isOpen(): boolean;
  open(): PromiseLike<unknown>;
  /** While it is open. */
  backendDB(): IDBDatabase;
}

/**
 * One that the browser has cleared away is not made anew under a running replica, whose checkpoint would stand in it without the documents
 * before it: nobody would ever miss them. The next start finds it gone, says so, and pulls everything.
 */
async function openAgain(database: ClosingDatabase): Promise<void> {
  if (database.isOpen()) return;
  await spaceToWrite();
  const here = await indexedDB.databases();
  if (!here.some(({ name }) => name === database.name)) throw new Error(`${database.name} is gone`);
  await database.open();
}

function isClosed(trouble: unknown): boolean {
  return trouble instanceof Error && trouble.name === 'DatabaseClosedError';
}
