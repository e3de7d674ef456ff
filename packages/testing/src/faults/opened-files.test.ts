import { allAggregates, type Entries, type Entry, stamp } from '@healthcare/domain';
import type { AuditEntry, AuditPage } from '@healthcare/protocol';
import type { Replica } from '@healthcare/replica';
import { filter, firstValueFrom, type Observable } from 'rxjs';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type SmallWard, smallWard, type Terminal, terminal } from './small-ward.ts';

let ward: SmallWard;
const open: Terminal[] = [];

// Real processes on a machine that others use too: nothing here is about speed.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const name = { en: 'Laila', ar: 'ليلى' };
const facts = { identity: 'known', family: name, given: name, sex: 'female', wardId: '5A' };
const by = { user: 'omar', grant: 'seed', workstation: 'wk-seed' };
const registered: Entry = {
  id: 'seed-p1',
  kind: 'registered',
  at: stamp(Date.UTC(2026, 0, 1), 0, 'seed'),
  by,
  after: [],
  data: facts,
};
const patient: Entries = { id: 'p1', entries: [registered] };

beforeAll(async () => {
  ward = await smallWard({ patients: [patient] });
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => ward.end());

const held = new Set(['staff', 'calls', 'patients', 'openings', 'emergencies']);

async function terminalOf(secret: string): Promise<Terminal> {
  const aggregates = new Map([...allAggregates].filter(([kind]) => held.has(kind)));
  const one = await terminal(ward, secret, { aggregates });
  open.push(one);
  return one;
}

function until<Value>(source: Observable<Value>, holds: (value: Value) => boolean): Promise<Value> {
  return firstValueFrom(source.pipe(filter(holds)));
}

const live = ({ sync }: Replica) => until(sync, ({ link, unsent }) => link === 'live' && unsent === 0);

async function ask(path: string, token: string, method = 'GET'): Promise<unknown> {
  const response = await fetch(`${ward.server.url}${path}`, { method, headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function readsIn(token: string): Promise<readonly AuditEntry[]> {
  return ((await ask('/api/audit?action=read&limit=500', token)) as AuditPage).entries;
}

test('O1, O4, O5 a file is opened while the server is away; the next person’s line brings it in, once, under the name of who opened it, and it leaves', async () => {
  const a = await terminalOf('a');
  await a.signIn('salma');
  await live(a.replica);
  await ward.server.kill();
  await until(a.replica.sync, ({ link }) => link === 'disconnected');
  expect(await a.replica.shelves.openings.add('o1', { kind: 'opened', data: { patientId: 'p1' } })).toMatchObject({
    ok: true,
  });
  a.replica.pause(); // salma has gone
  await ward.server.start();
  await a.signIn('farid');
  await live(a.replica);
  await until(a.replica.shelves.openings.watch({}), (all) => all.length === 0);
  const { token } = await (await terminalOf('desk')).signIn('ziad');
  const reads = await vi.waitUntil(async () => {
    const all = await readsIn(token);
    return all.length > 0 ? all : undefined;
  });
  expect(reads).toMatchObject([
    { by: { user: 'salma', role: 'nurse' }, about: ['patients/p1', 'openings/o1'], happenedAt: expect.any(String) },
  ]);
  await ward.server.kill();
  await ward.server.start();
  await live(a.replica);
  expect(await readsIn(token)).toHaveLength(1);
});

test('E3, E4 the file that was given comes to the workstation beside its own, and leaves it when the access is ended', async () => {
  const a = await terminalOf('b');
  const { token } = await a.signIn('salma');
  await live(a.replica);
  const { patients, emergencies } = a.replica.shelves;
  const watched = patients.watchOne('p1');
  expect(await firstValueFrom(watched)).toBeUndefined();
  const data = { wardId: '4B', patientId: 'p1', reason: 'collapsed', provenBy: 'secondStep' } as const;
  expect(await emergencies.add('em1', { kind: 'asked', data })).toMatchObject({ ok: true });
  await until(emergencies.watchOne('em1'), (access) => access?.unsent.length === 0);
  await ask('/api/emergencies/em1/access', token, 'POST');
  expect(await until(watched, (one) => one !== undefined)).toMatchObject({ given: name });
  const access = await until(emergencies.watchOne('em1'), (one) => one?.state === 'granted');
  expect(access?.until).not.toBe('');
  await emergencies.add('em1', { kind: 'ended', data: {} });
  await until(watched, (one) => one === undefined);
  expect((await firstValueFrom(a.replica.session))?.scopes).not.toContain('patient:p1');
});
