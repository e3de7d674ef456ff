import type { SignedIn, SignInBegun } from '@healthcare/protocol';
import { expect, test } from 'vitest';
import { codesFor, mailsAt } from '../../testing/both-steps.ts';
import {
  codeOf,
  password,
  secretOf,
  send,
  serverUnderTest,
  signIn,
  type UnderTest,
} from '../../testing/server-under-test.ts';

async function begun(server: UnderTest, user = '01000000001', at = 'x') {
  const body = { user, password, workstation: { secret: secretOf(at), kind: 'ward' } };
  const answer = await send(server.url, '/api/sign-in', { body });
  expect(answer.status).toBe(201);
  const { attempt, factors } = (await answer.json()) as SignInBegun;
  const [code = ''] = await codesFor(server.url, factors[0] ?? { kind: 'email' });
  return { attempt, factors, code };
}

const give = (server: UnderTest, attempt: string, code: string) =>
  send(server.url, `/api/sign-in/${attempt}/code`, { body: { kind: 'email', code } });
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('a password alone is no session: the answer holds no token, and the old way is gone', async () => {
  const server = await serverUnderTest();
  const { factors, attempt } = await begun(server);
  expect(factors).toMatchObject([{ kind: 'email', to: 's***@hospital.example', delivery: 'sent' }]);
  const body = { user: '01000000001', password, workstation: { secret: secretOf('x'), kind: 'ward' } };
  expect(await codeOf(await send(server.url, '/api/session', { body }))).toBe('400 protocol/workstation-too-old');
  expect(await codeOf(await send(server.url, '/api/session', { token: attempt }))).toBe('401 session/expired');
});

test('a code opens one session, also when it is given twice at the same time', async () => {
  const server = await serverUnderTest();
  const { attempt, code } = await begun(server);
  const answers = await Promise.all(Array.from({ length: 5 }, () => give(server, attempt, code)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect((await give(server, attempt, code)).status).not.toBe(201);
});

test('of a hundred guesses at the same time ten are looked at; after that the right code has to wait too', async () => {
  const server = await serverUnderTest();
  const { attempt, code } = await begun(server);
  const answers = await Promise.all(Array.from({ length: 100 }, () => give(server, attempt, other(code))));
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(90);
  expect(await codeOf(await give(server, attempt, code))).toBe('429 request/too-many');
  // Another code, or another attempt, does not begin the count anew.
  server.clock.ms += 4000;
  const again = await begun(server);
  expect(await codeOf(await give(server, again.attempt, again.code))).toBe('429 request/too-many');
});

test('a code of another attempt or another person, one that ran out, and one that was replaced count for nothing', async () => {
  const server = await serverUnderTest();
  const [mine, theirs] = [await begun(server), await begun(server, '01000000002')];
  const second = await begun(server);
  for (const code of [theirs.code, second.code])
    if (code !== mine.code)
      expect(await codeOf(await give(server, mine.attempt, code))).toBe('401 session/wrong-credentials');
  expect(
    await codeOf(await send(server.url, `/api/sign-in/${mine.attempt}/resend`, { method: 'POST', body: {} })),
  ).toBe('429 request/too-many');
  server.clock.ms += 31_000;
  expect((await send(server.url, `/api/sign-in/${mine.attempt}/resend`, { method: 'POST', body: {} })).status).toBe(
    200,
  );
  expect((await give(server, mine.attempt, mine.code)).status).toBe(401);
  const [newest = ''] = await codesFor(server.url, { kind: 'email', to: 'salma@hospital.example' });
  server.clock.ms += 10 * 60_000;
  expect((await give(server, mine.attempt, newest)).status).toBe(401);
  server.clock.ms += 30 * 60_000;
  expect(await codeOf(await give(server, mine.attempt, newest))).toBe('410 sign-in/over');
});

test('another password in the meantime ends what began with the old one', async () => {
  const server = await serverUnderTest();
  const { attempt, code } = await begun(server);
  await server.accounts.setPassword('salma', 'another long password');
  expect(await codeOf(await give(server, attempt, code))).toBe('410 sign-in/over');
});

test('a token, an attempt or a grant that somebody brings along is never taken over: each sign-in makes its own', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const { attempt, code } = await begun(server, '01000000002', 'salma');
  const path = `/api/sign-in/${attempt}/code`;
  const fixed = { kind: 'email', code, token: salma.token, grant: salma.session.grant };
  expect((await send(server.url, path, { body: fixed, token: salma.token })).status).toBe(400);
  const answer = await send(server.url, path, { body: { kind: 'email', code }, token: salma.token });
  const { token, session } = (await answer.json()) as SignedIn;
  expect(token).not.toBe(salma.token);
  expect(session).toMatchObject({ user: 'omar' });
  expect(await (await salma.request('/api/session')).json()).toMatchObject({ user: 'salma' });
});

test('no address stands readable on the disk or in the log, and the mailbox is for this machine only', async () => {
  const server = await serverUnderTest();
  await begun(server);
  expect((await mailsAt(server.url)).length).toBeGreaterThan(0);
  expect(server.logged.join('')).not.toContain('salma@hospital.example');
  for (const headers of [{ 'x-forwarded-for': '10.0.0.1' }, { 'sec-fetch-site': 'cross-site' }] as const)
    expect((await fetch(`${server.url}/mailbox`, { headers: { ...headers } })).status).toBe(404);
});
