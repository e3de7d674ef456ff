import { allAggregates } from '@healthcare/domain';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { describe, expect, test } from 'vitest';
import { cases, type Opened } from './conformance/cases.ts';
import { openRx } from './conformance/open-rx.ts';
import { MapStore } from './map-store.ts';
import { openDatabase } from './open-database.ts';

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
