import { type AnyAggregate, allAggregates } from '@healthcare/domain';
import { keyFor } from '@healthcare/replica';
import { heldRow } from '@healthcare/replica/core';
import { dexieStorage, type OpenDatabase, openDatabase, sealedStorage } from '@healthcare/replica/stores';
import { firstValueFrom } from 'rxjs';
import type { FrozenDocument } from './frozen.ts';
import { type DatabaseDump, dumped, restored } from './indexeddb-dump.ts';

/** Of the local database in every dump. */
const name = 'ward';

export interface HeldSummary {
  readonly db: string;
  readonly ids: readonly string[];
  /** Documents with something unsent, and how many entries. */
  readonly unsent: readonly (readonly [string, number])[];
  readonly entries: number;
  readonly checkpoint: unknown;
}

/** What freezing, and the test of what was frozen, ask a page to do. */
const inPage = {
  /** Writes the documents as a workstation holds them, the last entry of each unsent, and dumps what is stored. */
  async freeze(documents: Readonly<Record<string, readonly FrozenDocument[]>>): Promise<readonly DatabaseDump[]> {
    const database = await opened(allAggregates);
    for (const [db, all] of Object.entries(documents)) await hold(database, db, all);
    await database.close();
    return dumped();
  },
  restore: (dump: readonly DatabaseDump[]) => restored(dump),
  /** Opens it as today's program does, which seals it; or readable, under today's program or one whose aggregates are all a version further. */
  async read(
    program: 'today' | 'next' | 'sealed',
  ): Promise<{ readonly held: readonly HeldSummary[]; readonly refusals: number }> {
    const database =
      program === 'sealed'
        ? await openedSealed()
        : await opened(program === 'today' ? allAggregates : aVersionFurther());
    const held: HeldSummary[] = [];
    for (const db of [...database.collections.keys()].sort()) held.push(await summaryOf(database, db));
    const refusals = (await firstValueFrom(database.aside.refusals())).refusals.length;
    await database.close();
    return { held, refusals };
  },
};
export type InFrozenPage = typeof inPage;

function opened(aggregates: ReadonlyMap<string, AnyAggregate>): Promise<OpenDatabase> {
  return openDatabase({ name, storage: dexieStorage(), aggregates: aggregates.values(), now: () => 1 });
}

async function openedSealed(): Promise<OpenDatabase> {
  const key = await keyFor('rows', new Uint8Array(32).fill(7));
  const storage = sealedStorage(dexieStorage(), key);
  const inTheClear = { name, storage: dexieStorage() };
  return openDatabase({
    name: `${name}-sealed`,
    storage,
    aggregates: allAggregates.values(),
    now: () => 1,
    inTheClear,
  });
}

function aVersionFurther(): ReadonlyMap<string, AnyAggregate> {
  return new Map([...allAggregates].map(([db, one]) => [db, { ...one, version: one.version + 1 }]));
}

async function hold(database: OpenDatabase, db: string, documents: readonly FrozenDocument[]): Promise<void> {
  const collection = database.collections.get(db);
  if (!collection) throw new Error(`no ${db}`);
  const { aggregate, store } = collection;
  const rows = documents.map(({ id, entries }) => {
    const unsent = entries.slice(-1).map((entry) => entry.id);
    return heldRow(aggregate, id, { entries, unsent, rev: '1-a', leaving: false });
  });
  await store.put(rows, []);
  await store.setCheckpoint({ since: 7, lineage: '1.x' });
  const was = documents[0]?.entries[0];
  if (was)
    await store.keepRefusals([
      { entry: `${db}-no`, code: 'right/missing', document: 'gone', was, scopes: ['ward:4B'] },
    ]);
}

async function summaryOf(database: OpenDatabase, db: string): Promise<HeldSummary> {
  const store = database.collections.get(db)?.store;
  if (!store) throw new Error(`no ${db}`);
  const ids = [...(await store.ids())].sort();
  const rows = await store.get(ids);
  const dirty = await store.unsent(1000, new Set());
  return {
    db,
    ids,
    unsent: dirty.map(({ id, unsent }) => [id, unsent.length] as const).sort(),
    entries: rows.reduce((sum, row) => sum + (row?.entries.length ?? 0), 0),
    checkpoint: await store.checkpoint(),
  };
}

Object.assign(globalThis, { inPage });
