import { spaceToWrite } from '../space/index.ts';
import type { KeptKey, KeyPlace } from './grant-key.ts';

interface Kept extends KeptKey {
  readonly grant: string;
  /** Wall ms. */
  readonly keptMs: number;
}

const KEYS = 'keys';
/** A sign-in lasts twelve hours, three days by policy; by then its key signs nothing any more (ms). */
const KEPT_MS = 4 * 24 * 3_600_000;

/** In IndexedDB, which keeps keys without showing them to anybody. */
export async function idbKeys(name: string, now: () => number = Date.now): Promise<KeyPlace> {
  const database = await opened(name);
  const read = <Value>(ask: (keys: IDBObjectStore) => IDBRequest<Value>) =>
    answered(ask(database.transaction(KEYS).objectStore(KEYS)));
  return {
    async read(grant) {
      const kept = await read<Kept | undefined>((keys) => keys.get(grant));
      return kept && { ...(kept.pair && { pair: kept.pair }), ...(kept.half && { half: kept.half }) };
    },
    grants: async () => (await read((keys) => keys.getAllKeys())).map(String),
    async write(grant, kept) {
      await spaceToWrite();
      const all = await read<Kept[]>((keys) => keys.getAll());
      const writing = database.transaction(KEYS, 'readwrite', { durability: 'strict' });
      const keys = writing.objectStore(KEYS);
      for (const old of all) if (now() - old.keptMs > KEPT_MS) keys.delete(old.grant);
      keys.put({ grant, ...kept, keptMs: now() } satisfies Kept);
      await new Promise<void>((done, failed) => {
        writing.oncomplete = () => done();
        writing.onabort = () => failed(writing.error ?? new Error('the key was not kept'));
      });
    },
  };
}

function opened(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(KEYS, { keyPath: 'grant' });
  return answered(request);
}

function answered<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error('no answer'));
  });
}
