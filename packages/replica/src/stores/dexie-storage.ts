import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { AnyRxStorage } from './open-database.ts';

/** IndexedDB through Dexie. Strict: what was called saved has been flushed to the disk, not only to the system's memory. */
export function dexieStorage(): AnyRxStorage {
  return getRxStorageDexie({ chromeTransactionDurability: 'strict' });
}
