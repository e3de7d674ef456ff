import { keyFor } from '../../seals/data-key.ts';
import { type OpenIdbJournal, openIdbJournal } from '../idb-journal.ts';
import { journalCases, line, type OpenedJournal } from './cases.ts';

/** Runs one case in a journal of its own; rejects when it does not hold. */
async function runJournalCase(name: string): Promise<void> {
  const one = journalCases.find((each) => each.name === name);
  if (!one) throw new Error(`no case "${name}"`);
  await one.run(await opened(`journal-${journalCases.indexOf(one)}`));
}

const key = () => keyFor('journal', new Uint8Array(32).fill(7));

async function opened(name: string): Promise<OpenedJournal> {
  const journal = await openIdbJournal(name, await key());
  const reopen = () => {
    journal.close();
    return opened(name);
  };
  return { journal, reopen };
}

let kept: OpenIdbJournal;

/** Leaves a journal open. */
async function keepJournal(name: string): Promise<void> {
  kept = await openIdbJournal(name, await key());
}

/** How many entries the journal that was left open has after one more. */
async function countAfterOneMore(): Promise<number> {
  await kept.append([line('later')]);
  return (await kept.pending()).length;
}

/** What lies on the disk of a journal; `more` is put in as it is, as an earlier program did. */
async function linesOnDisk(name: string, more: readonly object[] = []): Promise<readonly unknown[]> {
  const bucket = await (navigator as unknown as { storageBuckets: Buckets }).storageBuckets.open(name);
  const database = await answered(bucket.indexedDB.open(name, 1));
  const writing = database.transaction('entries', 'readwrite').objectStore('entries');
  for (const one of more) writing.add(one);
  const lines = await answered(writing.getAll());
  database.close();
  return lines;
}

interface Buckets {
  open(name: string): Promise<{ readonly indexedDB: IDBFactory }>;
}

function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((told, failed) => {
    request.onsuccess = () => told(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** A journal with a line of today between two that an earlier program left readable, then opened once more. */
async function sealReadable(name: string) {
  const first = await openIdbJournal(name, await key());
  first.close();
  await linesOnDisk(name, [line('a'), line('b')]);
  const next = await openIdbJournal(name, await key());
  await next.append([line('c')]);
  const pending = (await next.pending()).map(({ entry }) => entry.id);
  next.close();
  const other = await openIdbJournal(name, await keyFor('journal', new Uint8Array(32).fill(8)));
  const { unreadable } = other;
  other.close();
  return { pending, unreadable, disk: JSON.stringify(await linesOnDisk(name)) };
}

Object.assign(globalThis, { runJournalCase, keepJournal, countAfterOneMore, sealReadable });
