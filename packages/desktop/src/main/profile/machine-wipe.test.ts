import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openActJournal } from '../journal/act-journal.ts';
import { openKeys, type SafeStorage } from '../keys/key-store.ts';
import { leftByWipe, machineWipe } from './machine-wipe.ts';

/** An operating system's key store; what it wraps is not what is asked of it here. */
const keyStore = {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: async (text) => Buffer.from(text),
  decryptStringAsync: async (wrapped) => ({ result: wrapped.toString(), shouldReEncrypt: false }),
} satisfies SafeStorage;

interface Machine {
  readonly userData: string;
  readonly journalPath: string;
  readonly keysFolder: string;
}

/** A start of the program: its keys, and what its journal still has. */
async function started({ journalPath, keysFolder }: Machine) {
  await leftByWipe(keysFolder);
  const how = { folder: keysFolder, platform: 'linux', allowPlainText: false, recoveryKey: null } as const;
  const opened = await openKeys(keyStore, how);
  if (!opened.ok) throw new Error(opened.code);
  const journal = await openActJournal(journalPath, opened.keys.dataKey);
  return { secret: opened.keys.secret, journal };
}

/** A workstation after some weeks: entries not sent, a journal that was damaged once, and a copy of its storage. */
async function usedMachine(): Promise<Machine & { readonly secret: string }> {
  const userData = mkdtempSync(join(tmpdir(), 'machine-'));
  const machine = { userData, journalPath: join(userData, 'acts.journal'), keysFolder: join(userData, 'keys') };
  const { secret, journal } = await started(machine);
  await journal.append({ id: 'act' });
  await journal.close();
  writeFileSync(`${machine.journalPath}.damaged-1`, 'lines');
  mkdirSync(join(userData, 'storage-copies', '2026'), { recursive: true });
  return { ...machine, secret };
}

const steps = machineWipe({ userData: '', journalPath: '', keysFolder: '' }).length;
const every = Array.from({ length: steps + 1 }, (_, done) => done);

test.each(every)('N12 killed after %i steps it starts again, and the wipe done anew leaves nothing', async (done) => {
  const machine = await usedMachine();
  for (const step of machineWipe(machine).slice(0, done)) await step();
  const between = await started(machine); // it does start, whatever is gone
  await between.journal.close();
  for (const step of machineWipe(machine)) await step();
  const anew = await started(machine);
  expect(anew.secret).not.toBe(machine.secret);
  expect(anew.journal.pending()).toEqual([]);
  await anew.journal.close();
  expect(readdirSync(machine.userData).toSorted()).toEqual(['acts.journal', 'keys']);
});

test('N12 keys that are put away open nothing again, and go with the next start', async () => {
  const machine = await usedMachine();
  for (const step of machineWipe(machine).slice(0, -1)) await step();
  expect(existsSync(`${machine.keysFolder}.gone`)).toBe(true);
  const anew = await started(machine);
  await anew.journal.close();
  expect(existsSync(`${machine.keysFolder}.gone`)).toBe(false);
  expect(anew.secret).not.toBe(machine.secret);
});
