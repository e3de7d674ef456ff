import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyAggregate, type Entries, type Entry, SERVER_ID, stamp } from '@healthcare/domain';
import { stays } from '@healthcare/domain/stays';
import { expect, test, vi } from 'vitest';
import { placeOf } from '../../testing/paper-hospital.ts';
import {
  accounts,
  type Caller,
  serverUnderTest,
  signIn,
  type UnderTest,
  type Who,
} from '../../testing/server-under-test.ts';
import { type StoredDocument, storedFrom } from '../gateway/unite.ts';
import { seedFolder } from '../seed.ts';
import { startServer } from '../start.ts';
import { openDatabase } from '../store/database.ts';
import { pouchIn } from '../store/leveldb.ts';
import { putAsTheyCame } from '../store/revisions.ts';
import { answerId } from './ruling.ts';

// A real server on a machine that others use too: nothing here is about speed.
vi.setConfig({ testTimeout: 120_000 });

const by = (user: string) => ({ user, grant: 'seed', workstation: 'seed' });

function room(name: string, beds: readonly number[]): Entries {
  const wardName = { en: 'Ward 4B', ar: 'جناح 4B' };
  const list = beds.map((bed) => ({ id: `bed-${bed}`, label: String(bed) }));
  const data = { wardId: '4B', wardName, name, type: 'multi', beds: list };
  const added = { id: `added-${name}`, kind: 'added', at: stamp(1, 0, 'seed'), by: by('office'), after: [], data };
  return { id: `room-${name}`, entries: [added] };
}

const rooms = [room('401', [1, 2]), room('402', [3])];

async function hospital(): Promise<UnderTest> {
  const server = await serverUnderTest();
  await server.seed({ accounts: [], documents: { rooms } });
  return server;
}

const claim = (caller: Caller, bed: number) => caller.entry('claimed', { patient: 'Sara Adel', ...placeOf(bed) });

interface Stored {
  readonly state: string;
  readonly bed: string;
  readonly code: string;
  readonly alternatives: readonly object[];
  readonly entries: readonly Entry[];
  readonly _rev: string;
}

async function stay(caller: Caller, id: string): Promise<Stored> {
  return (await (await caller.request(`/db/stays/${id}`)).json()) as Stored;
}

/** The stay, once it is no longer provisional. */
async function answered(caller: Caller, id: string): Promise<Stored> {
  await expect.poll(async () => (await stay(caller, id)).state, { timeout: 60_000 }).not.toBe('provisional');
  return stay(caller, id);
}

test('R4 two patients, one bed: one holds it, the other is declined with the free beds, and gets the next one asked for', async () => {
  const server = await hospital();
  const [salma, omar] = [await signIn(server, 'salma'), await signIn(server, 'omar')];
  await salma.push([{ _id: 's1', entries: [claim(salma, 1)] }], 'stays');
  await omar.push([{ _id: 's2', entries: [claim(omar, 1)] }], 'stays');
  expect(await answered(omar, 's1')).toMatchObject({ state: 'confirmed', bed: '1' });
  const declined = await answered(salma, 's2');
  expect(declined).toMatchObject({ state: 'declined', code: 'bed/held', alternatives: [placeOf(2), placeOf(3)] });
  const answer = declined.entries.find(({ kind }) => kind === 'declined');
  expect(answer?.by).toEqual({ user: 'server', grant: 'server', workstation: 'server' });
  const after = [answer?.id ?? ''];
  const next = omar.entry('claimed', { patient: 'Sara Adel', ...placeOf(2) }, { after });
  await omar.push([{ _id: 's2', entries: [next] }], 'stays');
  expect(await answered(salma, 's2')).toMatchObject({ state: 'confirmed', bed: '2' });
});

