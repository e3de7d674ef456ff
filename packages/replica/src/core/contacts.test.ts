import { anyAggregate, type Entry, type Person } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { expect, test } from 'vitest';
import { MemoryJournal } from '../journals/memory-journal.ts';
import { MapStore } from '../stores/map-store.ts';
import { Contact } from './contact.ts';
import { Engine } from './engine.ts';
import type { Page, Parcel, Wire } from './ports.ts';
import { steadyClock } from './steady-clock.ts';

const by = { user: 'salma', grant: 'g1', workstation: 'wk-1' };
const author: Person = { user: 'salma', role: 'nurse', wards: ['4B'] };
const data = { kind: 'emergency', priority: 'high', wardId: '4B', roomId: 'r1', room: '401' };
const raised: Entry = { id: 'e0', kind: 'raised', at: '0mk2vvvvv000-wk-1', by, after: [], data };
const pageWith = (more: Partial<Page>): Page => {
  return { rows: [], checkpoint: { since: 0, lineage: 'l' }, pending: 0, restarted: false, ...more };
};

/** A workstation on a server that takes everything and tells by its feed only what `wire` says. */
function workstation(wire: Partial<Wire>) {
  const store = new MapStore();
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
