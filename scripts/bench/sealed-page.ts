import { allAggregates, type Entries } from '@healthcare/domain';
import { keyFor } from '@healthcare/replica';
import { Engine, type Page, type Row, steadyClock } from '@healthcare/replica/core';
import { MemoryJournal } from '@healthcare/replica/memory-journal';
import { dexieStorage, type OpenDatabase, openDatabase, sealedStorage } from '@healthcare/replica/stores';

export type Form = 'readable' | 'sealed';

/** The same at each opening: what was sealed before has to open. */
const bits = () => new Uint8Array(32).fill(7);

const inPage = {
  /** A first pull of these documents into IndexedDB, from a server that answers at once; ms. */
  async pull(form: Form, name: string, documents: readonly Entries[]): Promise<number> {
    const database = await opened(form, name);
    const { aggregate, store } = callsIn(database);
    const rows = documents.map(({ id, entries }, at): Row => ({ seq: at + 1, id, rev: '1-a', entries }));
    const engine = new Engine({
      aggregate,
      store,
      journal: new MemoryJournal(),
      wire: {
        changes: async (at, limit) => pageFrom(rows, at?.since ?? 0, limit),
        newest: async () => [],
        push: async () => [],
      },
      clock: steadyClock('wk-bench', Date.now),
      now: Date.now,
      random: Math.random,
      scopes: () => [],
    });
    await engine.begin();
    const startedMs = performance.now();
    await engine.connected();
    const took = performance.now() - startedMs;
    await database.close();
    return took;
  },
  /** Opens it anew and reads all of them; ms, and how many there were. */
  async read(form: Form, name: string): Promise<{ readonly ms: number; readonly count: number }> {
    const database = await opened(form, name);
    const { rows } = callsIn(database);
    const prepared = rows.find({ selector: {} }).getPreparedQuery();
    const startedMs = performance.now();
    const { documents } = await rows.storageInstance.query(prepared);
    const ms = performance.now() - startedMs;
    await database.close();
    return { ms, count: documents.length };
  },
};
export type InSealedPage = typeof inPage;

async function opened(form: Form, name: string): Promise<OpenDatabase> {
  const storage = form === 'sealed' ? sealedStorage(dexieStorage(), await keyFor('rows', bits())) : dexieStorage();
  return openDatabase({ name: `${form}-${name}`, storage, aggregates: allAggregates.values(), now: Date.now });
}

function callsIn(database: OpenDatabase) {
  const calls = database.collections.get('calls');
  if (!calls) throw new Error('no calls');
  return calls;
}

function pageFrom(all: readonly Row[], since: number, limit: number): Page {
  const rows = all.slice(since, since + limit);
  const checkpoint = { since: since + rows.length, lineage: 'bench' };
  return { rows, checkpoint, pending: all.length - since - rows.length, restarted: since === 0 };
}

Object.assign(globalThis, { inPage });
