import { type AnyAggregate, allAggregates, anyAggregate, type Entry } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import type { RxStorageInstance } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { firstValueFrom } from 'rxjs';
import { expect, test } from 'vitest';
import { type HeldRow, heldRow } from '../core/index.ts';
import { keyFor } from '../seals/data-key.ts';
import { type AnyRxStorage, openDatabase } from './open-database.ts';
import { type AnySchema, clearFields } from './row-seal.ts';
import { heldSchema } from './schemas.ts';
import { sealedStorage } from './sealed-storage.ts';

const now = () => 1;
const key = (fill: number) => keyFor('rows', new Uint8Array(32).fill(fill));
const whole = anyAggregate(calls);

/** A memory storage whose instances can be reached below the seal, as whoever holds the disk reaches them. */
function disk() {
  const memory = getRxStorageMemory();
  // biome-ignore lint/suspicious/noExplicitAny: RxDB types a storage of unknown internals so.
  const tables = new Map<string, RxStorageInstance<any, any, any>>();
  const written: string[] = [];
  const storage: AnyRxStorage = {
    ...memory,
    async createStorageInstance(params) {
      const instance = await memory.createStorageInstance(params);
      const write = instance.bulkWrite.bind(instance);
      instance.bulkWrite = (rows, context) => {
        written.push(...rows.map(({ document }) => JSON.stringify(document)));
        return write(rows, context);
      };
      tables.set(params.collectionName, instance as never);
      return instance as never;
    },
  };
  const rowsOf = async (table: string, ids: readonly string[]) =>
    (await tables.get(table)?.findDocumentsById([...ids], true)) ?? [];
  return { storage, tables, rowsOf, written };
}

const by = { user: 'salma', grant: 'g1', workstation: 'wk-1' };

function call(id: string, patient: string): HeldRow {
  const place = { wardId: '4B', roomId: 'r1', room: 'Oleander suite', bed: 'Windowside' };
  const data = { ...place, kind: 'emergency', priority: 'high', patient, description: 'Stumbled beside the washbasin' };
  const raised: Entry = { id: `${id}-1`, kind: 'raised', at: '0mk2vvvvv000-wk-1', by, after: [], data };
  return heldRow(whole, id, { entries: [raised], unsent: [raised.id], rev: '', leaving: false });
}

async function opened(name: string, storage: AnyRxStorage, fill = 1, aggregates: readonly AnyAggregate[] = [whole]) {
  return openDatabase({ name, storage: sealedStorage(storage, await key(fill)), aggregates, now });
}

test('what the disk has of a document is its id, its indexed fields and bookkeeping; no name, number or text', async () => {
  const { storage, written } = disk();
  const database = await opened('scan', storage);
  await database.collections.get('calls')?.store.put([call('c1', 'Fatma Ali')], []);
  await database.aside.write('heard', { from: 'Fatma Ali' });
  expect(written.length).toBeGreaterThan(3);
  const [stored] = written.filter((row) => row.includes('"c1"')).map((row) => JSON.parse(row) as object);
  expect(Object.keys(stored ?? {}).sort()).toEqual(
    [
      '_attachments',
      '_deleted',
      '_meta',
      '_rev',
      'agreement',
      'dirty',
      'id',
      'phase',
      'raisedAt',
      'wardId',
      'x',
    ].sort(),
  );
  // Nothing short: in times and ciphertext three letters come up by chance.
  const inUse = ['Fatma Ali', 'Oleander', 'Windowside', 'Stumbled', 'washbasin', 'salma', 'emergency', 'entries'];
  for (const secret of inUse)
    expect(
      written.filter((row) => row.includes(secret)),
      secret,
    ).toEqual([]);
  await database.close();
});

/** A judgement about people, so a list made by hand: whoever indexes another field has to say that it names nobody. */
test('no indexed field tells who a patient is: they are states, wards and times', () => {
  const clear = [...allAggregates.values()].flatMap((one) => [...clearFields(heldSchema(one) as never as AnySchema)]);
  expect([...new Set(clear)].sort()).toEqual(
    [
      ...['_attachments', '_deleted', '_meta', '_rev', 'id', 'dirty'],
      ...['phase', 'state', 'agreement', 'wardId', 'raisedAt', 'askedAt', 'registeredAt', 'begunAt', 'review'],
    ].sort(),
  );
});

test('a ciphertext that is moved to another document does not open', async () => {
  const { storage, tables, rowsOf } = disk();
  const database = await opened('moved', storage);
  const store = database.collections.get('calls')!.store;
  await store.put([call('c1', 'Fatma Ali'), call('c2', 'Samir Adel')], []);
  const [one, two] = await rowsOf('calls', ['c1', 'c2']);
  const swapped = { ...two, x: one.x, _rev: '9-x' };
  await tables.get('calls')?.bulkWrite([{ previous: two, document: swapped }], 'attack');
  await database.close();
  const again = await opened('moved', storage);
  const after = again.collections.get('calls')!.store;
  await expect(after.get(['c2'])).rejects.toThrow('not what was sealed here');
  expect((await after.get(['c1']))[0]).toMatchObject({ patient: 'Fatma Ali' });
  await again.close();
});

