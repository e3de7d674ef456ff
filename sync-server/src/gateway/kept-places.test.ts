import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyAggregate, allAggregates } from '@healthcare/domain';
import { expect, onTestFinished, test } from 'vitest';
import { openLog } from '../log/log.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { pouchIn } from '../store/leveldb.ts';
import { keptPlaces } from './kept-places.ts';
import { ScopeIndex } from './scope-index.ts';
import { type StoredDocument, storedFrom } from './unite.ts';

const rooms = allAggregates.get('rooms') as AnyAggregate;
const scopes = ['ward:4B', 'ward:3A', 'ward:9Z'];
const silent = openLog('silent');

function database(): Database<StoredDocument> {
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-places-'));
  const kept = openDatabase<StoredDocument>(pouchIn(folder), 'rooms');
  onTestFinished(async () => {
    await kept.close();
    await rm(folder, { recursive: true });
  });
  return kept;
}

function roomOf(id: string, wardId: string): StoredDocument {
  const by = { user: 'adam', grant: 'g', workstation: 'w' };
  const data = { wardId, wardName: { en: wardId, ar: wardId }, name: id, type: 'single', beds: [] };
  return storedFrom(rooms, id, [{ id: `${id}-1`, kind: 'added', at: '0mabcdefg000-w', by, after: [], data }]);
}

const wards = ['4B', '3A', '9Z'];

/** So many rooms; each time in other wards, so that places are left behind. */
async function write(kept: Database<StoredDocument>, count: number, round: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, n) => `r${n}`);
  const { rows } = await kept.allDocs({ keys: ids, include_docs: true });
  const revs = new Map(rows.flatMap(({ doc }) => (doc ? [[doc._id, doc._rev] as const] : [])));
  const documents = ids.map((id, n) => {
    const before = revs.get(id);
    return { ...roomOf(id, wards[(n + round) % 3] ?? ''), ever: scopes, ...(before && { _rev: before }) };
  });
  await kept.bulkDocs(documents);
}

const places = (index: ScopeIndex) => index.table.all();

/** An index as a process makes it, and the rows of the feed that it had to read. */
async function started(kept: Database<StoredDocument>, aggregate: AnyAggregate = rooms) {
  let read = 0;
  const counting = new Proxy(kept, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'changes') return typeof value === 'function' ? value.bind(target) : value;
      return async (options: { since: number; include_docs: true; limit: number }) => {
        const answer = await target.changes(options);
        read += answer.results.length;
        return answer;
      };
    },
  });
  const index = new ScopeIndex(aggregate, counting, keptPlaces(aggregate, kept, silent, 100));
  await index.catchUp();
  await index.close();
  return { index, read };
}

test('after a restart only what was not kept is read from the feed, and the places are those of an index made anew', async () => {
  const kept = database();
  await write(kept, 250, 0);
  expect((await started(kept)).read).toBe(250);
  await write(kept, 30, 1);
  const { index, read } = await started(kept);
  expect(read).toBe(80); // the half hundred that was not kept, and what is new
  const anew = new ScopeIndex(rooms, kept);
  await anew.catchUp();
  expect(places(index)).toEqual(places(anew));
  for (const scope of scopes) expect(index.table.count([scope])).toBe(anew.table.count([scope]));
});

test('links that are gone, damaged, of another program or of a future end the chain; the feed is read from there', async () => {
  const kept = database();
  await write(kept, 400, 0);
  await started(kept);
  const raw = kept as unknown as Database<{ readonly _id: string; readonly _rev?: string; readonly to?: number }>;
  const third = await raw.get('_local/places-2');
  await raw.put({ ...third, to: 1_000_000 });
  expect((await started(kept)).read).toBe(200);
  await raw.put({ _id: '_local/places-1', _rev: (await raw.get('_local/places-1'))._rev });
  const { index, read } = await started(kept);
  expect([read, places(index).length]).toEqual([300, 400]);
  const others: AnyAggregate = { ...rooms, scopes: (view) => [...rooms.scopes(view), 'staff'] };
  const theirs = await started(kept, others);
  expect([theirs.read, theirs.index.table.count(['staff'])]).toEqual([400, 400]);
});

test('places that their documents have left do not pile up', async () => {
  const kept = database();
  for (let round = 0; round < 7; round += 1) {
    await write(kept, 100, round);
    await started(kept);
  }
  const before = await started(kept);
  const ids = ['_local/places-0', '_local/places-1'].map((id) => kept.get(id).catch(() => undefined));
  const [first] = (await Promise.all(ids)) as unknown as readonly { readonly places: readonly unknown[] }[];
  expect(first?.places).toHaveLength(100);
  const anew = new ScopeIndex(rooms, kept);
  await anew.catchUp();
  expect(places((await started(kept)).index)).toEqual(places(anew));
  expect(before.read).toBe(0);
});

test('a disk that takes no places costs a reading at the next start, and nothing else', async () => {
  const kept = database();
  await write(kept, 150, 0);
  const full = new Proxy(kept, {
    get: (target, name) =>
      name === 'put' ? () => Promise.reject(new Error('no room')) : Reflect.get(target, name).bind(target),
  });
  const index = new ScopeIndex(rooms, kept, keptPlaces(rooms, full, silent, 100));
  expect(await index.catchUp()).toBe(150);
  await index.close();
  expect(index.table.count(scopes)).toBe(150);
  expect((await started(kept)).read).toBe(150);
});
