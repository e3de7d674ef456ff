import { anyAggregate, type Entry, type Person } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { expect, test } from 'vitest';
import { MemoryJournal } from '../journals/memory-journal.ts';
import { MapStore } from '../stores/map-store.ts';
import { Contact } from './contact.ts';
import { Engine, type EngineParts } from './engine.ts';
import { type Answer, type Page, type Parcel, type Row, type Wire, WireFailure } from './ports.ts';
import { steadyClock } from './steady-clock.ts';

const by = { user: 'salma', grant: 'g1', workstation: 'wk-1' };
const author: Person = { user: 'salma', role: 'nurse', wards: ['4B'] };
const data = { kind: 'emergency', priority: 'high', wardId: '4B', roomId: 'r1', room: '401' };
const raised: Entry = { id: 'e0', kind: 'raised', at: '0mk2vvvvv000-wk-1', by, after: [], data };
const seen: Entry = { id: 'e9', kind: 'seen', at: '0mk2vvvvv001-wk-1', by, after: ['e0'], data: {} };
const rowOf = (more: object): Row => ({ seq: 1, id: 'a', rev: '1-a', entries: [raised], ...more });
const pageWith = (more: Partial<Page>): Page => {
  return { rows: [], checkpoint: { since: 0, lineage: 'l' }, pending: 0, restarted: false, ...more };
};

/** A workstation on a server that takes everything and tells by its feed only what `wire` says. */
function workstation(
  wire: Partial<Wire>,
  told: Partial<Pick<EngineParts, 'onChange' | 'onTrouble' | 'scopes'>> = {},
  store = new MapStore(),
) {
  const now = () => 1_700_000_000_000;
  const push = async (parcels: readonly Parcel[]) =>
    parcels.map(({ id }) => ({ id, rev: '1-a', refused: [], entries: undefined, removed: false }));
  const engine = new Engine({
    aggregate: anyAggregate(calls),
    store,
    journal: new MemoryJournal(),
    wire: { changes: async () => pageWith({}), newest: async () => [], push, ...wire },
    clock: steadyClock('wk-1', now),
    now,
    random: () => 0,
    scopes: () => [],
    ...told,
  });
  return { engine, store };
}

test('a page that was asked for before the scope changed is not taken, also when nothing comes after it', async () => {
  const pages: ((page: Page) => void)[] = [];
  const { engine, store } = workstation({ changes: () => new Promise((come) => pages.push(come)) });
  const before = engine.connected();
  await expect.poll(() => pages.length).toBe(1);
  const after = engine.connected(); // the ward has changed on the open line
  pages[0]?.(pageWith({ rows: [{ seq: 1, id: 'of the other ward', rev: '1-a', entries: [raised] }] }));
  await expect.poll(() => pages.length).toBe(2);
  expect(await store.ids()).toEqual([]);
  pages[1]?.(pageWith({}));
  await Promise.all([before, after]);
});

test('what was newest before the scope changed is not taken either', async () => {
  let come = (_rows: readonly Row[]) => {};
  const first = [pageWith({ restarted: true, pending: 1, checkpoint: { since: 1, lineage: 'l' } })];
  const { engine, store } = workstation({
    changes: async () => first.pop() ?? pageWith({ checkpoint: { since: 2, lineage: 'l' } }),
    newest: () => new Promise((told) => (come = told)),
  });
  const before = engine.connected();
  await expect.poll(async () => (await store.checkpoint())?.since).toBe(1);
  const after = engine.connected();
  come([rowOf({ id: 'of the other ward' })]);
  await Promise.all([before, after]);
  expect(await store.ids()).toEqual([]);
});

