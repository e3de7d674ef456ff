import { anyAggregate } from '@healthcare/domain';
import { CallView, calls } from '@healthcare/domain/calls';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { heldRow } from '../core/index.ts';
import { type AnyRxStorage, openDatabase } from './open-database.ts';

const now = () => 1;
const whole = anyAggregate(calls);
/** The same calls, with a view of another shape. */
const reshaped = { ...whole, view: z.strictObject({ ...CallView.shape, more: z.string().max(5).optional() }) };

test('a disk that gives nothing is told as damaged, with what it said', async () => {
  const broken: AnyRxStorage = {
    ...getRxStorageMemory(),
    createStorageInstance: () => Promise.reject(new Error('the backing store is gone')),
  };
  const opening = openDatabase({ name: 'broken', storage: broken, aggregates: [whole], now });
  await expect(opening).rejects.toMatchObject({ name: 'DatabaseNotOpened', trouble: 'damaged' });
});

test('a database of another shape is told as such, and stays as it is', async () => {
  const storage = getRxStorageMemory();
  const first = await openDatabase({ name: 'shaped', storage, aggregates: [whole], now });
  const row = heldRow(whole, 'a', { entries: [], unsent: [], rev: '', leaving: false });
  await first.collections.get('calls')?.store.put([row], []);
  await first.close();
  const opening = openDatabase({ name: 'shaped', storage, aggregates: [reshaped], now });
  await expect(opening).rejects.toMatchObject({ trouble: 'schema' });
  const again = await openDatabase({ name: 'shaped', storage, aggregates: [whole], now });
  expect(await again.collections.get('calls')?.store.ids()).toEqual(['a']);
  await again.close();
});

test('a view of a newer version is folded anew from the entries that are here', async () => {
  const storage = getRxStorageMemory();
  const first = await openDatabase({ name: 'newer', storage, aggregates: [whole], now });
  const row = heldRow(whole, 'a', { entries: [], unsent: [], rev: '1-a', leaving: false });
  await first.collections.get('calls')?.store.put([row], []);
  await first.close();
  const empty = { ...calls.empty, more: 'new' };
  const next = await openDatabase({
    name: 'newer',
    storage,
    aggregates: [{ ...reshaped, version: whole.version + 1, empty }],
    now,
  });
  const [kept] = (await next.collections.get('calls')?.store.get(['a'])) ?? [];
  expect(kept).toMatchObject({ id: 'a', rev: '1-a', more: 'new' });
  await next.close();
});
