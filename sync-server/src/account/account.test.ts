import type { FactorsShown, SessionsShown, TotpOffer } from '@healthcare/protocol';
import { generateSync } from 'otplib';
import { expect, test } from 'vitest';
import { PasskeyDevice } from '../../testing/passkey-device.ts';
import {
  type Caller,
  codeOf,
  password,
  raise,
  send,
  serverUnderTest,
  signIn,
  type UnderTest,
} from '../../testing/server-under-test.ts';

type Request = Caller['request'];

/** The caller after they have shown again who they are. */
async function fresh(server: UnderTest, { session }: Caller): Promise<Request> {
  const renewed = await server.sessions.renew(session.grant);
  if (typeof renewed === 'string') throw new Error(renewed);
  return (path, init = {}) => send(server.url, path, { ...init, token: renewed.token });
}

const totpCode = (server: UnderTest, secret: string) =>
  generateSync({ secret, epoch: Math.floor(server.clock.ms / 1000) });

async function withTotp(server: UnderTest, caller: Caller) {
  const request = await fresh(server, caller);
  const { secret } = (await (await request('/api/account/factors/totp', { method: 'POST' })).json()) as TotpOffer;
  const bound = await request('/api/account/factors/totp', { method: 'PUT', body: { code: totpCode(server, secret) } });
  const { recoveryCodes } = (await bound.json()) as { readonly recoveryCodes: readonly string[] };
  return { request, secret, recoveryCodes };
}

const sessionsOf = async (request: Request, path = '/api/account/sessions') =>
  ((await (await request(path)).json()) as SessionsShown).sessions;

test('own sessions are listed with where and since when, and this one is marked; those of others are not there', async () => {
  const server = await serverUnderTest();
  const [one, two] = [await signIn(server, 'salma', { at: 'one' }), await signIn(server, 'salma', { at: 'two' })];
  await signIn(server, 'omar');
  const listed = await sessionsOf(two.request);
  expect(listed.map(({ grant, isThis }) => [grant, isThis]).sort()).toEqual(
    [
      [one.session.grant, false],
      [two.session.grant, true],
    ].sort(),
  );
  expect(listed[0]).toMatchObject({ kind: 'ward', wardId: '4B' });
});

test('a session that is ended from elsewhere is over at once, and its token never works again; what was done before counts', async () => {
  const server = await serverUnderTest();
  const [one, two] = [await signIn(server, 'salma', { at: 'one' }), await signIn(server, 'salma', { at: 'two' })];
  const before = one.entry('raised', raise);
  server.clock.ms += 1000;
  expect((await two.request(`/api/account/sessions/${one.session.grant}`, { method: 'DELETE' })).status).toBe(204);
  for (let n = 0; n < 2; n += 1)
    expect(await codeOf(await one.request('/api/session'))).toBe('401 session/ended-by-owner');
  expect((await two.request('/api/session')).status).toBe(200);
  const omar = await signIn(server, 'omar', { at: 'one' });
  expect((await omar.push([{ _id: 'c1', entries: [before] }]))[0]?.refused).toEqual([]);
  server.clock.ms += 1000;
  const after = one.entry('raised', raise);
  expect((await omar.push([{ _id: 'c2', entries: [after] }]))[0]?.refused).toMatchObject([{ code: 'grant/revoked' }]);
});

test('all others are ended at once; a session of somebody else cannot be', async () => {
  const server = await serverUnderTest();
  const others = [await signIn(server, 'salma', { at: 'one' }), await signIn(server, 'salma', { at: 'two' })];
  const [salma, omar] = [await signIn(server, 'salma', { at: 'three' }), await signIn(server, 'omar')];
  const foreign = await salma.request(`/api/account/sessions/${omar.session.grant}`, { method: 'DELETE' });
  expect(await codeOf(foreign)).toBe('404 request/not-found');
  expect((await salma.request('/api/account/sessions', { method: 'DELETE' })).status).toBe(204);
  for (const { request } of others) expect((await request('/api/session')).status).toBe(401);
  expect((await omar.request('/api/session')).status).toBe(200);
  expect(await sessionsOf(salma.request)).toHaveLength(1);
});

test("an administrator sees and ends anybody's sessions; nobody else does", async () => {
  const server = await serverUnderTest();
  const [salma, adam] = [await signIn(server, 'salma'), await signIn(server, 'adam')];
  expect(await sessionsOf(adam.request, '/api/accounts/salma/sessions')).toHaveLength(1);
  for (const who of ['salma', 'heba', 'hala', 'dina', 'nadia'] as const) {
    const caller = await signIn(server, who, { at: 'elsewhere' });
    expect((await caller.request('/api/accounts/omar/sessions')).status, who).toBe(403);
    expect((await caller.request('/api/accounts/omar/sessions', { method: 'DELETE' })).status, who).toBe(403);
  }
  expect((await adam.request('/api/accounts/salma/sessions', { method: 'DELETE' })).status).toBe(204);
  expect(await codeOf(await salma.request('/api/session'))).toBe('401 session/ended-by-administrator');
  expect(await codeOf(await adam.request('/api/accounts/nobody/sessions'))).toBe('404 request/not-found');
});

