import { allAggregates, anyAggregate } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { addRxPlugin } from 'rxdb';
import { RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { expect, test } from 'vitest';
import { heldRow } from '../core/index.ts';
import { openDatabase } from './open-database.ts';
import { heldSchema } from './schemas.ts';

// Dev mode is for the whole realm, so these stand in a file of their own.
addRxPlugin(RxDBDevModePlugin);
const strict = () => wrappedValidateAjvStorage({ storage: getRxStorageMemory() });

test('RxDB in its strictest mode accepts the schema of every aggregate, and the rows the core makes', async () => {
  const database = await openDatabase({
    name: 'strict',
    storage: strict(),
    aggregates: allAggregates.values(),
    now: () => 1,
  });
  expect([...database.collections.keys()].sort()).toEqual([...allAggregates.keys()].sort());
  const { aggregate, store } = database.collections.get('calls')!;
  await store.put([heldRow(aggregate, 'a', { entries: [], unsent: [], rev: '', leaving: false })], []);
  expect(await store.ids()).toEqual(['a']);
  await database.close();
});

test('a row that does not fit the view is refused by the schema', async () => {
  const database = await openDatabase({
    name: 'misfit',
    storage: strict(),
    aggregates: allAggregates.values(),
    now: () => 1,
  });
  const { store, aggregate } = database.collections.get('calls')!;
  const row = heldRow(aggregate, 'a', { entries: [], unsent: [], rev: '', leaving: false });
  await expect(store.put([{ ...row, phase: 'ajar' }], [])).rejects.toThrow(/could not be written|422/);
  await database.close();
});

test('a view may not take the name of what the replica keeps', () => {
  const clashing = { ...anyAggregate(calls), view: calls.view };
  expect(() => heldSchema(clashing)).not.toThrow();
  const extended = (calls.view as unknown as { extend(shape: object): typeof calls.view }).extend({
    unsent: calls.view,
  });
  expect(() => heldSchema({ ...clashing, view: extended })).toThrow('a view may not have a field "unsent"');
});
