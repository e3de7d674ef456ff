import { type HeldRow, heldRow } from '@healthcare/replica/core';
import { type AnyRxStorage, type DatabaseOptions, type OpenDatabase, openDatabase } from '@healthcare/replica/stores';
import { firstValueFrom } from 'rxjs';
import { after, before, entryOf } from './charts.ts';

/** The charts of one workstation, under the program of before or after the upgrade. */
export function openStored(
  name: string,
  storage: AnyRxStorage,
  program: 'before' | 'after',
  more: Partial<DatabaseOptions> = {},
): Promise<OpenDatabase> {
  const aggregate = program === 'before' ? before : after;
  return openDatabase({ name, storage, aggregates: [aggregate], now: () => 1, ...more });
}

function chartsIn(database: OpenDatabase) {
  const charts = database.collections.get('charts');
  if (!charts) throw new Error('no charts');
  return charts;
}

/** One chart with an unsent note, one that has to leave after its unsent entry, one in order; a checkpoint and a refusal. */
export async function rowsBeforeUpgrade(database: OpenDatabase): Promise<void> {
  const { aggregate, store } = chartsIn(database);
  const opened = entryOf('opened', { wardId: '4B', title: 'Salma' });
  const noted = entryOf('noted', { text: 'slept well' }, { after: [opened.id] });
  const rows = [
    heldRow(aggregate, 'a', { entries: [opened, noted], unsent: [noted.id], rev: '1-a', leaving: false }),
    heldRow(aggregate, 'b', { entries: [opened], unsent: [], rev: '1-b', leaving: false }),
    heldRow(aggregate, 'z', { entries: [opened, noted], unsent: [noted.id], rev: '2-z', leaving: true }),
  ];
  await store.put(rows, []);
  await store.setCheckpoint({ since: 7, lineage: '1.x' });
  await store.keepRefusals([
    { entry: 'refused-1', code: 'right/missing', document: 'a', was: opened, scopes: ['ward:4B'] },
  ]);
}

/** Many charts with one unsent entry each: a migration that takes long enough to be broken off. */
export async function manyRows(database: OpenDatabase, count: number): Promise<void> {
  const { aggregate, store } = chartsIn(database);
  const rows = Array.from({ length: count }, (_, at): HeldRow => {
    const opened = entryOf('opened', { wardId: '4B', title: `chart ${at}` });
    return heldRow(aggregate, `c${at}`, { entries: [opened], unsent: [opened.id], rev: '', leaving: false });
  });
  for (let from = 0; from < count; from += 500) await store.put(rows.slice(from, from + 500), []);
}

/** How many charts are held, and how many of them have something unsent. */
export async function countsOf(database: OpenDatabase): Promise<{ readonly held: number; readonly dirty: number }> {
  const { store } = chartsIn(database);
  const [ids, dirty] = [await store.ids(), await store.unsent(Number.MAX_SAFE_INTEGER, new Set())];
  return { held: ids.length, dirty: dirty.length };
}

/** What a test wants to see of the three charts under the program of after. */
export async function wholeOf(database: OpenDatabase) {
  const { store, rows } = chartsIn(database);
  const [a, z] = await store.get(['a', 'z']);
  const found = rows.find({ selector: { state: 'plain' } }).getPreparedQuery();
  const { documents } = await rows.storageInstance.query(found);
  const dirty = await store.unsent(10, new Set());
  const { refusals } = await firstValueFrom(database.aside.refusals());
  return {
    view: { lines: a?.lines, state: a?.state, title: a?.title },
    entries: a?.entries.map(({ kind }) => kind),
    unsent: a?.unsent.length,
    dirty: dirty.map(({ id }) => id).sort(),
    leaving: z?.leaving,
    byNewIndex: documents.map(({ id }) => id).sort(),
    checkpoint: await store.checkpoint(),
    refusals: refusals.map(({ entry }) => entry),
  };
}
