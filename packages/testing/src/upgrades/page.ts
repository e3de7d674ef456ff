import { dexieStorage } from '@healthcare/replica/stores';
import { countsOf, manyRows, openStored, rowsBeforeUpgrade, wholeOf } from './stored-rows.ts';

/** What a test asks a page with IndexedDB to do. */
const inPage = {
  /** A workstation of the program before, with its unsent entries. */
  async fill(name: string): Promise<void> {
    const old = await openStored(name, dexieStorage(), 'before');
    await rowsBeforeUpgrade(old);
    await old.close();
  },
  async fillWith(name: string, count: number): Promise<void> {
    const old = await openStored(name, dexieStorage(), 'before');
    await manyRows(old, count);
    await old.close();
  },
  /** Opens it under the program of after. */
  async whole(name: string): Promise<unknown> {
    const next = await openStored(name, dexieStorage(), 'after');
    const whole = await wholeOf(next);
    await next.close();
    return whole;
  },
  async counts(name: string): Promise<unknown> {
    const next = await openStored(name, dexieStorage(), 'after');
    const counts = await countsOf(next);
    await next.close();
    return counts;
  },
  /** Begins the upgrade and tells how many charts have arrived in the new collection so far. */
  begin(name: string): void {
    void openStored(name, dexieStorage(), 'after');
  },
  async arrived(name: string): Promise<number> {
    const found = (await indexedDB.databases()).find((one) => one.name?.includes(`${name}--1--charts`));
    return found?.name ? await rowsIn(found.name) : 0;
  },
};
export type InPage = typeof inPage;

function rowsIn(name: string): Promise<number> {
  return new Promise((told, failed) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const table = [...database.objectStoreNames].find((store) => store === 'docs');
      if (!table) {
        database.close();
        return told(0);
      }
      const counting = database.transaction(table).objectStore(table).count();
      counting.onsuccess = () => {
        database.close();
        told(counting.result);
      };
      counting.onerror = () => failed(counting.error);
    };
  });
}

Object.assign(globalThis, { inPage });
