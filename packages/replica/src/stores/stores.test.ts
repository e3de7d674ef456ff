import { allAggregates, anyAggregate } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { describe, expect, test } from 'vitest';
import { heldRow } from '../core/index.ts';
import { keyFor } from '../seals/data-key.ts';
import { cases, type Opened } from './conformance/cases.ts';
import { openRx } from './conformance/open-rx.ts';
import { MapStore } from './map-store.ts';
import { openDatabase } from './open-database.ts';
import { sealedStorage } from './sealed-storage.ts';

function openMap(): Opened {
  const store = new MapStore();
  return {
    store,
    refusals: async () => store.refusals,
    reopen: undefined,
    traces: () => store.ids().then((ids) => [...ids]),
  };
}

describe('a Map as store', () => {
  test.each(cases)('$name', ({ run }) => run(openMap()));
});

describe('RxDB in memory as store', () => {
  test.each(cases)('$name', async ({ name, run }) => {
    const opened = await openRx(`memory ${name}`, getRxStorageMemory());
    await run(opened);
    await opened.close();
  });
});

describe('RxDB in memory as store, sealed', () => {
  test.each(cases)('$name', async ({ name, run }) => {
    const key = await keyFor('rows', crypto.getRandomValues(new Uint8Array(32)));
    const opened = await openRx(`sealed ${name}`, sealedStorage(getRxStorageMemory(), key));
    await run(opened);
    await opened.close();
  });
});

test('the open calls are read by their index, not by looking at all', async () => {
  const database = await openDatabase({
    name: 'plan',
    storage: getRxStorageMemory(),
    aggregates: allAggregates.values(),
    now: () => 1,
  });
  const board = database.collections
    .get('calls')!
    .rows.find({ selector: { phase: 'open' }, sort: [{ raisedAt: 'asc' }] });
  expect(board.getPreparedQuery().queryPlan.index).toEqual(['_deleted', 'phase', 'raisedAt', 'id']);
  const unsent = database.collections.get('staff')!.rows.find({ selector: { dirty: 1 } });
  expect(unsent.getPreparedQuery().queryPlan.index).toEqual(['_deleted', 'dirty', 'id']);
  await database.close();
});

test('a row is not read again between being saved and being answered for, and a write that fails is forgotten', async () => {
  const storage = getRxStorageMemory();
  let reads = 0;
  let fails = false;
  const counting: typeof storage = {
    ...storage,
    async createStorageInstance(params) {
      const instance = await storage.createStorageInstance(params);
      const [find, write] = [instance.findDocumentsById.bind(instance), instance.bulkWrite.bind(instance)];
      instance.findDocumentsById = (...asked) => {
        reads += params.collectionName === 'calls' ? 1 : 0;
        return find(...asked);
      };
      instance.bulkWrite = (...asked) => (fails ? Promise.reject(new Error('the disk is full')) : write(...asked));
      return instance;
    },
  };
  const { store, close } = await openRx('recent', counting);
  const row = (unsent: readonly string[], rev: string) =>
    heldRow(anyAggregate(calls), 'a', { entries: [], unsent, rev, leaving: false });
  await store.get(['a']);
  await store.put([row(['e1'], '')], []);
  const before = reads;
  expect((await store.get(['a']))[0]?.unsent).toEqual(['e1']);
  await store.put([row([], '1-x')], []);
  expect((await store.get(['a']))[0]?.rev).toBe('1-x');
  expect(reads).toBe(before);
  fails = true;
  await expect(store.put([row([], '2-x')], [])).rejects.toThrow('full');
  fails = false;
  expect((await store.get(['a']))[0]?.rev).toBe('1-x');
  expect(reads).toBe(before + 1);
  await close();
});

test('a tombstone that a crash has left does not stand in the way of the document', async () => {
  const opened = await openRx('tombstone', getRxStorageMemory());
  const document = heldRow(anyAggregate(calls), 'a', { entries: [], unsent: [], rev: '1-x', leaving: false });
  await opened.store.put([document], []);
  await opened.bury('a');
  expect(await opened.store.ids()).toEqual([]);
  await opened.store.put([document], []);
  expect((await opened.store.get(['a']))[0]?.rev).toBe('1-x');
  await opened.close();
});
