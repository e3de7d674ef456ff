import { expect, test } from 'vitest';
import { codeOf, password, raise, secretOf, send, serverUnderTest, signIn } from '../../testing/server-under-test.ts';
import { workstationIdFrom } from './workstation-id.ts';

const hour = 3_600_000;

test('unknown user and wrong password are told in the same words', async () => {
  const server = await serverUnderTest();
  const workstation = { secret: secretOf('x'), kind: 'ward' };
  const tries = [
    { user: '01000000001', password: 'wrong password', workstation },
    { user: 'nobody', password, workstation },
  ];
  const answers = await Promise.all(
    tries.map(async (body) => (await send(server.url, '/api/sign-in', { body })).text()),
  );
  expect(answers[0]).toContain('session/wrong-credentials');
  expect(answers[1]).toBe(answers[0]);
});

test('a password is kept as argon2id of 19 MiB and two passes at least, and is the same however a keyboard composes it', async () => {
  const server = await serverUnderTest();
  const [composed, apart] = ['h\u00f4pital la nuit', 'ho\u0302pital la nuit'];
  await server.accounts.setPassword('salma', apart);
  const { passwordHash = '' } = (await server.accounts.byId('salma')) ?? {};
  const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(passwordHash) ?? [];
  expect(Number(memory)).toBeGreaterThanOrEqual(19_456);
  expect(Number(passes)).toBeGreaterThanOrEqual(2);
  for (const typed of [composed, apart])
    expect(await server.accounts.byPassword('01000000001', typed), typed).toMatchObject({ _id: 'salma' });
});

test('a phone number is typed with spaces or in Arabic digits and is the same number', async () => {
  const server = await serverUnderTest();
  for (const user of ['010 0000 0001', '٠١٠٠٠٠٠٠٠٠١', '010-00000001']) {
    const body = { user, password, workstation: { secret: secretOf('x'), kind: 'ward' } };
    expect((await send(server.url, '/api/sign-in', { body })).status, user).toBe(201);
  }
});

test('ten wrong passwords from one address: told to wait, also with the right one; another address is not', async () => {
  const server = await serverUnderTest();
  const body = (given: string) => ({
    user: '01000000001',
    password: given,
    workstation: { secret: secretOf('x'), kind: 'ward' },
  });
  for (let n = 0; n < 10; n += 1) await send(server.url, '/api/sign-in', { body: body('wrong password') });
  expect(await codeOf(await send(server.url, '/api/sign-in', { body: body(password) }))).toBe('429 request/too-many');
  const other = { ...body(password), user: '01000000002' };
  expect((await send(server.url, '/api/sign-in', { body: other })).status).toBe(201);
});

test('who may sign in where', async () => {
  const server = await serverUnderTest();
  await expect(signIn(server, 'salma', { wardId: '3A' })).rejects.toThrow('session/not-on-this-ward');
  await expect(signIn(server, 'patient', { kind: 'ward' })).rejects.toThrow('session/no-workplace');
  await expect(signIn(server, 'salma', { kind: 'patient' })).rejects.toThrow('session/no-workplace');
  expect((await signIn(server, 'salma')).session.scopes).toEqual(['staff', 'ward:4B', 'user:salma']);
  expect((await signIn(server, 'nadia')).session.scopes).toEqual(['staff', 'user:nadia']);
});

test('a workstation is known by its secret, not by what it says', async () => {
  const server = await serverUnderTest();
  expect((await signIn(server, 'salma', { at: 'one' })).session.workstation).toBe(workstationIdFrom(secretOf('one')));
});

test('a session ends after an hour without use, after twelve in any case, and when its owner signs out', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  for (let used = 0; used < 11; used += 1) {
    server.clock.ms += hour - 1000;
    expect((await salma.request('/api/session')).status).toBe(200);
  }
  server.clock.ms += hour + 60_000;
  expect(await codeOf(await salma.request('/api/session'))).toBe('401 session/expired');
  const idle = await signIn(server, 'omar');
  server.clock.ms += hour;
  expect(await codeOf(await idle.request('/api/session'))).toBe('401 session/expired');
  const leaving = await signIn(server, 'omar');
  expect((await leaving.request('/api/session', { method: 'DELETE' })).status).toBe(204);
  expect(await codeOf(await leaving.request('/api/session'))).toBe('401 session/expired');
});

test('G4 work of somebody who has gone is handed in by whoever comes next, from wherever it was found', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma', { at: 'terminal' });
  const late = salma.entry('raised', raise);
  await salma.request('/api/session', { method: 'DELETE' });
  const elsewhere = await signIn(server, 'omar', { at: 'elsewhere' });
  expect((await elsewhere.push([{ _id: 'c1', entries: [late] }]))[0]?.refused).toEqual([]);
  const omar = await signIn(server, 'omar', { at: 'terminal' });
  const again = { ...late, id: 'late-2' };
  expect((await omar.push([{ _id: 'c2', entries: [again] }]))[0]?.refused).toEqual([]);
});

test('nobody writes in the name of a person who never signed in there, or after it was taken away', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma', { at: 'terminal' });
  const omar = await signIn(server, 'omar', { at: 'terminal' });
  const asOmar = salma.entry('raised', raise, { by: { ...salma.entry('seen').by, user: 'omar' } });
  expect((await salma.push([{ _id: 'c1', entries: [asOmar] }]))[0]?.refused).toMatchObject([{ code: 'grant/unknown' }]);
  server.clock.ms += 1000;
  await server.sessions.revoke(omar.session.grant);
  server.clock.ms += 1000;
  const after = omar.entry('raised', raise);
  expect((await salma.push([{ _id: 'c2', entries: [after] }]))[0]?.refused).toMatchObject([{ code: 'grant/revoked' }]);
});

test('a pharmacist who writes a call is refused with the reason; it is listed; the queue goes on', async () => {
  const server = await serverUnderTest();
  const nadia = await signIn(server, 'nadia');
  const [answer] = await nadia.push([{ _id: 'c1', entries: [nadia.entry('raised', raise)] }]);
  expect(answer).toMatchObject({ refused: [{ code: 'right/missing', about: 'calls/raised' }], removed: true });
  const list = (await (await nadia.request('/api/refusals')).json()) as {
    refusals: { code: string; document: string }[];
  };
  expect(list.refusals).toMatchObject([{ code: 'right/missing', document: 'c1' }]);
  const salma = await signIn(server, 'salma');
  expect(((await (await salma.request('/api/refusals')).json()) as typeof list).refusals).toEqual([]);
  const adam = await signIn(server, 'adam');
  expect(((await (await adam.request('/api/refusals')).json()) as typeof list).refusals).toHaveLength(1);
});
