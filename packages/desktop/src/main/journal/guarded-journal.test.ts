import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDiskGuard } from '../profile/disk-guard.ts';
import { PageRefusal } from '../reply-to-page.ts';
import { openShellLog } from '../shell-log.ts';
import { type ActJournal, openActJournal } from './act-journal.ts';
import { GuardedJournal } from './guarded-journal.ts';

const noSpace = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
const broken = Object.assign(new Error('input/output error'), { code: 'EIO' });

/** A real journal on a disk whose first writes fail as often as `failures` says, each time with that error. */
async function onDisk(failures: Error[]) {
  const folder = mkdtempSync(join(tmpdir(), 'guarded-'));
  const key = randomBytes(32);
  const log = openShellLog({ path: join(folder, 'log'), maxBytes: 10_000, kept: 1 });
  const guard = await openDiskGuard(folder, { reserveBytes: 1024 * 1024, lowBytes: 0 });
  const open = async (): Promise<ActJournal> => {
    const real = await openActJournal(join(folder, 'acts'), key);
    const append: ActJournal['append'] = (entry) => {
      const failure = failures.shift();
      return failure ? Promise.reject(failure) : real.append(entry);
    };
    return { ...real, append, acknowledge: (ids) => real.acknowledge(ids), close: () => real.close() };
  };
  return { journal: await GuardedJournal.open({ open, guard, log }), guard };
}

test('a write that fails once is tried again on a journal opened anew', async () => {
  const { journal } = await onDisk([broken]);
  await journal.append({ id: 'a' });
  expect(journal.pending()).toEqual([{ id: 'a' }]);
  await journal.close();
});

test('a write that keeps failing is refused, and is not said to be saved', async () => {
  const { journal } = await onDisk([broken, broken]);
  await expect(journal.append({ id: 'a' })).rejects.toEqual(new PageRefusal('journal/not-saved'));
  expect(journal.pending()).toEqual([]);
  await journal.append({ id: 'b' });
  await journal.close();
});

test('on a full disk the reserve is given away, and the entry is kept', async () => {
  const { journal, guard } = await onDisk([noSpace]);
  expect(await guard.state()).toBe('well');
  await journal.append({ id: 'a' });
  expect(journal.pending()).toEqual([{ id: 'a' }]);
  expect(await guard.state()).toBe('full');
  await journal.close();
});

test('a disk that stays full is named', async () => {
  const { journal } = await onDisk([noSpace, noSpace]);
  await expect(journal.append({ id: 'a' })).rejects.toEqual(new PageRefusal('journal/disk-full'));
  await journal.close();
});