test('X5 a new proof gives a new token; the one before ends with the first use of the new one, and opens nothing that needs the proof', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const request = await fresh(server, salma);
  expect(await codeOf(await salma.request('/api/account/factors/totp', { method: 'POST' }))).toBe(
    '403 account/not-fresh',
  );
  expect((await salma.request('/api/session')).status, 'what was under way').toBe(200);
  expect((await request('/api/account/factors/totp', { method: 'POST' })).status).toBe(200);
  expect(await codeOf(await salma.request('/api/session'))).toBe('401 session/expired');
});

test('the old token ends by itself where the new one is never used', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  await fresh(server, salma);
  server.clock.ms += 30_000;
  expect((await salma.request('/api/session')).status).toBe(401);
});

test('X4 a password that a stranger keeps locked from elsewhere opens again when its person changes it where they are signed in', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const asPeer = async (word: string) => {
    const authorization = `Basic ${Buffer.from(`01000000001:${word}`).toString('base64')}`;
    return (await fetch(`${server.url}/db/calls`, { headers: { authorization } })).status;
  };
  const request = await fresh(server, salma);
  const next = 'kettle and otter';
  for (let n = 0; n < 10; n += 1) expect(await asPeer('not it')).toBe(401);
  expect(await asPeer(password)).toBe(429);
  const changed = await request('/api/account/password', { method: 'PUT', body: { current: password, next } });
  expect(changed.status).toBe(204);
  expect(await asPeer(next)).toBe(200);
});

test('a proof is fresh for five minutes, also over a restart no longer', async () => {
  const server = await serverUnderTest();
  const request = await fresh(server, await signIn(server, 'salma'));
  server.clock.ms += 5 * 60_000 - 1;
  expect((await request('/api/account/factors/totp', { method: 'POST' })).status).toBe(200);
  server.clock.ms += 1;
  expect(await codeOf(await request('/api/account/factors/totp', { method: 'POST' }))).toBe('403 account/not-fresh');
});

const needFresh: readonly (readonly [string, string, object?])[] = [
  ['POST', '/api/account/factors/totp'],
  ['PUT', '/api/account/factors/totp', { code: '123456' }],
  ['DELETE', '/api/account/factors/totp'],
  ['POST', '/api/account/factors/recovery-codes'],
  ['POST', '/api/account/factors/passkeys/options'],
  ['POST', '/api/account/factors/passkeys', { name: 'Key', response: { id: 'x' } }],
  ['DELETE', '/api/account/factors/passkeys/x'],
  ['PUT', '/api/factor-policy', {}],
  ['DELETE', '/api/accounts/salma/factors'],
  ['PUT', '/api/accounts/salma', { login: 'N-1', email: 's@hospital.example', language: 'en' }],
  ['PUT', '/api/accounts/salma/assignment', { role: 'admin', wards: [] }],
  ['PUT', '/api/accounts/salma/email', { email: 's@hospital.example', language: 'en', invite: false }],
  ['PUT', '/api/accounts/salma/badge', { badge: 'HC-2044' }],
  ['DELETE', '/api/accounts/salma/badge'],
  ['PUT', '/api/account/password', { current: 'x', next: 'three blue lanterns' }],
  ['POST', '/api/account/email', { email: 's@hospital.example', language: 'en' }],
  ['GET', '/api/audit/export'],
];
test.each(needFresh.map(([method, path, body]) => ({ method, path, body })))(
  'a session left open is not enough for $method $path',
  async ({ method, path, body }) => {
    const server = await serverUnderTest();
    const adam = await signIn(server, 'adam');
    server.clock.ms += 5 * 60_000;
    expect(await codeOf(await adam.request(path, { method, ...(body && { body }) }))).toBe('403 account/not-fresh');
  },
);

test('an app is set up by its first code; recovery codes come with it, once; other sessions end', async () => {
  const server = await serverUnderTest();
  const elsewhere = await signIn(server, 'salma', { at: 'elsewhere' });
  const salma = await signIn(server, 'salma');
  const { request, recoveryCodes } = await withTotp(server, salma);
  expect(recoveryCodes).toHaveLength(10);
  expect(await codeOf(await elsewhere.request('/api/session'))).toBe('401 session/account-changed');
  const shown = (await (await request('/api/account/factors')).json()) as FactorsShown;
  expect(shown).toMatchObject({ required: 'email', recovery: { left: 10, of: 10 }, passkeys: [] });
  expect(shown.totp).toBe(new Date(server.clock.ms).toISOString());
});

