import { type Entry, stamp } from '@healthcare/domain';
import { type LiveChanges, livePath, type Session } from '@healthcare/protocol';
import { io, type Socket } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import {
  accounts,
  type Caller,
  codeOf,
  password,
  raise,
  secretOf,
  send,
  serverUnderTest,
  signIn,
  type UnderTest,
  type Who,
} from '../../testing/server-under-test.ts';
import { seedFolder } from '../seed.ts';

const facts = { sex: 'female', name: { en: 'Salma', ar: 'سلمى' } } as const;

/** Puts somebody in the directory, as an administrator does. */
async function register(by: Caller, user: string, place: object): Promise<string> {
  const entry = by.entry('registered', { ...facts, ...place, person: user });
  const [answer] = await by.push([{ _id: user, entries: [entry] }], 'staff');
  expect(answer?.refused).toEqual([]);
  return entry.id;
}

async function amend(by: Caller, user: string, after: string, data: Entry['data'], kind = 'amended'): Promise<void> {
  const [answer] = await by.push([{ _id: user, entries: [by.entry(kind, data, { after: [after] })] }], 'staff');
  expect(answer?.refused).toEqual([]);
}

/** A connected workstation: what it is told, and the next message of a name. */
async function station(server: UnderTest, caller: Caller) {
  const options = { path: livePath, transports: ['websocket'], forceNew: true, reconnection: false };
  const socket: Socket = io(server.url, { ...options, auth: { token: caller.token } });
  onTestFinished(() => void socket.disconnect());
  const changes: LiveChanges[] = [];
  socket.on('changes', (message: LiveChanges) => changes.push(message));
  const next = <Message>(event: string) => new Promise<Message>((told) => void socket.once(event, told));
  await next('session');
  return { changes, next };
}

/** Resolves with the session as soon as the server holds this of it. */
async function becomes(told: Promise<Session>, part: Partial<Session>): Promise<Session> {
  const session = await told;
  expect(session).toMatchObject(part);
  return session;
}

test('S8 a person gets another ward: line, feed and rights follow at once, and nothing of the old ward comes any more (promise 6)', async () => {
  const server = await serverUnderTest();
  const [adam, salma, omar, rania] = [
    await signIn(server, 'adam'),
    await signIn(server, 'salma'),
    await signIn(server, 'omar'),
    await signIn(server, 'rania'),
  ];
  await omar.push([{ _id: 'old', entries: [omar.entry('raised', raise)] }]);
  const registered = await register(adam, 'salma', { role: 'nurse', wards: ['4B'] });
  const line = await station(server, salma);
  const told = line.next<Session>('session');
  await amend(adam, 'salma', registered, { wards: ['3A'], role: 'headNurse' });
  const now = await becomes(told, { wardId: '3A', role: 'headNurse', grant: salma.session.grant });
  expect(now.scopes).toEqual(['staff', 'ward:3A', 'user:salma', 'reviews:3A']);
  expect(await (await salma.request('/api/session')).json()).toMatchObject({ wardId: '3A', role: 'headNurse' });
  const page = (await (await salma.request('/db/calls/_changes')).json()) as { results: { id: string }[] };
  expect(page.results).toEqual([]);
  expect((await salma.request('/db/calls/old')).status).toBe(404);
  const heard = line.next('changes');
  await omar.push([{ _id: 'c4', entries: [omar.entry('raised', raise)] }]);
  await rania.push([{ _id: 'c3', entries: [rania.entry('raised', { ...raise, wardId: '3A' })] }]);
  await heard;
  expect(line.changes.flatMap(({ rows }) => rows.map(({ id }) => id)).filter((id) => id !== 'salma')).toEqual(['c3']);
});

test('S8 what was done before a change is judged by what its author was then, what comes after by what they are', async () => {
  const server = await serverUnderTest();
  const [adam, omar] = [await signIn(server, 'adam'), await signIn(server, 'omar', { wardId: '4B' })];
  const registered = await register(adam, 'omar', { role: 'nurse', wards: ['4B'] });
  const before = omar.entry('raised', raise);
  server.clock.ms += 60_000;
  const line = await station(server, omar);
  const told = line.next<Session>('session');
  await amend(adam, 'omar', registered, { role: 'pharmacist' });
  await becomes(told, { role: 'pharmacist', wardId: '4B' });
  server.clock.ms += 60_000;
  const after = omar.entry('raised', raise);
  const answers = await omar.push([
    { _id: 'before', entries: [before] },
    { _id: 'after', entries: [after] },
  ]);
  expect(answers.map(({ refused }) => refused?.map(({ code }) => code))).toEqual([[], ['right/missing']]);
});

