import { type Delivery, type LiveChanges, livePath } from '@healthcare/protocol';
import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { moveCall, withMovingCalls } from '../../testing/moving-calls.ts';
import { type Caller, raise, serverUnderTest, signIn, type UnderTest } from '../../testing/server-under-test.ts';

/** The next event of this name, as its arguments. */
function once(socket: Socket, event: string): Promise<readonly unknown[]> {
  return new Promise((told) => {
    socket.once(event, (...args: unknown[]) => told(args));
  });
}

/** A connected workstation, and everything it is told. */
async function station(server: UnderTest, caller: Caller) {
  const socket: Socket = io(server.url, {
    path: livePath,
    auth: { token: caller.token },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  onTestFinished(() => {
    socket.disconnect();
  });
  const changes: LiveChanges[] = [];
  socket.on('changes', (message: LiveChanges) => changes.push(message));
  await once(socket, 'connect');
  return { socket, changes };
}

/** The next delivery that says so. */
async function delivered(socket: Socket, says: (message: Delivery) => boolean): Promise<Delivery> {
  for (;;) {
    const [message] = (await once(socket, 'delivery')) as readonly [Delivery];
    if (says(message)) return message;
  }
}

test('a socket without a session is turned away', async () => {
  const server = await serverUnderTest();
  const socket = io(server.url, {
    path: livePath,
    auth: { token: 'x' },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  onTestFinished(() => {
    socket.disconnect();
  });
  const [error] = (await once(socket, 'connect_error')) as readonly [Error];
  expect(error.message).toBe('session/expired');
});

/** A line on which this is sent without having shown a session; everything that came back, until the server closed it. */
async function unproven(server: UnderTest, messages: readonly string[]): Promise<readonly string[]> {
  const line = new WebSocket(`${server.url.replace('http', 'ws')}${livePath}/?EIO=4&transport=websocket`);
  const heard: string[] = [];
  line.onmessage = ({ data }) => {
    heard.push(String(data));
    if (heard.length === 1) for (const message of messages) line.send(message);
  };
  await new Promise<void>((closed) => {
    line.onclose = () => closed();
    setTimeout(() => line.close(), 2000).unref(); // a line that is only left open is closed here
  });
  return heard;
}

test('X15 events that come before a session was shown are heard for nothing, and nothing is told', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const here = await station(server, salma);
  const events = ['shown', 'changes', 'join', 'session', 'delivery'].map(
    (name) => `42${JSON.stringify([name, { calls: ['c1'] }])}`,
  );
  const lines = Promise.all([
    unproven(server, events),
    unproven(server, ['40{}', ...events]),
    unproven(server, ['40{"token":"x"}', ...events]),
    unproven(server, ['40/admin,{"token":"x"}', '451-["x",{"_placeholder":true,"num":0}]', '2probe', '9', '']),
  ]);
  await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  await expect.poll(() => here.changes.length).toBeGreaterThan(0);
  for (const heard of await lines)
    expect(heard.filter((message) => message.startsWith('42') || message.includes('c1'))).toEqual([]);
  expect((await salma.request('/api/session')).status).toBe(200);
});

test('a change reaches its ward with the document, and no other ward', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const here = await station(server, await signIn(server, 'omar'));
  const elsewhere = await station(server, await signIn(server, 'rania'));
  const told = once(here.socket, 'changes');
  await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  await told;
  expect(here.changes).toMatchObject([
    { db: 'calls', rows: [{ id: 'c1', doc: { _id: 'c1', state: 'raised', wardId: '4B' } }] },
  ]);
  expect(JSON.stringify(here.changes)).not.toContain('"ever"');
  const rania = await signIn(server, 'rania', { at: 'again' });
  const own = once(elsewhere.socket, 'changes');
  await rania.push([{ _id: 'c2', entries: [rania.entry('raised', { ...raise, wardId: '3A' })] }]);
  await own;
  expect(elsewhere.changes.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(['c2']);
});

test('K3 the caller sees on how many of the ward’s stations a call is shown', async () => {
  const server = await serverUnderTest();
  const one = await station(server, await signIn(server, 'salma', { at: 'one' }));
  const two = await station(server, await signIn(server, 'omar', { at: 'two' }));
  const first = delivered(one.socket, ({ items }) => items.some(({ shown }) => shown === 1));
  one.socket.emit('shown', { db: 'calls', ids: ['c1'] });
  expect(await first).toEqual({ db: 'calls', items: [{ id: 'c1', shown: 1 }], stations: 2 });
  const both = delivered(one.socket, ({ items }) => items.some(({ shown }) => shown === 2));
  two.socket.emit('shown', { db: 'calls', ids: ['c1'] });
  expect((await both).stations).toBe(2);
  const less = delivered(one.socket, ({ stations }) => stations === 1);
  two.socket.disconnect();
  expect(await less).toEqual({ db: 'calls', items: [{ id: 'c1', shown: 1 }], stations: 1 });
});

test('two windows of one workstation are one station, and nonsense about what is shown is passed over', async () => {
  const server = await serverUnderTest();
  const one = await station(server, await signIn(server, 'salma', { at: 'one' }));
  const again = await station(server, await signIn(server, 'omar', { at: 'one' }));
  again.socket.emit('shown', { ids: 'all' });
  const told = delivered(one.socket, ({ items }) => items.length === 1);
  again.socket.emit('shown', { db: 'calls', ids: ['c1'] });
  expect((await told).stations).toBe(1);
});

test('a session that ends takes its socket with it, and says why', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const { socket } = await station(server, salma);
  const over = once(socket, 'sessionOver');
  const gone = once(socket, 'disconnect');
  await server.sessions.revoke(salma.session.grant);
  expect((await over)[0]).toEqual({ code: 'session/expired' });
  await gone;
});

/** A call of ward 4B, and what sends it to 3A. */
async function movedCall(heba: Caller) {
  const entry = heba.entry('raised', raise);
  await heba.push([{ _id: 'c1', entries: [entry] }]);
  return () => moveCall(heba, 'c1', '3A', [entry]);
}

test('a document that leaves a ward is taken from those who held it, live and in the feed, and from nobody else (promise 6)', async () => {
  const server = await serverUnderTest({ aggregates: withMovingCalls });
  const [heba, salma, nadia] = [
    await signIn(server, 'heba'),
    await signIn(server, 'salma'),
    await signIn(server, 'nadia'),
  ];
  const moving = await movedCall(heba);
  const before = (await (await salma.request('/db/calls/_changes?lineage=')).json()) as {
    last_seq: number;
    lineage: string;
  };
  const [left, came] = [await station(server, salma), await station(server, await signIn(server, 'rania'))];
  const unconcerned = await station(server, nadia);
  const told = [once(left.socket, 'changes'), once(came.socket, 'changes')];
  await moving();
  await Promise.all(told);
  expect(left.changes).toMatchObject([{ rows: [{ id: 'c1', removed: true }] }]);
  expect(JSON.stringify(left.changes)).not.toContain('entries');
  expect(came.changes).toMatchObject([{ rows: [{ id: 'c1', doc: { wardId: '3A' } }] }]);
  expect(unconcerned.changes).toEqual([]);
  const since = `since=${before.last_seq}&lineage=${before.lineage}`;
  const pulled = (await (await salma.request(`/db/calls/_changes?${since}`)).json()) as { results: object[] };
  expect(pulled.results).toMatchObject([{ id: 'c1', removed: true }]);
  const fresh = (await (await salma.request('/db/calls/_changes?lineage=')).json()) as { results: object[] };
  expect(fresh.results).toEqual([]);
});

test('a connected workstation is in use: its session does not run out, one that is not connected does', async () => {
  const server = await serverUnderTest();
  const [salma, omar] = [await signIn(server, 'salma'), await signIn(server, 'omar')];
  await station(server, salma);
  for (let half = 0; half < 4; half += 1) {
    server.clock.ms += 1_800_000;
    server.sweep();
  }
  expect((await salma.request('/api/session')).status).toBe(200);
  expect((await omar.request('/api/session')).status).toBe(401);
});

test('after twelve hours the socket is told and closed, connected or not', async () => {
  const server = await serverUnderTest();
  const { socket } = await station(server, await signIn(server, 'salma'));
  const over = once(socket, 'sessionOver');
  server.clock.ms += 12 * 3_600_000;
  server.sweep();
  expect((await over)[0]).toEqual({ code: 'session/expired' });
});

test('counts of a ward are told to that ward only', async () => {
  const server = await serverUnderTest();
  const here = await station(server, await signIn(server, 'salma'));
  const elsewhere = await station(server, await signIn(server, 'rania'));
  const heard: Delivery[] = [];
  elsewhere.socket.on('delivery', (message: Delivery) => heard.push(message));
  const told = delivered(here.socket, ({ items }) => items.some(({ id }) => id === 'c1'));
  here.socket.emit('shown', { db: 'calls', ids: ['c1'] });
  await told;
  const own = delivered(elsewhere.socket, ({ items }) => items.some(({ id }) => id === 'c2'));
  elsewhere.socket.emit('shown', { db: 'calls', ids: ['c2'] });
  expect((await own).stations).toBe(1);
  expect(heard.flatMap(({ items }) => items.map(({ id }) => id))).not.toContain('c1');
});

test('what follows closely is told together: a ward that comes back at once does not tell each of each other', async () => {
  const server = await serverUnderTest();
  const stations = [];
  for (let n = 0; n < 6; n += 1)
    stations.push(await station(server, await signIn(server, 'salma', { at: `terminal-${n}` })));
  const heard: Delivery[] = [];
  const [one] = stations as [(typeof stations)[number]];
  one.socket.on('delivery', (message: Delivery) => heard.push(message));
  const all = delivered(one.socket, ({ items }) => items.some(({ shown }) => shown === 6));
  for (const { socket } of stations) socket.emit('shown', { db: 'calls', ids: ['c1', 'c2'] });
  await all;
  expect(heard.length).toBeLessThan(stations.length);
  expect(heard.at(-1)?.items).toEqual(['c1', 'c2'].map((id) => ({ id, shown: 6 })));
});

test('a workstation that does not read is cut off, and the others go on', { timeout: 60_000 }, async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const [deaf, awake] = [await station(server, await signIn(server, 'omar')), await station(server, salma)];
  const wire = deaf.socket.io.engine.transport as unknown as { readonly ws: { readonly _socket: NodeJS.Socket } };
  wire.ws._socket.pause();
  const first = salma.entry('raised', raise);
  const long = 'x'.repeat(1000);
  const amend = () => salma.entry('amended', { description: long }, { after: [first.id] });
  await salma.push([{ _id: 'c1', entries: [first, ...Array.from({ length: 250 }, amend)] }]);
  awake.socket.emit('shown', { db: 'calls', ids: ['c1'] });
  const alone = delivered(awake.socket, ({ stations }) => stations === 1);
  const isCutOff = () => server.logged.some((line) => line.includes('cut off'));
  for (let n = 0; n < 400 && !isCutOff(); n += 1) {
    const told = once(awake.socket, 'changes');
    await salma.push([{ _id: 'c1', entries: [amend()] }]);
    await told;
  }
  expect(isCutOff()).toBe(true);
  await alone;
});
