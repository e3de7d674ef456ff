import { type Entries, stamp } from '@healthcare/domain';
import { bedsOf, freeBeds } from '@healthcare/domain/stays';
import type { Replica } from '@healthcare/replica';
import { combineLatest, filter, firstValueFrom, map, type Observable } from 'rxjs';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type SmallWard, smallWard, type Terminal, terminal } from './small-ward.ts';

let ward: SmallWard;
const open: Terminal[] = [];

// Real processes on a machine that others use too: nothing here is about speed.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** Two beds a room; every test has a room of its own, so that none finds what another left. */
const rooms = ['401', '402'];

beforeAll(async () => {
  ward = await smallWard({ rooms: rooms.map(roomOf) });
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => ward.end());

function roomOf(name: string): Entries {
  const beds = ['1', '2'].map((label) => ({ id: `bed-${label}`, label }));
  const data = { wardId: '4B', wardName: { en: 'Ward 4B', ar: 'جناح 4B' }, name, type: 'multi', beds };
  const by = { user: 'ziad', grant: 'seed', workstation: 'seed' };
  const added = { id: `added-${name}`, kind: 'added', at: stamp(1, 0, 'seed'), by, after: [], data };
  return { id: `room-${name}`, entries: [added] };
}

function placeOf(room: string, bed: string) {
  return { wardId: '4B', roomId: `room-${room}`, room, bedId: `bed-${bed}`, bed };
}

const claim = (patient: string, room: string, bed: string) =>
  ({ kind: 'claimed', data: { patient, ...placeOf(room, bed) } }) as const;

async function twoTerminals(): Promise<readonly [Terminal, Terminal]> {
  const [a, b] = [await terminal(ward, 'a'), await terminal(ward, 'b')];
  open.push(a, b);
  await a.signIn('salma');
  await b.signIn('omar');
  await Promise.all([live(a.replica), live(b.replica)]);
  return [a, b];
}

function until<Value>(source: Observable<Value>, holds: (value: Value) => boolean): Promise<Value> {
  return firstValueFrom(source.pipe(filter(holds)));
}

const live = ({ sync }: Replica) => until(sync, ({ link, unsent }) => link === 'live' && unsent === 0);
const cutOff = ({ sync }: Replica) => until(sync, ({ link }) => link === 'disconnected');
const staysIn = ({ shelves }: Replica, room: string) =>
  shelves.stays.watch({}).pipe(map((all) => all.filter((stay) => stay.claims.some((one) => one.room === room))));
const stateOf = ({ shelves }: Replica, id: string) => shelves.stays.watchOne(id).pipe(map((stay) => stay?.state));

const bedsFor = ({ shelves }: Replica, room: string) =>
  combineLatest([shelves.rooms.watch({}), shelves.stays.watch({})]).pipe(
    map(([known, stays]) => bedsOf(known, stays).filter((bed) => bed.room === room)),
  );

test('R4 two terminals give one bed to two patients while apart: one holds it, the other is a task with free beds', async () => {
  const [a, b] = await twoTerminals();
  await ward.server.kill();
  await Promise.all([cutOff(a.replica), cutOff(b.replica)]);
  await a.replica.shelves.stays.add('mona', claim('Mona Said', '401', '1'));
  await b.replica.shelves.stays.add('adel', claim('Adel Nour', '401', '1'));
  const apart = await firstValueFrom(bedsFor(a.replica, '401'));
  expect(apart.map(({ holder, provisional }) => [holder, provisional.map(({ id }) => id)])).toEqual([
    [null, ['mona']],
    [null, []],
  ]);
  await ward.server.start();
  const settled = (list: readonly { readonly state: string }[]) =>
    list.length === 2 && list.every(({ state }) => state !== 'provisional');
  const [onA, onB] = await Promise.all([
    until(staysIn(a.replica, '401'), settled),
    until(staysIn(b.replica, '401'), settled),
  ]);
  expect(onA.map(({ id, state }) => [id, state])).toEqual(onB.map(({ id, state }) => [id, state]));
  expect(onA.map(({ state }) => state).sort()).toEqual(['confirmed', 'declined']);
  const [task] = onA.filter(({ state }) => state === 'declined');
  const free = freeBeds(await firstValueFrom(bedsFor(a.replica, '401')));
  expect(free).toEqual([placeOf('401', '2')]);
  expect(task?.alternatives[0]).toEqual(free[0]);
  // One press answers the task.
  const taken = await b.replica.shelves.stays.add(task?.id ?? '', claim(task?.patient ?? '', '401', '2'));
  expect(taken.ok).toBe(true);
  await until(stateOf(a.replica, task?.id ?? ''), (state) => state === 'confirmed');
  const beds = await until(bedsFor(b.replica, '401'), (all) => all.every(({ holder }) => holder !== null));
  expect(new Set(beds.map(({ holder }) => holder?.id))).toEqual(new Set(['mona', 'adel']));
});

test('A1, A3 a server killed again and again while it answers: each claim is answered once, no bed has two holders', async () => {
  const [a, b] = await twoTerminals();
  const asked: string[] = [];
  const answeredNow = () =>
    firstValueFrom(
      combineLatest([staysIn(a.replica, '402'), staysIn(b.replica, '402')]).pipe(
        map((both) => both.flat().filter(({ state }) => state !== 'provisional').length),
      ),
    );
  for (let wave = 0; wave < 3; wave += 1) {
    await ward.server.kill();
    await Promise.all([cutOff(a.replica), cutOff(b.replica)]);
    const before = await answeredNow();
    for (let n = 0; n < 15; n += 1)
      for (const [name, { replica }] of [
        ['a', a],
        ['b', b],
      ] as const) {
        const id = `${name}-${wave}-${n}`;
        const added = await replica.shelves.stays.add(id, claim(id, '402', n % 2 === 0 ? '1' : '2'));
        if (added.ok) asked.push(added.entry.id);
      }
    await ward.server.start();
    // As soon as anybody has heard an answer, while others are on their way.
    await until(
      combineLatest([staysIn(a.replica, '402'), staysIn(b.replica, '402')]).pipe(map((both) => both.flat())),
      (stays) => stays.filter(({ state }) => state !== 'provisional').length > before,
    );
  }
  await ward.server.kill();
  await ward.server.start();
  const atRest = (stays: readonly { readonly state: string }[]) =>
    stays.length === 90 && stays.every(({ state }) => state !== 'provisional');
  const all = await until(staysIn(a.replica, '402'), atRest);
  expect(asked).toHaveLength(90);
  const answers = all.flatMap(({ entries }) =>
    entries.flatMap(({ kind, data }) => (kind === 'confirmed' || kind === 'declined' ? [data.claim] : [])),
  );
  expect(answers.sort()).toEqual([...asked].sort());
  expect(
    all
      .filter(({ state }) => state === 'confirmed')
      .map(({ bed }) => bed)
      .sort(),
  ).toEqual(['1', '2']);
  const heard = await until(staysIn(b.replica, '402'), atRest);
  const told = (stays: typeof all) => stays.map(({ id, state, entries }) => ({ id, state, entries }));
  expect(told(heard)).toEqual(told(all));
});
