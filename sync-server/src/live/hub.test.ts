import { type Delivery, type LiveChanges, livePath } from '@healthcare/protocol';
import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
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