test('A1 nobody of any role answers a claim, or keeps the arbiter from it by taking the id of its answer', async () => {
  const server = await hospital();
  const salma = await signIn(server, 'salma');
  const bad: (readonly [Who, number])[] = [
    ['salma', 1],
    ['omar', 2],
    ['heba', 3],
    ['adam', 4],
    ['nadia', 5],
    ['patient', 6],
  ];
  const others = await Promise.all(bad.map(async ([who, n]) => ({ n, caller: await signIn(server, who) })));
  for (const { n, caller } of others) {
    const asked = claim(salma, n);
    const forged = [
      caller.entry('withdrawn', { reason: 'no answer' }, { id: answerId(asked.id) }),
      caller.entry('confirmed', { claim: asked.id, turn: 99 }, { after: [asked.id] }),
      caller.entry('declined', { claim: asked.id, code: 'bed/held', alternatives: [] }, { after: [asked.id] }),
      caller.entry('confirmed', { claim: asked.id, turn: 99 }, { by: by('server') }),
      caller.entry('confirmed', { claim: asked.id, turn: 99 }, { by: { ...caller.entry('x').by, user: 'server' } }),
    ];
    // First the forged id alone, so that its refusal is kept before the arbiter thinks of it.
    const told = await caller.push([{ _id: `s${n}`, entries: forged.slice(0, 1) }], 'stays');
    await salma.push([{ _id: `s${n}`, entries: [asked] }], 'stays');
    const more = await caller.push([{ _id: `s${n}`, entries: forged.slice(1) }], 'stays');
    const refused = [...told, ...more].flatMap((one) => one.refused?.map(({ code }) => code) ?? []);
    expect(refused).toHaveLength(5);
    expect(refused.filter((code) => code !== 'right/missing' && code !== 'grant/unknown')).toEqual([]);
    const { state, entries } = await answered(salma, `s${n}`);
    expect(state).toBe(n <= 3 ? 'confirmed' : 'declined');
    expect(new Set(entries.map(({ id }) => id))).toEqual(new Set([asked.id, answerId(asked.id)]));
  }
  expect(answerId('x').startsWith(SERVER_ID)).toBe(true);
});

test('A7 claims that were stored before the server started are answered, and a restart answers nothing twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-arbiter-'));
  const asked = (n: number, bed: number): Entries => {
    const data = { patient: `Patient ${n}`, ...placeOf(bed) };
    return {
      id: `s${n}`,
      entries: [{ id: `c${n}`, kind: 'claimed', at: stamp(n, 0, 'seed'), by: by('salma'), after: [], data }],
    };
  };
  const many = Array.from({ length: 1200 }, (_, n) => asked(n, (n % 4) + 1));
  await seedFolder(folder, { accounts: await accounts(), documents: { rooms, stays: many } });
  const states = async (server: UnderTest) => {
    const salma = await signIn(server, 'salma');
    const page = (await (await salma.request('/db/stays/_changes?lineage=&limit=5000')).json()) as {
      readonly results: readonly { readonly doc: Stored & { readonly _id: string } }[];
    };
    return page.results.map(({ doc }) => doc);
  };
  const first = await serverUnderTest({ data: folder, seeded: true });
  await expect
    .poll(async () => (await states(first)).filter(({ state }) => state === 'provisional').length, { timeout: 60_000 })
    .toBe(0);
  const before = await states(first);
  expect(
    before
      .filter(({ state }) => state === 'confirmed')
      .map(({ _id }) => _id)
      .sort(),
  ).toEqual(['s0', 's1', 's2']);
  await first.stop();
  const second = await serverUnderTest({ data: folder, seeded: true });
  const salma = await signIn(second, 'salma');
  // Answered after everything that the arbiter found when it started.
  await salma.push([{ _id: 'new', entries: [claim(salma, 3)] }], 'stays');
  expect(await answered(salma, 'new')).toMatchObject({ state: 'declined' });
  expect((await states(second)).filter(({ _id }) => _id !== 'new')).toEqual(before);
});

test('A1, A3 a winner that a replicator left, and that lacks the answer, does not make the bed free or have it answered again', async () => {
  const server = await hospital();
  const salma = await signIn(server, 'salma');
  const asked = salma.signer.signed({ db: 'stays', document: 's1' }, claim(salma, 1));
  await salma.push([{ _id: 's1', entries: [asked] }], 'stays');
  const before = await answered(salma, 's1');
  expect(before.state).toBe('confirmed');
  // PouchDB shares what the server of this process has open.
  const database = openDatabase<StoredDocument>(pouchIn(server.folder), 'stays');
  const revision = (id: string, entry: Entry, start: number) => {
    const name = 'f'.repeat(32);
    const ancestry = { _rev: `${start}-${name}`, _revisions: { start, ids: [name] } };
    return { ...storedFrom(anyAggregate(stays), id, [entry]), ...ancestry };
  };
  // As the winner tells it, nobody has the bed.
  await putAsTheyCame(database, [revision('s2', claim(salma, 1), 1), revision('s1', asked, 9)]);
  expect(await answered(salma, 's2')).toMatchObject({ state: 'declined', code: 'bed/held' });
  expect((await stay(salma, 's1')).entries).toEqual(before.entries);
});

test('A8 a second server on the data folder refuses to start, until the first has stopped', async () => {
  const server = await serverUnderTest();
  const again = () => startServer({ config: { port: 0, data: join(server.folder, '.'), logLevel: 'silent' } });
  await expect(again()).rejects.toMatchObject({ name: 'FolderInUse' });
  await server.stop();
  const next = await again();
  await next.stop();
});
