import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { accounts, codeOf, password, raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';
import { hashPassword } from '../sessions/accounts.ts';
import { FREE_FAILURES } from '../sign-in/brake.ts';

const basic = (user: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
});

test('the server answers about itself as CouchDB does; a browser that asks for a page is not answered so', async () => {
  const server = await serverUnderTest();
  for (const path of ['/', '/db/', '/db'])
    expect(await (await fetch(server.url + path, { headers: { accept: 'application/json' } })).json(), path).toEqual({
      couchdb: 'Welcome',
      version: expect.stringMatching(/^3\./),
      uuid: expect.stringMatching(/^[0-9a-f]{32}$/),
      features: [],
      vendor: { name: 'HealthCare', version: '0.1.0' },
    });
  expect(await (await fetch(`${server.url}/_up`)).json()).toMatchObject({ status: 'ok' });
  const nobody = { ok: true, userCtx: { name: null, roles: [] } };
  expect(await (await fetch(`${server.url}/_session`)).json()).toMatchObject(nobody);
  expect(await codeOf(await fetch(`${server.url}/_all_dbs`))).toBe('401 session/missing');
  const salma = await signIn(server, 'salma');
  for (const prefix of ['', '/db']) {
    expect(await (await salma.request(`${prefix}/_session`)).json()).toMatchObject({
      userCtx: { name: 'salma', roles: ['nurse'] },
      session: { grant: salma.session.grant, workstation: salma.session.workstation },
    });
    expect(await (await salma.request(`${prefix}/_all_dbs`)).json()).toContain('calls');
  }
});

test('user and password on every request are one session, and are verified once', async () => {
  const server = await serverUnderTest();
  const ask = async (secret = password) => {
    const answer = await fetch(`${server.url}/db/_session`, { headers: basic('01000000001', secret) });
    const { session, code } = (await answer.json()) as { session?: { grant: string }; code?: string };
    return session?.grant ?? code;
  };
  const grants = await Promise.all(Array.from({ length: 20 }, () => ask()));
  expect(new Set(grants).size).toBe(1);
  expect(await ask()).toBe(grants[0]);
  // What was verified stays open to those who knock with wrong ones, and they are slowed down.
  for (let n = 0; n < FREE_FAILURES - 1; n += 1) expect(await ask(`wrong ${n}`)).toBe('session/wrong-credentials');
  await ask('wrong again');
  expect(await ask('wrong and again')).toBe('request/too-many');
  expect(await ask()).toBe(grants[0]);
});

test('a password that was changed, and a session that was taken away, are good no longer', async () => {
  const server = await serverUnderTest();
  const headers = basic('01000000001', password);
  const ask = async () => (await fetch(`${server.url}/db/calls`, { headers })).status;
  expect(await ask()).toBe(200);
  const hers = (await accounts()).filter(({ _id }) => _id === 'salma');
  const passwordHash = await hashPassword('another long password');
  await server.accounts.put(hers.map((account) => ({ ...account, passwordHash })));
  expect(await ask()).toBe(401);
  const again = basic('01000000001', 'another long password');
  expect((await fetch(`${server.url}/db/calls`, { headers: again })).status).toBe(200);
});

test('a password opens the databases, and nothing else', async () => {
  const server = await serverUnderTest();
  const headers = basic('01000000006', password);
  for (const path of ['/api/session', '/api/refusals', '/api/account/sessions'])
    expect((await fetch(server.url + path, { headers })).status, path).toBe(401);
  for (const odd of ['Basic', 'Basic ====', 'Basic bm9jb2xvbg==', `Basic ${'A'.repeat(5000)}`, 'Basic Og=='])
    expect((await fetch(`${server.url}/db/calls`, { headers: { authorization: odd } })).status, odd).toBe(401);
});

test('answers of some size are compressed for those who ask, requests may be too', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  for (let n = 0; n < 20; n += 1) await salma.push([{ _id: `c${n}`, entries: [salma.entry('raised', raise)] }]);
  const authorization = `Bearer ${salma.token}`;
  const encodingOf = async (path: string, accept: string) => {
    const answer = await fetch(server.url + path, { headers: { authorization, 'accept-encoding': accept } });
    await answer.json();
    return answer.headers.get('content-encoding');
  };
  expect(await encodingOf('/db/calls/_all_docs?include_docs=true', 'gzip')).toBe('gzip');
  expect(await encodingOf('/db/calls/_all_docs?include_docs=true', 'identity')).toBeNull();
  expect(await encodingOf('/db/calls', 'gzip')).toBeNull();
  const asked = await fetch(`${server.url}/db/calls/_all_docs`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: gzipSync(JSON.stringify({ keys: ['c1'] })),
  });
  expect(await asked.json()).toMatchObject({ rows: [{ id: 'c1' }] });
});