test('an answer of an earlier connection is not taken: under the new scope the document may stay', async () => {
  const answers: ((removed: boolean) => void)[] = [];
  const push = ([parcel]: readonly Parcel[]) =>
    new Promise<readonly Answer[]>((told) =>
      answers.push((removed) => told([{ id: parcel?.id ?? '', rev: '1-a', refused: [], entries: undefined, removed }])),
    );
  const { engine, store } = workstation({ push });
  await engine.add('a', { entryId: 'e1', kind: 'raised', data, by, author });
  void engine.connected();
  await expect.poll(() => answers.length).toBe(1);
  const after = engine.connected();
  answers[0]?.(true);
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.(false);
  await after;
  expect(await store.ids()).toEqual(['a']);
});

test('where the server has other scopes by now, nothing is taken until they were pulled; then what was done is sent', async () => {
  // Found by the simulator: the answer brought a document that the checkpoint knew nothing of, and it stayed for ever.
  const sent: string[] = [];
  const lineages = ['of 3A', 'of 4B'];
  const troubles: unknown[] = [];
  const { engine } = workstation(
    {
      changes: async () => pageWith({ checkpoint: { since: 1, lineage: lineages.at(-1) ?? '' } }),
      push: async ([parcel], lineage) => {
        sent.push(lineage);
        lineages.splice(1); // the ward has changed, and the line that tells of it is dead
        if (lineage !== lineages.at(-1)) throw new WireFailure('other-scope', 'database/other-scope');
        return [{ id: parcel?.id ?? '', rev: '1-a', refused: [], entries: undefined, removed: true }];
      },
    },
    { onTrouble: (trouble) => troubles.push(trouble) },
  );
  await engine.connected();
  await engine.add('a', { entryId: 'e1', kind: 'raised', data, by, author });
  await expect.poll(() => troubles.length).toBe(1);
  expect([engine.joined, engine.unsent.entries]).toEqual([false, 1]);
  await engine.tick();
  expect([sent, engine.unsent.entries]).toEqual([['of 4B', 'of 3A'], 0]);
});

test.each([
  ['a scope to stand by', ['ward:3A'], { since: 0, lineage: '' }],
  ['a file that is lent', ['ward:4B', 'patient:p1'], { since: 4, lineage: 'l' }],
] as const)(
  'told of %s the feed is asked from the right place, wherever a pull has been already, and also after a crash in between',
  async (_, after, from) => {
    // Found by the simulator: a pull went by a new role before the line told of it, and rows that had been sent before came behind it.
    const asked: unknown[] = [];
    let scopes: readonly string[] = ['ward:4B'];
    const changes: Wire['changes'] = async (at) => {
      asked.push(at && { since: at.since, lineage: at.lineage });
      return pageWith({ checkpoint: { since: 4, lineage: 'l' } });
    };
    const { engine, store } = workstation({ changes }, { scopes: () => scopes });
    await engine.connected();
    scopes = after;
    await engine.connected();
    await workstation({ changes }, { scopes: () => ['ward:5C'] }, store).engine.connected();
    await workstation({ changes }, { scopes: () => ['ward:5C'] }, store).engine.connected();
    expect(asked).toEqual([undefined, from, { since: 0, lineage: '' }, { since: 4, lineage: 'l' }]);
  },
);

test('a sweep that is broken off leaves no place to go on from: under the scopes before, what it has not seen would be taken for complete', async () => {
  const pages = [
    pageWith({ rows: [rowOf({})], checkpoint: { since: 1, lineage: 'of 4B' } }),
    pageWith({
      rows: [rowOf({ seq: 2, id: 'b' })],
      checkpoint: { since: 2, lineage: 'of 3A' },
      pending: 1,
      restarted: true,
    }),
  ];
  const { engine, store } = workstation({
    changes: async () => pages.shift() ?? Promise.reject(new WireFailure('unreachable', 'the line is gone')),
  });
  await engine.connected();
  expect(await store.checkpoint()).toMatchObject({ since: 1, lineage: 'of 4B' });
  await engine.look();
  expect(await store.checkpoint()).toEqual({ since: 0, lineage: '' });
});

