import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desktopJournal } from '@healthcare/replica/desktop-journal';
import { journalCases, type OpenedJournal } from '@healthcare/replica/journal-cases';
import { afterEach, describe, test } from 'vitest';
import type { JournalEntry } from '../../api.ts';
import { channelShapes } from '../channel-shapes.ts';
import { type ActJournal, openActJournal } from './act-journal.ts';

let last: ActJournal;
afterEach(() => last.close());

/** The replica's journal on the real file, with what crosses from the page checked as the shell checks it. */
async function opened(path: string, key: Buffer): Promise<OpenedJournal> {
  const file = await openActJournal(path, key);
  last = file;
  const journal = desktopJournal({
    append: (entry) => file.append(crossed(entry)),
    acknowledge: (ids) => file.acknowledge(channelShapes['workstation:journal-acknowledge'].parse([ids])[0]),
    pending: async () => file.pending(),
  });
  return { journal, reopen: () => reopened(file, path, key) };
}

async function reopened(file: ActJournal, path: string, key: Buffer): Promise<OpenedJournal> {
  await file.close();
  return opened(path, key);
}

function crossed(entry: unknown): JournalEntry {
  return channelShapes['workstation:journal-append'].parse([entry])[0];
}

describe('the desktop’s file as journal', () => {
  test.each(journalCases)('$name', async ({ run }) => {
    const path = join(mkdtempSync(join(tmpdir(), 'journal-')), 'acts.journal');
    await run(await opened(path, randomBytes(32)));
  });
});
