import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyAggregate, allAggregates } from '@healthcare/domain';
import { expect, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '../store/database.ts';
import { pouchIn } from '../store/leveldb.ts';
import { changesPage, type Feedable, newestPage } from './changes.ts';
import { Pulse } from './pulse.ts';
import { ScopeIndex } from './scope-index.ts';
import { type StoredDocument, storedFrom } from './unite.ts';

const aggregate = allAggregates.get('rooms') as AnyAggregate;

/** A room of a ward, as one entry made it. */
function roomOf(id: string, wardId: string): StoredDocument {
  const by = { user: 'adam', grant: 'g', workstation: 'w' };
  const wardName = { en: wardId, ar: wardId };
  const data = { wardId, wardName, name: id, type: 'single', beds: [] };
  return storedFrom(aggregate, id, [{ id: `${id}-1`, kind: 'added', at: '0mabcdefg000-w', by, after: [], data }]);
}

/** A database on the disk, how many documents were read of it by their ids, and how often its feed was. */
function database() {
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-scopes-'));
  const kept = openDatabase<StoredDocument>(pouchIn(folder), 'rooms');
  const read = { documents: 0, rows: 0 };
  const counting = {
    ...bound(kept, read),
    allDocs: (options: { readonly keys?: readonly string[]; readonly include_docs: true }) => {
      read.documents += options.keys?.length ?? Number.NaN;
      return kept.allDocs(options);
    },
  };
  onTestFinished(async () => {
    await kept.close();
    await rm(folder, { recursive: true });
  });
  return { kept, counting, read };
}

/** The same database, as an object whose functions can be put beside others. */
function bound(kept: Database<StoredDocument>, read: { rows: number }): Database<StoredDocument> {
  return {
    name: kept.name,
    id: () => kept.id(),
    info: () => kept.info(),
    get: (id) => kept.get(id),
    put: (document) => kept.put(document),
    allDocs: (options) => kept.allDocs(options),
    bulkDocs: (documents) => kept.bulkDocs(documents),
    changes: ((options: { readonly since: number; readonly include_docs: true }) => {
      read.rows += 1;
      return kept.changes(options);
    }) as typeof kept.changes,
    setMaxListeners: (count) => kept.setMaxListeners(count),
    close: () => kept.close(),
  };
}

/** The whole feed of a caller, from a place on. */
async function traversal(from: Feedable, scopes: readonly string[], at = { since: 0, lineage: '' }) {
  const pages = [];
  for (let place = at; ; ) {
    const page = await changesPage(from, { ...place, limit: 50, scopes });
    pages.push(page);
    place = { since: page.last_seq, lineage: page.lineage };
    if (page.pending === 0)
      return { pages, at: place, ids: pages.flatMap(({ results }) => results.map(({ id }) => id)) };
  }
}

const wards = Array.from({ length: 10 }, (_, n) => `w${n}`);

test('a first pull of one ward of ten reads a tenth of the documents, and catching up reads what has changed', async () => {
  const { kept, counting, read } = database();
  await kept.bulkDocs(wards.flatMap((ward) => Array.from({ length: 120 }, (_, n) => roomOf(`${ward}-${n}`, ward))));
  const from = { aggregate, database: counting, index: new ScopeIndex(aggregate, counting) };
  const first = await traversal(from, ['staff', 'ward:w3']);
  expect(first.ids).toHaveLength(120);
  expect(read.documents).toBe(120);
  expect(first.pages.map(({ pending }) => pending)).toEqual([70, 20, 0]);
  const latest = await newestPage(from, { limit: 20, scopes: ['ward:w3'], lineage: '' });
  expect(latest.results.map(({ id }) => id)).toEqual(first.ids.slice(-20).reverse());
  expect(read.documents).toBe(140);
  await kept.bulkDocs([roomOf('w3-new', 'w3'), ...Array.from({ length: 300 }, (_, n) => roomOf(`w4-new-${n}`, 'w4'))]);
  const later = await traversal(from, ['staff', 'ward:w3'], first.at);
  expect([later.ids, later.pages[0]?.restarted, read.documents]).toEqual([['w3-new'], false, 141]);
});

test('no number in an answer tells how much there is of others', async () => {
  const { kept, counting } = database();
  await kept.bulkDocs([roomOf('mine', 'w1')]);
  const from = { aggregate, database: counting, index: new ScopeIndex(aggregate, counting) };
  const before = [await traversal(from, ['ward:w1']), await traversal(from, ['ward:none'])];
  await kept.bulkDocs(Array.from({ length: 70 }, (_, n) => roomOf(`other-${n}`, 'w2')));
  expect([await traversal(from, ['ward:w1']), await traversal(from, ['ward:none'])]).toEqual(before);
});

test('a traversal without rows ends where it has looked to: a live row of a document that had left before is behind it (promise 6)', async () => {
  const { kept, counting } = database();
  await kept.bulkDocs([{ ...roomOf('left', 'w2'), ever: ['ward:w1', 'ward:w2'] }]);
  const from = { aggregate, database: counting, index: new ScopeIndex(aggregate, counting) };
  const { ids, at } = await traversal(from, ['ward:w1']);
  expect([ids, at.since]).toEqual([[], 1]);
});

test('an index never misses a row: made anew at any moment, or asked by many while others write', async () => {
  const { kept, counting } = database();
  const index = new ScopeIndex(aggregate, counting);
  const missed: string[] = [];
  for (let round = 0; round < 20; round += 1) {
    const written = [`a${round}`, `b${round}`];
    await kept.bulkDocs(written.map((id) => roomOf(id, 'w1')));
    const other = kept.bulkDocs([roomOf(`c${round}`, 'w2')]);
    const asked = [index, index, new ScopeIndex(aggregate, counting)].map((one) =>
      traversal({ aggregate, database: counting, index: one }, ['ward:w1']),
    );
    for (const { ids } of await Promise.all(asked)) missed.push(...written.filter((id) => !ids.includes(id)));
    await other;
  }
  expect(missed).toEqual([]);
});

test('what the one feed of a database has read is not read again; after a gap it is', async () => {
  const { kept, counting, read } = database();
  await kept.bulkDocs([roomOf('old', 'w1')]);
  const index = new ScopeIndex(aggregate, counting);
  await index.catchUp();
  const { update_seq: opened } = await kept.info();
  const pulse = new Pulse(kept, opened);
  pulse.onChange((change, before) => index.heard(change, before));
  const { beats } = pulse;
  await kept.bulkDocs([roomOf('new', 'w1')]);
  await pulse.after(beats, new AbortController().signal);
  read.rows = 0;
  await index.catchUp();
  expect([[...index.table.ids(['ward:w1'])], read.rows]).toEqual([['old', 'new'], 0]);
  pulse.close();
  await kept.bulkDocs([roomOf('missed', 'w1')]);
  const late = new Pulse(kept, (await kept.info()).update_seq);
  late.onChange((change, before) => index.heard(change, before));
  await kept.bulkDocs([roomOf('newest', 'w1')]);
  await late.after(0, new AbortController().signal);
  await index.catchUp();
  expect([...index.table.ids(['ward:w1'])]).toEqual(['old', 'new', 'missed', 'newest']);
  late.close();
});