test('a row that comes between joining and the end of the pull is taken by itself', async () => {
  let live: Promise<void> | undefined;
  const { engine, store } = workstation(
    {},
    {
      onChange: () => {
        if (engine.joined) live ??= engine.live([rowOf({})]);
      },
    },
  );
  await engine.connected();
  await live;
  expect(await store.ids()).toEqual(['a']);
});

test('a row behind one that the disk did not take is not taken either: the feed is asked again from before both', async () => {
  const [begun, first] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  /** Slow at the first write, and then without room for it. */
  class FullOnce extends MapStore {
    #writes = 0;
    override async put(...write: Parameters<MapStore['put']>): Promise<void> {
      this.#writes += 1;
      if (this.#writes > 1) return super.put(...write);
      begun.resolve();
      await first.promise;
      throw new DOMException('no room', 'QuotaExceededError');
    }
  }
  const asked: unknown[] = [];
  const store = new FullOnce();
  const { engine } = workstation(
    {
      changes: async (at) => {
        asked.push(at?.since);
        const rows = [rowOf({ seq: 1 }), rowOf({ seq: 2, id: 'b' })];
        return asked.length === 1 ? pageWith({}) : pageWith({ rows, checkpoint: { since: 2, lineage: 'l' } });
      },
    },
    {},
    store,
  );
  await engine.connected();
  const taken = engine.live([rowOf({ seq: 1 })]);
  await begun.promise;
  const behind = engine.live([rowOf({ seq: 2, id: 'b' })]);
  first.resolve();
  await Promise.all([taken, behind]);
  await engine.tick();
  expect([asked, (await store.ids()).toSorted()]).toEqual([
    [undefined, 0],
    ['a', 'b'],
  ]);
});

test('of rows that waited together the newest counts, in whatever order they came', async () => {
  let come = (_page: Page) => {};
  const { engine, store } = workstation({ changes: () => new Promise((told) => (come = told)) });
  const done = engine.connected();
  await engine.live([rowOf({ seq: 3, rev: '2-a', entries: [raised, seen] })]);
  await engine.live([rowOf({ seq: 2 })]); // one that comes again
  come(pageWith({}));
  await done;
  expect((await store.get(['a']))[0]).toMatchObject({ rev: '2-a', entries: [raised, seen] });
});

test('what only this workstation knows stays here through a change of scope, also when the line breaks behind the answer', async () => {
  const { engine, store } = workstation({ changes: async () => pageWith({ restarted: true }) });
  await engine.add('a', { entryId: 'e1', kind: 'raised', data, by, author });
  await engine.connected();
  expect(engine.unsent.entries).toBe(0);
  expect(await store.ids()).toEqual(['a']);
});

test('what was pulled under an earlier connection does not make the next one joined', () => {
  const contact = new Contact();
  contact.opened();
  const { number } = contact;
  contact.closed();
  contact.opened();
  contact.joinedBy(number);
  expect(contact.joined).toBe(false);
});

test('a document that leaves is sent without a revision: here are its entries, and not those of the one whose number was told', async () => {
  const sent: Parcel[] = [];
  const push = async (parcels: readonly Parcel[]) => {
    sent.push(...parcels);
    return parcels.map(({ id }) => ({ id, rev: '2-a', refused: [], entries: undefined, removed: true }));
  };
  const pages = [pageWith({ rows: [{ seq: 2, id: 'a', rev: '2-a', removed: true }] }), pageWith({ rows: [rowOf({})] })];
  const { engine, store } = workstation({ push, changes: async () => pages.pop() ?? pageWith({}) });
  await engine.connected();
  engine.disconnected();
  await engine.add('a', { entryId: 'e1', kind: 'seen', data: {}, by, author });
  await engine.connected();
  expect(sent.map(({ rev }) => rev)).toEqual([undefined]);
  expect(await store.ids()).toEqual([]);
});
