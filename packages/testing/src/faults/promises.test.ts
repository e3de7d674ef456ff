import { refusal } from '@healthcare/domain';
import type { Replica } from '@healthcare/replica';
import { filter, firstValueFrom, map, type Observable } from 'rxjs';
import { expect, test } from 'vitest';
import type { Terminal } from './small-ward.ts';
import { wardOfTerminals } from './ward-of-terminals.ts';

const ward = wardOfTerminals();
const { terminalOf, closeTerminals } = ward;

const raise = (roomId: string) =>
  ({ kind: 'raised', data: { kind: 'assistance', priority: 'low', wardId: '4B', roomId, room: roomId } }) as const;

function until<Value>(source: Observable<Value>, holds: (value: Value) => boolean): Promise<Value> {
  return firstValueFrom(source.pipe(filter(holds)));
}

const live = ({ sync }: Replica) => until(sync, ({ link, unsent }) => link === 'live' && unsent === 0);
const entriesOf = ({ shelves }: Replica, id: string) =>
  shelves.calls.watchOne(id).pipe(map((call) => call?.entries.map((entry) => entry.id) ?? []));

test('what one terminal saves, the other shows; both hold the same entries (promise 3)', async () => {
  const [a, b] = [await terminalOf('a'), await terminalOf('b')];
  await a.signIn('salma');
  await b.signIn('omar');
  await Promise.all([live(a.replica), live(b.replica)]);
  const added = await a.replica.shelves.calls.add('c1', raise('401'));
  expect(added.ok).toBe(true);
  await until(entriesOf(b.replica, 'c1'), (entries) => entries.length === 1);
  await b.replica.shelves.calls.add('c1', { kind: 'accepted', data: {} });
  await until(entriesOf(a.replica, 'c1'), (entries) => entries.length === 2);
  await Promise.all([live(a.replica), live(b.replica)]);
  expect(await firstValueFrom(entriesOf(a.replica, 'c1'))).toEqual(await firstValueFrom(entriesOf(b.replica, 'c1')));
});

test('a server killed in the middle of pushes loses nothing and has nothing twice (promises 1, 4)', async () => {
  const [a, b] = [await terminalOf('a'), await terminalOf('b')];
  await a.signIn('salma');
  await b.signIn('omar');
  const saved: string[] = [];
  const work = async ({ replica }: Terminal, prefix: string) => {
    for (let at = 0; at < 120; at += 1) {
      const id = `${prefix}${at % 30}`;
      const act = at < 30 ? raise(id) : ({ kind: 'amended', data: { description: `${at}` } } as const);
      const added = await replica.shelves.calls.add(id, act);
      if (added.ok) saved.push(added.entry.id);
    }
  };
  const working = Promise.all([work(a, 'ka'), work(b, 'kb')]);
  for (const count of [40, 90, 140, 200]) {
    while (saved.length < count) await nextChange(a.replica);
    await ward.server.kill();
    await ward.server.start();
  }
  await working;
  await Promise.all([live(a.replica), live(b.replica)]);
  expect(saved).toHaveLength(240);
  await closeTerminals(); // three would be more collections than RxDB opens in one process
  const c = await terminalOf('c');
  await c.signIn('rania');
  await live(c.replica);
  const all = (await c.replica.shelves.calls.read({})).flatMap(({ entries }) => entries.map(({ id }) => id));
  expect(new Set(all).size).toBe(all.length);
  expect(saved.filter((id) => !all.includes(id))).toEqual([]);
});