test('X6 a row in the clear, put in by whoever holds the disk, is not taken for one of ours', async () => {
  const { storage, tables } = disk();
  const database = await opened('put in', storage);
  const forged = { ...call('c3', 'Nobody'), _rev: '1-x', _meta: { lwt: 1 }, _attachments: {}, _deleted: false };
  await tables.get('calls')?.bulkWrite([{ document: forged }], 'attack');
  await expect(database.collections.get('calls')!.store.get(['c3'])).rejects.toThrow('not what was sealed here');
  await database.close();
});

test('X6 with another key nothing opens: a stolen copy is of no use', async () => {
  const { storage } = disk();
  const database = await opened('stolen', storage);
  await database.collections.get('calls')?.store.put([call('c1', 'Fatma Ali')], []);
  await database.close();
  await expect(opened('stolen', storage, 2)).rejects.toMatchObject({ trouble: 'damaged' });
});

test('a query for a sealed field is a defect and throws, instead of finding nothing', async () => {
  const database = await opened('query', disk().storage);
  const { rows } = database.collections.get('calls')!;
  await expect(rows.find({ selector: { patient: 'Fatma Ali' } }).exec()).rejects.toThrow('"patient" is sealed');
  await expect(rows.count({ selector: { room: '401' } }).exec()).rejects.toThrow('"room" is sealed');
  await expect(rows.find({ selector: { $or: [{ phase: 'open' }, { room: '1' }] } }).exec()).rejects.toThrow('"room"');
  await database.close();
});

test('what is watched is told opened, in the order of the writes', async () => {
  const database = await opened('watch', disk().storage);
  const { rows, store } = database.collections.get('calls')!;
  const told: string[] = [];
  const watching = rows.$.subscribe(({ documentId, documentData }) =>
    told.push(`${documentId} ${(documentData as { patient?: string }).patient}`),
  );
  for (let n = 0; n < 20; n += 1) await store.put([call(`c${n}`, `P${n}`)], []);
  expect(told).toEqual(Array.from({ length: 20 }, (_, n) => `c${n} P${n}`));
  watching.unsubscribe();
  await database.close();
});

test('what an earlier program kept readable is sealed, with what is unsent, and the readable copy is gone', async () => {
  const plain = disk();
  const before = await openDatabase({ name: 'ward', storage: plain.storage, aggregates: [whole], now });
  const old = before.collections.get('calls')!.store;
  await old.put([call('c1', 'Fatma Ali'), call('c2', 'Samir Adel')], []);
  await old.setCheckpoint({ since: 7, lineage: 'l' });
  await old.keepRefusals([
    { entry: 'no-1', code: 'call/closed', document: 'c9', was: call('c9', 'x').entries[0]!, scopes: ['ward:4B'] },
  ]);
  await before.close();
  const sealed = disk();
  const options = {
    name: 'ward-sealed',
    storage: sealedStorage(sealed.storage, await key(1)),
    aggregates: [whole],
    now,
    inTheClear: { name: 'ward', storage: plain.storage },
  };
  const database = await openDatabase(options);
  const { store } = database.collections.get('calls')!;
  expect((await store.unsent(10, new Set())).map(({ id }) => id).sort()).toEqual(['c1', 'c2']);
  expect(await store.checkpoint()).toEqual({ since: 7, lineage: 'l' });
  expect((await firstValueFrom(database.aside.refusals())).refusals.map(({ entry }) => entry)).toEqual(['no-1']);
  await store.put([{ ...call('c1', 'Fatma Ali'), rev: '3-x', unsent: [], dirty: 0 }], []);
  await database.close();
  const left = await openDatabase({ name: 'ward', storage: plain.storage, aggregates: [whole], now });
  expect(await left.collections.get('calls')?.store.ids()).toEqual([]);
  await left.close();
  const again = await openDatabase(options);
  expect((await again.collections.get('calls')!.store.get(['c1']))[0]).toMatchObject({ rev: '3-x' });
  await again.close();
});

test('a readable copy of a newer program is left as it is', async () => {
  const plain = disk();
  const newer = await openDatabase({
    name: 'newer-clear',
    storage: plain.storage,
    aggregates: [{ ...whole, version: whole.version + 1 }],
    now,
  });
  await newer.collections.get('calls')?.store.put([call('c1', 'Fatma Ali')], []);
  await newer.close();
  const opening = openDatabase({
    name: 'newer-sealed',
    storage: sealedStorage(disk().storage, await key(1)),
    aggregates: [whole],
    now,
    inTheClear: { name: 'newer-clear', storage: plain.storage },
  });
  await expect(opening).rejects.toMatchObject({ trouble: 'newer-program' });
});