test('S8 a terminal that belongs to a ward: its session ends when its person leaves the ward, and says so, also later', async () => {
  const server = await serverUnderTest();
  const [adam, salma] = [await signIn(server, 'adam'), await signIn(server, 'salma', { wardId: '4B' })];
  const registered = await register(adam, 'salma', { role: 'nurse', wards: ['4B'] });
  const over = (await station(server, salma)).next('sessionOver');
  await amend(adam, 'salma', registered, { wards: ['3A'] });
  expect(await over).toEqual({ code: 'session/not-on-this-ward' });
  expect(await codeOf(await salma.request('/db/calls/_changes'))).toBe('403 session/not-on-this-ward');
});

test('S8 the employment ends: so does every session, nobody signs in, and only what was made before counts', async () => {
  const server = await serverUnderTest();
  const [adam, salma] = [await signIn(server, 'adam'), await signIn(server, 'salma', { at: 'terminal' })];
  const registered = await register(adam, 'salma', { role: 'nurse', wards: ['4B'] });
  const before = salma.entry('raised', raise);
  server.clock.ms += 60_000;
  const over = (await station(server, salma)).next('sessionOver');
  await amend(adam, 'salma', registered, {}, 'ended');
  expect(await over).toEqual({ code: 'session/account-closed' });
  server.clock.ms += 60_000;
  const body = { user: '01000000001', password, workstation: { secret: secretOf('x'), kind: 'ward' } };
  expect(await codeOf(await send(server.url, '/api/sign-in', { body }))).toBe('403 session/account-closed');
  const omar = await signIn(server, 'omar', { at: 'terminal' });
  const answers = await omar.push([
    { _id: 'before', entries: [before] },
    { _id: 'after', entries: [salma.entry('raised', raise)] },
  ]);
  expect(answers.map(({ refused }) => refused?.map(({ code }) => code))).toEqual([[], ['grant/revoked']]);
});

test('S8 what changed while the server was down takes effect when it starts, for sessions that go on too', async () => {
  const first = await serverUnderTest();
  const [adam, salma] = [await signIn(first, 'adam'), await signIn(first, 'salma')];
  const registered = await register(adam, 'salma', { role: 'nurse', wards: ['4B'] });
  await first.stop();
  const by = { user: 'adam', grant: 'import', workstation: 'wk' };
  const at = stamp(first.clock.ms, 0, 'wk');
  const amended = { id: 'x1', kind: 'amended', at, by, after: [registered], data: { wards: ['3A'] } };
  await seedFolder(first.folder, {
    accounts: await accounts(),
    documents: { staff: [{ id: 'salma', entries: [amended] }] },
  });
  const again = await serverUnderTest({ data: first.folder, seeded: true });
  const told = await send(again.url, '/api/session', { token: salma.token });
  expect(await told.json()).toMatchObject({ wards: ['3A'], wardId: '3A' });
  expect((await signIn(again, 'salma')).session.wardId).toBe('3A');
});