test('a refused entry is told to its author, and the queue behind it goes on (promise 2)', async () => {
  let aheadMs = 0;
  const [a, b] = [await terminalOf('a', { now: () => Date.now() + aheadMs }), await terminalOf('b')];
  await a.signIn('salma');
  await b.signIn('omar');
  await a.replica.shelves.calls.add('r1', raise('402'));
  await live(a.replica);
  await ward.server.kill();
  await until(a.replica.sync, ({ link }) => link === 'disconnected');
  aheadMs = 10 * 24 * 3_600_000; // somebody set the date of the machine wrong
  const wrong = { kind: 'amended', data: { description: 'wrong date' }, entryId: 'wrong-date' } as const;
  await a.replica.shelves.calls.add('r1', wrong);
  await a.replica.shelves.calls.add('r2', raise('402'));
  aheadMs = 0;
  await a.replica.shelves.calls.add('r3', raise('402'));
  await ward.server.start();
  await until(entriesOf(b.replica, 'r3'), (entries) => entries.length === 1);
  const refused = await until(a.replica.refusals, (list) => list.length === 2);
  expect(refused.map(({ code, document }) => `${document} ${code}`).sort()).toEqual([
    'r1 entry/clock-ahead',
    'r2 entry/clock-ahead',
  ]);
  // A refusal is kept before its entry leaves the document.
  await until(entriesOf(a.replica, 'r1'), (entries) => entries.length === 1);
  await until(a.replica.shelves.calls.watchOne('r2'), (call) => call === undefined);
  const told = await until(a.replica.sync, ({ refused: count, unsent }) => count === 2 && unsent === 0);
  expect(told.link).not.toBe('live'); // never green while something is refused
  expect(await a.replica.shelves.calls.add('r1', wrong)).toEqual({
    ok: false,
    refusal: { code: 'entry/clock-ahead', about: expect.anything() },
  });
  for (const { id } of refused) expect(await a.replica.dismissRefusal(id, 'wrong date')).toEqual({ ok: true });
  await until(a.replica.refusals, (list) => list.every(({ untold }) => !untold)); // else they wait for their author anywhere
  await live(a.replica);
});

test('asking twice with one id saves one entry (promise 4)', async () => {
  const a = await terminalOf('a');
  await a.signIn('salma');
  const act = { ...raise('403'), entryId: 'double-click' };
  const [first, second] = await Promise.all([
    a.replica.shelves.calls.add('d1', act),
    a.replica.shelves.calls.add('d1', act),
  ]);
  expect(second).toEqual(first);
  await live(a.replica);
  expect(await firstValueFrom(entriesOf(a.replica, 'd1'))).toEqual(['double-click']);
});

test('two people at one terminal: the work of the one who left is handed in under the session of the next', async () => {
  const [a, b] = [await terminalOf('a'), await terminalOf('b')];
  await a.signIn('salma');
  await b.signIn('omar');
  await Promise.all([live(a.replica), live(b.replica)]);
  await ward.server.kill();
  await until(a.replica.sync, ({ link }) => link === 'disconnected');
  await a.replica.shelves.calls.add('t1', raise('404'));
  a.replica.pause();
  expect(await a.replica.shelves.calls.add('t1', { kind: 'seen', data: {} })).toEqual({
    ok: false,
    refusal: refusal('right/missing', 'signed-out'),
  });
  expect((await firstValueFrom(a.replica.sync)).unsent).toBe(1);
  await ward.server.start();
  await a.signIn('rania');
  await a.replica.shelves.calls.add('t1', { kind: 'accepted', data: {} });
  await live(a.replica);
  await until(entriesOf(b.replica, 't1'), (entries) => entries.length === 2);
  const [call] = await b.replica.shelves.calls.read({ where: { roomId: '404' } });
  expect(call?.entries.map(({ by }) => by.user)).toEqual(['salma', 'rania']);
  expect((await firstValueFrom(a.replica.refusals)).filter(({ here }) => here)).toEqual([]);
});

