import type { WorkstationWiped } from '@healthcare/protocol';
import type { App } from './app.ts';
import { identityName } from './identity.ts';
import type { OwnStorage } from './own-storage.ts';

/** Databases of this app, whoever has made them; those of another app at the same server are not touched. */
export function isOwnDatabase(name: string, kind: App['kind']): boolean {
  return new RegExp(`^(rxdb-dexie-|_pouch_)?${kind}(-| |$)`).test(name);
}

/** Whether this key of a shared storage belongs to this app; the ward's have no app before them. */
export function isOwnKey(key: string, kind: App['kind']): boolean {
  const other = /^(pharmacy|admin|patient):/.exec(key)?.[1];
  return kind === 'ward' ? other === undefined : other === kind;
}

const LEAVING = 'healthcare.leaving';

/** That everything is to be wiped, for the page that comes next, and what is lost with it. */
export function keepLeaving(profile: OwnStorage, told: WorkstationWiped): void {
  profile.setItem(LEAVING, JSON.stringify(told));
}

export function leavingIn(profile: OwnStorage): WorkstationWiped | undefined {
  const text = profile.getItem(LEAVING);
  return text === null ? undefined : (JSON.parse(text) as WorkstationWiped);
}

/** Not in every browser. */
interface Buckets {
  keys(): Promise<readonly string[]>;
  delete(name: string): Promise<void>;
}

/**
 * Deletes everything that this app keeps in the browser, but the key by which it says so to the server. Nothing of it may be open: it is
 * the first thing that a page does.
 */
export async function wipeAll(kind: App['kind']): Promise<void> {
  for (const storage of [localStorage, sessionStorage])
    for (const key of Object.keys(storage)) if (isOwnKey(key, kind) && !isKeptToTheEnd(key)) storage.removeItem(key);
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
  const own = names.filter((name) => isOwnDatabase(name, kind) && name !== identityName(kind));
  await Promise.all(own.map(deleted));
  const { storageBuckets } = navigator as { readonly storageBuckets?: Buckets };
  for (const name of (await storageBuckets?.keys()) ?? [])
    if (isOwnDatabase(name, kind)) await storageBuckets?.delete(name);
}

/** The secret names this workstation until the server has been told. */
function isKeptToTheEnd(key: string): boolean {
  return key.endsWith('healthcare.workstation') || key.endsWith(LEAVING);
}

/** After that it is nobody any more: its next start makes another one of it. */
export async function forgetIdentity(kind: App['kind'], profile: OwnStorage): Promise<void> {
  for (const key of ['healthcare.workstation', LEAVING]) profile.removeItem(key);
  await cleared(identityName(kind));
}

function deleted(name: string): Promise<void> {
  return new Promise((done, failed) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => done();
    request.onerror = () => failed(request.error ?? new Error(`${name} was not deleted`));
  });
}

/** The page itself still has it open. */
function cleared(name: string): Promise<void> {
  return new Promise((done, failed) => {
    const request = indexedDB.open(name);
    request.onerror = () => failed(request.error ?? new Error(`${name} was not opened`));
    request.onsuccess = () => {
      const database = request.result;
      const stores = [...database.objectStoreNames];
      if (stores.length === 0) return done();
      const clearing = database.transaction(stores, 'readwrite', { durability: 'strict' });
      for (const store of stores) clearing.objectStore(store).clear();
      clearing.oncomplete = () => {
        database.close();
        done();
      };
      clearing.onabort = () => failed(clearing.error ?? new Error(`${name} was not cleared`));
    };
  });
}