test('X8 neither its owner nor an administrator is ever told a secret again, by any path', async () => {
  const server = await serverUnderTest();
  const { request, secret, recoveryCodes } = await withTotp(server, await signIn(server, 'salma'));
  const adam = await fresh(server, await signIn(server, 'adam'));
  const paths = [
    '/api/account/factors',
    '/api/accounts/salma/factors',
    '/api/accounts/salma',
    '/api/accounts',
    '/api/account',
    '/api/factor-policy',
    '/db/factors/account%3Asalma',
    '/db/factors/_all_docs?include_docs=true',
    '/db/accounts/_all_docs?include_docs=true',
    '/db/accounts/salma',
    '/db/logins/_all_docs?include_docs=true',
    '/db/sessions/_all_docs?include_docs=true',
  ];
  for (const asked of [request, adam])
    for (const path of paths) {
      const text = await (await asked(path)).text();
      for (const hidden of [secret, recoveryCodes[0] ?? '?', '$argon2', 'passwordHash', 'tokenHash', 'sealed'])
        expect(text, `${path} tells ${hidden}`).not.toContain(hidden);
    }
  expect(server.logged.join('')).not.toContain(secret);
});

test('what a role needs cannot be removed before there is something in its place', async () => {
  const server = await serverUnderTest();
  const { request } = await withTotp(server, await signIn(server, 'salma'));
  const adam = await fresh(server, await signIn(server, 'adam'));
  expect((await adam('/api/factor-policy', { method: 'PUT', body: { nurse: 'totp' } })).status).toBe(204);
  expect(await (await adam('/api/factor-policy')).json()).toMatchObject({
    policy: { nurse: 'totp', doctor: 'email' },
    changed: { by: 'adam' },
  });
  expect(await (await request('/api/account/factors')).json()).toMatchObject({ required: 'totp', toSetUp: null });
  const omar = await signIn(server, 'omar');
  expect(await (await omar.request('/api/account/factors')).json()).toMatchObject({ toSetUp: 'totp' });
  const removed = await request('/api/account/factors/totp', { method: 'DELETE' });
  expect(await codeOf(removed)).toBe('409 factor/required');
  await adam('/api/factor-policy', { method: 'PUT', body: {} });
  expect((await request('/api/account/factors/totp', { method: 'DELETE' })).status).toBe(204);
});

test('only administrators see and change the policy, and a wrong one is named', async () => {
  const server = await serverUnderTest();
  for (const who of ['salma', 'heba', 'hala', 'kamal'] as const) {
    const request = await fresh(server, await signIn(server, who));
    expect((await request('/api/factor-policy')).status, who).toBe(403);
    expect((await request('/api/factor-policy', { method: 'PUT', body: {} })).status, who).toBe(403);
  }
  const adam = await fresh(server, await signIn(server, 'adam'));
  for (const body of [{ nurse: 'none' }, { boss: 'totp' }, [], 'totp'])
    expect((await adam('/api/factor-policy', { method: 'PUT', body })).status, JSON.stringify(body)).toBe(400);
});

test('an administrator takes a lost factor away, but not their own', async () => {
  const server = await serverUnderTest();
  const { request } = await withTotp(server, await signIn(server, 'salma'));
  const adam = await fresh(server, await signIn(server, 'adam'));
  expect((await adam('/api/accounts/adam/factors', { method: 'DELETE' })).status).toBe(403);
  expect((await adam('/api/accounts/salma/factors', { method: 'DELETE' })).status).toBe(204);
  expect(await codeOf(await request('/api/session'))).toBe('401 session/account-changed');
  expect(await server.factors.held('salma')).toEqual({ totp: false, recoveryLeft: 0, passkeys: 0 });
});

test('a passkey is made at the name of the server, and at a number it is not', async () => {
  const server = await serverUnderTest({ publicUrl: 'https://hospital.example' });
  const request = await fresh(server, await signIn(server, 'salma'));
  const options = (await (await request('/api/account/factors/passkeys/options', { method: 'POST' })).json()) as {
    readonly challenge: string;
  };
  const device = new PasskeyDevice();
  const made = (origin: string) => ({
    name: 'Blue key',
    response: device.create({ challenge: options.challenge, origin, site: 'hospital.example' }),
  });
  const path = '/api/account/factors/passkeys';
  expect(await codeOf(await request(path, { body: made('https://evil.example') }))).toBe('422 factor/passkey-not-made');
  expect(await codeOf(await request(path, { body: made('https://hospital.example') })), 'one try per challenge').toBe(
    '422 factor/passkey-not-made',
  );
  const again = (await (await request(`${path}/options`, { method: 'POST' })).json()) as typeof options;
  const response = device.create({ ...again, origin: 'https://hospital.example', site: 'hospital.example' });
  expect((await request(path, { body: { name: 'Blue key', response } })).status).toBe(200);
  const shown = (await (await request('/api/account/factors')).json()) as FactorsShown;
  expect(shown).toMatchObject({ passkeys: [{ name: 'Blue key' }], passkeySite: 'hospital.example' });
  const numbered = await serverUnderTest({ publicUrl: 'https://10.0.0.1' });
  const there = await fresh(numbered, await signIn(numbered, 'salma'));
  expect(await codeOf(await there(`${path}/options`, { method: 'POST' }))).toBe('409 factor/no-passkeys-here');
});
