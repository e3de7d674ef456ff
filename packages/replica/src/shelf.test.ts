import { anyAggregate, type Entry } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, expect, test, vi } from 'vitest';
import { heldRow } from './core/index.ts';
import { shelfOn } from './shelf.ts';
import { type OpenDatabase, openDatabase } from './stores/index.ts';

let database: OpenDatabase | undefined;
afterEach(async () => {
  await database?.close();
  database = undefined;
});

const aggregate = anyAggregate(calls);
const by = { user: 'salma', grant: 'g1', workstation: 'wk-1' };
const data = { kind: 'emergency', priority: 'high', wardId: '4B', roomId: 'r1', room: '401' };

/** Calls by these ids; those in capitals are not on the server yet. */
async function shelfWith(ids: string) {
  database = await openDatabase({
    name: `shelf ${ids}`,
    storage: getRxStorageMemory(),
    aggregates: [aggregate],
    now: () => 1,
  });
  const collection = database.collections.get('calls')!;
  const rows = [...ids].map((id) => {
    const entry: Entry = { id: `e-${id}`, kind: 'raised', at: '0001', by, after: [], data };
    const unsent = id === id.toUpperCase() ? [entry.id] : [];
    return heldRow(aggregate, id.toLowerCase(), { entries: [entry], unsent, rev: '', leaving: false });
  });
  await collection.store.put(rows, []);
  const asked = vi.spyOn(collection.rows.storageInstance, 'query');
  return { shelf: shelfOn({ collection } as Parameters<typeof shelfOn>[0]), asked };
}

test('page by page everything comes in the order of ids, what is unsent too, and nothing twice', async () => {
  const { shelf } = await shelfWith('fAcgBed');
  const pages: string[] = [];
  for (let after = ''; ; ) {
    const page = (await shelf.readAfter(after, 3)).map(({ id }) => id);
    if (page.length === 0) break;
    pages.push(page.join(''));
    after = page.at(-1) ?? '';
  }
  expect(pages).toEqual(['abc', 'def', 'g']);
});

test('a page is read by an index that has its order: no row outside of it is looked at', async () => {
  const { shelf, asked } = await shelfWith('abC');
  await shelf.readAfter('a', 1);
  const plans = asked.mock.calls.map(([{ queryPlan }]) => [
    queryPlan.selectorSatisfiedByIndex,
    queryPlan.sortSatisfiedByIndex,
  ]);
  expect(plans).toEqual([
    [true, true],
    [true, true],
  ]);
});
