import { keyFor } from '../../seals/data-key.ts';
import { dexieStorage } from '../dexie-storage.ts';
import { sealedStorage } from '../sealed-storage.ts';
import { cases } from './cases.ts';
import { openRx } from './open-rx.ts';

/** Runs one case on IndexedDB, readable or sealed; rejects when it does not hold. */
async function runCase(name: string, form: 'readable' | 'sealed'): Promise<void> {
  const one = cases.find((each) => each.name === name);
  if (!one) throw new Error(`no case "${name}"`);
  const key = await keyFor('rows', crypto.getRandomValues(new Uint8Array(32)));
  const storage = form === 'sealed' ? sealedStorage(dexieStorage(), key) : dexieStorage();
  const opened = await openRx(`dexie ${form} ${name}`, storage);
  await one.run(opened);
  await opened.close();
}

Object.assign(globalThis, { runCase });
