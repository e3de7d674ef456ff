import { openIdbJournal } from '../idb-journal.ts';
import { journalCases, type OpenedJournal } from './cases.ts';

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

Object.assign(globalThis, { runJournalCase });