test('S9 a role or wards are given only within minutes of a full sign-in; another name goes without, and after the next sign-in both do', async () => {
  const server = await serverUnderTest();
  const [adam, salma] = [await signIn(server, 'adam'), await signIn(server, 'salma')];
  const registered = await register(adam, 'salma', { role: 'nurse', wards: ['4B'] });
  server.clock.ms += 6 * 60_000;
  const codes = async (by: Caller, kind: string, data: Entry['data'], id = 'salma') => {
    const after = id === 'salma' ? [registered] : [];
    const [answer] = await by.push([{ _id: id, entries: [by.entry(kind, data, { after })] }], 'staff');
    return answer?.refused?.map(({ code }) => code);
  };
  const omar = { ...facts, role: 'doctor', wards: ['4B'], person: 'omar' };
  expect(await codes(adam, 'amended', { role: 'headNurse' })).toEqual(['grant/not-proven']);
  expect(await codes(adam, 'amended', { wards: ['3A'] })).toEqual(['grant/not-proven']);
  expect(await codes(adam, 'registered', omar, 'omar')).toEqual(['grant/not-proven']);
  expect(await codes(adam, 'amended', { sex: 'male' })).toEqual([]);
  expect(await codes(salma, 'wentOnDuty', {})).toEqual([]);
  expect(await (await salma.request('/api/session')).json()).toMatchObject({ role: 'nurse', wards: ['4B'] });
  const again = await signIn(server, 'adam', { at: 'desk' });
  const told = (await station(server, salma)).next<Session>('session');
  expect(await codes(again, 'amended', { wards: ['3A'] })).toEqual([]);
  await becomes(told, { wards: ['3A'] });
  expect(await codes(again, 'registered', omar, 'omar')).toEqual([]);
});

test('S6 a second document in the directory does not make, change or end an administrator', async () => {
  const server = await serverUnderTest();
  const [adam, hala] = [await signIn(server, 'adam'), await signIn(server, 'hala')];
  const entry = hala.entry('registered', { ...facts, role: 'nurse', wards: ['4B'], person: 'adam' });
  const end = hala.entry('ended', {}, { after: [entry.id] });
  const [answer] = await hala.push([{ _id: 'not-adam', entries: [entry, end] }], 'staff');
  expect(answer?.refused).toEqual([]);
  const registered = await register(adam, 'salma', { role: 'nurse', wards: ['4B'] });
  // The directory is taken up in order: when this has taken effect, so would have the other.
  const salma = await signIn(server, 'salma');
  const told = (await station(server, salma)).next<Session>('session');
  await amend(adam, 'salma', registered, { wards: ['3A'] });
  await told;
  expect((await adam.request('/api/session')).status).toBe(200);
  expect((await signIn(server, 'adam')).session.role).toBe('admin');
});

test('an administrator assigns an account that is not in the directory; nobody else does, and nobody themselves', async () => {
  const server = await serverUnderTest();
  const [adam, salma] = [await signIn(server, 'adam'), await signIn(server, 'salma')];
  const assign = (by: Caller, who: Who | 'nobody', body: object) =>
    by.request(`/api/accounts/${who}/assignment`, { method: 'PUT', body });
  const told = (await station(server, salma)).next<Session>('session');
  expect((await assign(adam, 'salma', { role: 'headNurse', wards: ['3A'] })).status).toBe(204);
  await becomes(told, { role: 'headNurse', wardId: '3A' });
  expect(await codeOf(await assign(salma, 'omar', { role: 'nurse', wards: [] }))).toBe('403 right/missing');
  expect(await codeOf(await assign(adam, 'adam', { role: 'nurse', wards: [] }))).toBe('403 right/missing');
  expect(await codeOf(await assign(adam, 'omar', { role: 'king', wards: [] }))).toBe('400 request/wrong-shape');
  expect(await codeOf(await assign(adam, 'nobody', { role: 'nurse', wards: [] }))).toBe('404 request/not-found');
  const taken = (await station(server, await signIn(server, 'omar'))).next('session');
  await register(adam, 'omar', { role: 'nurse', wards: ['3A'] });
  await taken;
  expect(await codeOf(await assign(adam, 'omar', { role: 'doctor', wards: ['4B'] }))).toBe('409 account/in-directory');
});

test('a session goes on in another ward of its person, and in no other', async () => {
  const server = await serverUnderTest();
  const heba = await signIn(server, 'heba', { wardId: '4B' });
  const line = await station(server, heba);
  const told = line.next<Session>('session');
  const move = (wardId: string) => heba.request('/api/session/ward', { method: 'PUT', body: { wardId } });
  expect(await (await move('3A')).json()).toMatchObject({ wardId: '3A' });
  await becomes(told, { scopes: ['staff', 'ward:3A', 'user:heba', 'reviews:4B', 'reviews:3A'] });
  expect(await codeOf(await move('9Z'))).toBe('403 session/not-on-this-ward');
});
