import type { SignedInSetUp, SignInBegun, TotpOffer } from '@healthcare/protocol';
import { generateSync } from 'otplib';
import { expect, test } from 'vitest';
import { codesFor, mailsAt } from '../../testing/both-steps.ts';
import { PasskeyDevice } from '../../testing/passkey-device.ts';
import {
  type Caller,
  codeOf,
  password,
  secretOf,
  send,
  serverUnderTest,
  signIn,
  type UnderTest,
} from '../../testing/server-under-test.ts';

const DAY = 24 * 3_600_000;
const ids = { salma: '01000000001', omar: '01000000002' } as const;

/** Password and code of the mail; the answer to the second step. */
async function bothSteps(server: UnderTest, who: keyof typeof ids) {
  const body = { user: ids[who], password, workstation: { secret: secretOf(who), kind: 'ward' } };
  const { attempt, factors } = (await (await send(server.url, '/api/sign-in', { body })).json()) as SignInBegun;
  const [code = ''] = await codesFor(server.url, factors[0] ?? { kind: 'email' });
  const path = `/api/sign-in/${attempt}`;
  return { path, answer: await send(server.url, `${path}/code`, { body: { kind: 'email', code } }) };
}

const require = async (adam: Caller, policy: object) =>
  expect((await adam.request('/api/factor-policy', { method: 'PUT', body: policy })).status).toBe(204);
const codeNow = ({ clock }: UnderTest, secret: string) => generateSync({ secret, epoch: Math.floor(clock.ms / 1000) });

test('U4 until the day a requirement holds people are led to it; from then on the sign-in ends with setting it up, and opens nothing before', async () => {
  const server = await serverUnderTest();
  await require(await signIn(server, 'adam'), { nurse: 'totp' });
  const holdsFrom = new Date(server.clock.ms + 7 * DAY).toISOString();
  const salma = await signIn(server, 'salma');
  expect(await (await salma.request('/api/account/factors')).json()).toMatchObject({ toSetUp: 'totp', holdsFrom });
  server.clock.ms += 7 * DAY;
  const { path, answer } = await bothSteps(server, 'salma');
  const problem = (await answer.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ code: 'factor/set-up-first', about: 'totp', status: 403 });
  expect(JSON.stringify(problem)).not.toContain('token');
  expect(await server.sessions.listOf('salma')).toEqual([]);
  const { secret } = (await (await send(server.url, `${path}/totp`, { method: 'POST' })).json()) as TotpOffer;
  const bind = (code: string) => send(server.url, `${path}/totp`, { method: 'PUT', body: { code } });
  expect(await codeOf(await bind('000000'))).toBe('422 factor/wrong-code');
  const bound = await bind(codeNow(server, secret));
  expect(bound.status).toBe(201);
  const { token, recoveryCodes } = (await bound.json()) as SignedInSetUp;
  expect(recoveryCodes).toHaveLength(10);
  expect((await send(server.url, '/api/session', { token })).status).toBe(200);
  expect(await codeOf(await bind(codeNow(server, secret)))).toBe('410 sign-in/over');
  await expect
    .poll(async () => (await mailsAt(server.url)).filter(({ subject }) => /authenticator app was added/.test(subject)))
    .toHaveLength(1);
});

test('U4 nothing is set up in somebody’s name before both steps were taken, nor where nothing is missing', async () => {
  const server = await serverUnderTest({ factorGraceDays: 0 });
  await require(await signIn(server, 'adam'), { nurse: 'totp' });
  const body = { user: ids.salma, password, workstation: { secret: secretOf('x'), kind: 'ward' } };
  const { attempt } = (await (await send(server.url, '/api/sign-in', { body })).json()) as SignInBegun;
  for (const [method, path, given] of [
    ['POST', 'totp', undefined],
    ['PUT', 'totp', { code: '123456' }],
    ['POST', 'passkeys/options', undefined],
    ['POST', 'passkeys', { name: 'Key', response: { id: 'x' } }],
  ] as const)
    expect(
      await codeOf(
        await send(server.url, `/api/sign-in/${attempt}/${path}`, { method, ...(given && { body: given }) }),
      ),
      `${method} ${path}`,
    ).toBe('410 sign-in/over');
  expect(await server.factors.held('salma')).toEqual({ totp: false, recoveryLeft: 0, passkeys: 0 });
});

test('U4 a session that goes on is not ended by a policy; more asked for begins the time anew, as much does not', async () => {
  const server = await serverUnderTest({ publicUrl: 'https://hospital.example', sessionIdleSeconds: 86_400 });
  const [adam, omar] = [await signIn(server, 'adam'), await signIn(server, 'omar')];
  await require(adam, { nurse: 'totp' });
  server.clock.ms += 2 * 60_000;
  await require(adam, { nurse: 'totp', hr: 'totp' });
  const first = new Date(server.clock.ms - 2 * 60_000 + 7 * DAY).toISOString();
  const second = new Date(server.clock.ms + 7 * DAY).toISOString();
  const shown = async () => await (await adam.request('/api/factor-policy')).json();
  expect(await shown()).toMatchObject({ holdsFrom: { nurse: first, hr: second } });
  await require(adam, { nurse: 'passkey' });
  expect(((await shown()) as { holdsFrom: object }).holdsFrom).toEqual({ nurse: second });
  const now = await serverUnderTest({ factorGraceDays: 0 });
  const there = await signIn(now, 'omar');
  await require(await signIn(now, 'adam'), { nurse: 'totp' });
  for (const { request } of [omar, there]) expect((await request('/api/session')).status).toBe(200);
});

test('U4 a passkey that is required is made at the sign-in; the app is no way around it', async () => {
  const server = await serverUnderTest({ publicUrl: 'https://hospital.example', factorGraceDays: 0 });
  await require(await signIn(server, 'adam'), { nurse: 'passkey' });
  const { path, answer } = await bothSteps(server, 'omar');
  expect(await answer.json()).toMatchObject({ code: 'factor/set-up-first', about: 'passkey' });
  expect(await codeOf(await send(server.url, `${path}/totp`, { method: 'POST' }))).toBe('410 sign-in/over');
  const options = await send(server.url, `${path}/passkeys/options`, { method: 'POST' });
  const { challenge } = (await options.json()) as { readonly challenge: string };
  const device = new PasskeyDevice();
  const response = device.create({ challenge, origin: 'https://hospital.example', site: 'hospital.example' });
  const made = await send(server.url, `${path}/passkeys`, { body: { name: 'Blue key', response } });
  expect(made.status).toBe(201);
  expect(await server.factors.held('omar')).toMatchObject({ passkeys: 1 });
});

test('U5 a passkey cannot be required where no browser makes any', async () => {
  const server = await serverUnderTest({ publicUrl: 'https://10.0.0.1' });
  const adam = await signIn(server, 'adam');
  const put = await adam.request('/api/factor-policy', { method: 'PUT', body: { nurse: 'passkey' } });
  expect(await codeOf(put)).toBe('409 factor/no-passkeys-here');
});
