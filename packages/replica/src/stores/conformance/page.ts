import { dexieStorage } from '../dexie-storage.ts';
import { cases } from './cases.ts';
import { openRx } from './open-rx.ts';

/** Runs one case on IndexedDB; rejects when it does not hold. */
async function runCase(name: string): Promise<void> {
  const one = cases.find((each) => each.name === name);
  if (!one) throw new Error(`no case "${name}"`);
  const opened = await openRx(`dexie ${name}`, dexieStorage());
  await one.run(opened);
  await opened.close();
}

Object.assign(globalThis, { runCase });