test('a session that the server ended: nothing more is sent, nothing is lost, the next one hands it in', async () => {
  const a = await terminalOf('a');
  const { token } = await a.signIn('salma');
  await live(a.replica);
  await fetch(`${ward.server.url}/api/session`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
  const over = await until(a.replica.sync, ({ sessionOver }) => sessionOver !== null);
  expect(over.link).toBe('signed-out');
  await a.replica.shelves.calls.add('s1', raise('405'));
  expect((await firstValueFrom(a.replica.sync)).unsent).toBe(1);
  await a.signIn('rania');
  const state = await live(a.replica);
  expect(state.sessionOver).toBe(null);
});

test('another ward: what may not be held any more leaves, after its unsent entries are handed in (promise 6)', async () => {
  const [a, b] = [await terminalOf('a'), await terminalOf('b')];
  await a.signIn('omar', '4B');
  await b.signIn('salma');
  await a.replica.shelves.calls.add('w1', raise('406'));
  await Promise.all([live(a.replica), live(b.replica)]);
  await ward.server.kill();
  await until(a.replica.sync, ({ link }) => link === 'disconnected');
  await a.replica.shelves.calls.add('w1', { kind: 'accepted', data: {} });
  await ward.server.start();
  await a.signIn('omar', '5A');
  await until(a.replica.shelves.calls.watchOne('w1'), (call) => call === undefined);
  await live(a.replica);
  expect(await a.replica.shelves.calls.read({})).toEqual([]);
  await until(entriesOf(b.replica, 'w1'), (entries) => entries.length === 2);
});

test('another ward for somebody who works: what was done under the old one is handed in, then it leaves (S8, promise 6)', async () => {
  const [a, b] = [await terminalOf('a'), await terminalOf('b')];
  await a.signIn('farid', null);
  await b.signIn('ziad');
  const facts = { name: { en: 'Farid', ar: 'فريد' }, sex: 'male', role: 'doctor' } as const;
  await b.replica.shelves.staff.add('farid', {
    kind: 'registered',
    data: { ...facts, wards: ['4B', '5A'], person: 'farid' },
  });
  await a.replica.shelves.calls.add('m1', raise('409'));
  await Promise.all([live(a.replica), until(entriesOf(b.replica, 'm1'), (entries) => entries.length === 1)]);
  // He works on while he is moved: whichever comes first, his entry is in the document, and the document is not with him.
  const working = a.replica.shelves.calls.add('m1', { kind: 'accepted', data: {} });
  await b.replica.shelves.staff.add('farid', { kind: 'amended', data: { wards: ['5A'] } });
  expect((await working).ok).toBe(true);
  const now = await until(a.replica.session, (session) => session?.wardId === '5A');
  expect(now?.scopes).toEqual(['staff', 'ward:5A', 'user:farid']);
  await until(a.replica.shelves.calls.watchOne('m1'), (call) => call === undefined);
  await live(a.replica);
  await until(entriesOf(b.replica, 'm1'), (entries) => entries.length === 2);
  expect(await firstValueFrom(a.replica.refusals)).toEqual([]);
  const elsewhere = { ...raise('501'), data: { ...raise('501').data, wardId: '5A' } };
  expect((await a.replica.shelves.calls.add('m2', elsewhere)).ok).toBe(true);
  await live(a.replica);
  expect((await a.replica.shelves.calls.read({})).map(({ id }) => id)).toEqual(['m2']);
});

test('a reload while the server is away: what was saved is there, is worked on, and is handed in later (promise 1)', async () => {
  const before = await terminalOf('a', { name: 'kept' });
  const { session, token } = await before.signIn('salma');
  await before.replica.shelves.calls.add('o1', raise('407'));
  await live(before.replica);
  await ward.server.kill();
  await until(before.replica.sync, ({ link }) => link === 'disconnected');
  await before.replica.shelves.calls.add('o2', raise('407'));
  const { sinceMs } = await firstValueFrom(before.replica.sync);
  await before.close();
  const after = await terminalOf('a', { name: 'kept' });
  expect(await firstValueFrom(after.replica.sync)).toMatchObject({ link: 'signed-out', unsent: 1 });
  await after.replica.begin(session, token);
  const cut = await until(after.replica.sync, ({ link }) => link === 'disconnected');
  expect(cut.sinceMs).toBeLessThanOrEqual(sinceMs); // since the server was last heard, not since the reload
  await after.replica.shelves.calls.add('o2', { kind: 'accepted', data: {} });
  await ward.server.start();
  await live(after.replica);
  const b = await terminalOf('b');
  await b.signIn('omar');
  await until(entriesOf(b.replica, 'o2'), (entries) => entries.length === 2);
});

test('each station sees on how many stations of the ward a call is shown; nobody knows while cut off (K3)', async () => {
  const [a, b] = [await terminalOf('a'), await terminalOf('b')];
  await a.signIn('salma');
  await b.signIn('omar');
  await a.replica.shelves.calls.add('k1', raise('408'));
  await Promise.all([live(a.replica), until(entriesOf(b.replica, 'k1'), (entries) => entries.length === 1)]);
  a.replica.showing('calls', ['k1']);
  b.replica.showing('calls', ['k1']);
  await until(a.replica.shownOn, (shown) => shown.get('k1')?.shown === 2 && shown.get('k1')?.stations === 2);
  b.replica.showing('calls', []);
  await until(a.replica.shownOn, (shown) => shown.get('k1')?.shown === 1);
  await ward.server.kill();
  await until(a.replica.shownOn, (shown) => shown.size === 0);
  await ward.server.start();
  await until(a.replica.shownOn, (shown) => shown.get('k1')?.shown === 1); // told again without being asked
});

/** Resolves at the next change of the state of sync. */
function nextChange({ sync }: Replica): Promise<unknown> {
  let first = true;
  return until(sync, () => {
    const isNew = !first;
    first = false;
    return isNew;
  });
}
