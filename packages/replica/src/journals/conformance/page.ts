import { type OpenIdbJournal, openIdbJournal } from '../idb-journal.ts';
import { journalCases, line, type OpenedJournal } from './cases.ts';

/** Runs one case in a journal of its own; rejects when it does not hold. */
async function runJournalCase(name: string): Promise<void> {
  const one = journalCases.find((each) => each.name === name);
  if (!one) throw new Error(`no case "${name}"`);
  await one.run(await opened(`journal-${journalCases.indexOf(one)}`));
}

async function opened(name: string): Promise<OpenedJournal> {
  const journal = await openIdbJournal(name);
  const reopen = () => {
    journal.close();
    return opened(name);
  };
  return { journal, reopen };
}

let kept: OpenIdbJournal;

/** Leaves a journal open. */
async function keepJournal(name: string): Promise<void> {
  kept = await openIdbJournal(name);
}

/** How many entries the journal that was left open has after one more. */
async function countAfterOneMore(): Promise<number> {
  await kept.append([line('later')]);
  return (await kept.pending()).length;
}

Object.assign(globalThis, { runJournalCase, keepJournal, countAfterOneMore });
