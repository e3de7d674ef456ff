import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { documentsOf, openDatabase, type Stored, standingOf } from './database.ts';
import { FlushedLevelDown } from './flushed-leveldown.ts';
import { pouchIn } from './leveldb.ts';

interface Numbered extends Stored {
  readonly n: number;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'healthcare-reads-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('documents that are asked for together are each found, missing ones and deleted ones among them', async () => {
  const database = openDatabase<Numbered>(pouchIn(folder()), 'many');
  const ids = Array.from({ length: 700 }, (_, n) => `d${n}`);
  await database.bulkDocs(ids.map((_id, n) => ({ _id, n })));
  const gone = await database.get('d3');
  await database.bulkDocs([{ ...gone, _deleted: true } as Numbered]);
  const asked = ids.flatMap((id) => [id, `no-${id}`]);
  const { documents, deleted } = await standingOf(database, asked);
  expect([...documents.keys()]).toEqual(ids.filter((id) => id !== 'd3'));
  expect([...documents.values()].every(({ _id, n }) => _id === `d${n}`)).toBe(true);
  expect(deleted).toEqual(['d3']);
  await database.close();
});

test('what one read asks for at the same time as a write is either the old or the new', async () => {
  const database = openDatabase<Numbered>(pouchIn(folder()), 'racing');
  await database.bulkDocs([{ _id: 'a', n: 0 }]);
  for (let n = 1; n < 30; n += 1) {
    const { _rev } = await database.get('a');
    const [, read] = await Promise.all([database.bulkDocs([{ _id: 'a', _rev, n }]), documentsOf(database, ['a', 'b'])]);
    expect([n - 1, n]).toContain(read.get('a')?.n);
  }
  await database.close();
});

/** The part of LevelDB under PouchDB that is asked here. */
interface Level {
  open(done: (error?: Error) => void): void;
  close(done: (error?: Error) => void): void;
  put(key: string, value: string, done: (error?: Error) => void): void;
  get(key: string, told: (error?: Error | null, value?: Buffer) => void): void;
}

function settled(run: (done: (error?: Error | null, value?: unknown) => void) => void): Promise<unknown> {
  return new Promise((done) => run((error, value) => done(error ? error.message : value)));
}

test('a read in the turn in which the database is closed is answered, not lost and no end of the process', async () => {
  const level = new (FlushedLevelDown as unknown as new (path: string) => Level)(join(folder(), 'level'));
  await settled((done) => level.open(done));
  await settled((done) => level.put('a', '1', done));
  const reads = ['a', 'b'].map((key) => settled((done) => level.get(key, done)));
  expect((await Promise.all(reads)).map(String)).toEqual(['1', 'NotFound']);
  const late = settled((done) => level.get('a', done));
  const closed = settled((done) => level.close(done));
  expect(await late).toBe('Database is not open');
  await closed;
});
