import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { StoredDocument } from '../gateway/unite.ts';
import { openLog } from '../log/log.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { pouchIn } from '../store/leveldb.ts';
import { followRemovals } from './removals.ts';

const log = openLog('silent');

function record(id: string, state: string): StoredDocument {
  return { _id: id, entries: [], ever: [], state, chunks: ['x', 'y'] } as unknown as StoredDocument;
}

async function folderWith(...documents: readonly StoredDocument[]) {
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-removals-'));
  const pouch = pouchIn(folder);
  const records = openDatabase<StoredDocument>(pouch, 'records');
  await records.bulkDocs(documents);
  return { pouch, records };
}

/** Follows until `until` holds of what was asked to be removed, then stops as a server does. */
async function removedIn(
  { pouch, records }: { pouch: ReturnType<typeof pouchIn>; records: Database<StoredDocument> },
  until: (asked: readonly string[]) => boolean,
  remove: (file: string) => Promise<void> = async () => undefined,
): Promise<readonly string[]> {
  const asked: string[] = [];
  const follower = await followRemovals({
    pouch,
    records,
    log,
    remove: async (file, chunks) => {
      asked.push(file, ...chunks);
      await remove(file);
    },
  });
  await expect.poll(() => until(asked), { timeout: 25_000 }).toBe(true);
  await follower.close();
  return asked;
}

test('removed files are deleted, also those that were removed while nobody followed', async () => {
  const place = await folderWith(record('a', 'added'), record('b', 'removed'));
  expect(await removedIn(place, (asked) => asked.length > 0)).toEqual(['b', 'b:0', 'b:1']);
});

test('what could not be deleted is tried again after a restart; what was deleted is not looked at again', async () => {
  const place = await folderWith(record('b', 'removed'));
  const fails = () => Promise.reject(new Error('no space'));
  await removedIn(place, (asked) => asked.length > 0, fails);
  expect(await removedIn(place, (asked) => asked.length > 0)).toEqual(['b', 'b:0', 'b:1']);
  await place.records.bulkDocs([record('c', 'removed')]);
  expect(await removedIn(place, (asked) => asked.length > 0)).toEqual(['c', 'c:0', 'c:1']);
});
