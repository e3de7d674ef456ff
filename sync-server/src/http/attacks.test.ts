import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { allAggregates } from '@healthcare/domain';
import { livePath } from '@healthcare/protocol';
import { io } from 'socket.io-client';
import { expect, test, vi } from 'vitest';
import { atWork, onePerRole } from '../../testing/rights/people.ts';
import { codeOf, raise, send, serverUnderTest, signIn, type UnderTest } from '../../testing/server-under-test.ts';

vi.setConfig({ testTimeout: 120_000 });

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = part({ sub: 'adam', user: 'adam', role: 'admin', 'couchdb.roles': ['_admin'], exp: 4_000_000_000 });

/** Whoever answers for one of these answers for anything. */
const forgedTokens: Readonly<Record<string, string>> = {
  'alg none': `${part({ alg: 'none', typ: 'JWT' })}.${claims}.`,
  'alg NoNe': `${part({ alg: 'NoNe', typ: 'JWT' })}.${claims}.`,
  'a foreign secret': hmac('secret'),
  'an empty secret': hmac(''),
  'a foreign key': foreign(),
};

function hmac(secret: string): string {
  const said = `${part({ alg: 'HS256', typ: 'JWT' })}.${claims}`;
  return `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`;
}

function foreign(): string {
  const said = `${part({ alg: 'EdDSA', typ: 'JWT', kid: '../../../dev/null' })}.${claims}`;
  return `${said}.${sign(null, Buffer.from(said), generateKeyPairSync('ed25519').privateKey).toString('base64url')}`;
}

/** How the live line answers a handshake. */
function handshake({ url }: UnderTest, auth: object): Promise<string> {
  const socket = io(url, { path: livePath, transports: ['websocket'], auth, reconnection: false });
  return new Promise((told) => {
    socket.once('session', () => told('let in'));
    socket.once('connect_error', ({ message }) => told(message));
  }).finally(() => socket.disconnect()) as Promise<string>;
}

test.each(Object.entries(forgedTokens))(
  'X12 a JWT with %s opens nothing: not as bearer, not as cookie, not in the address, not on the live line',
  async (_what, token) => {
    const server = await serverUnderTest();
    const asked = (headers: Record<string, string>, query = '') =>
      Promise.all(
        ['/api/session', '/api/accounts/salma/sessions', '/db/calls'].map(
          async (path) => (await fetch(server.url + path + query, { headers })).status,
        ),
      );
    expect(await asked({ authorization: `Bearer ${token}` })).toEqual([401, 401, 401]);
    expect(await asked({ cookie: `AuthSession=${token}; token=${token}` })).toEqual([401, 401, 401]);
    expect(await asked({}, `?token=${token}&access_token=${token}`)).toEqual([401, 401, 401]);
    expect(await handshake(server, { token })).not.toBe('let in');
  },
);

test('X12 the grant that the server signed for a workstation is no token, however its header is altered', async () => {
  const server = await serverUnderTest();
  const { signedGrant = '' } = await signIn(server, 'salma');
  const [, payload = '', sig = ''] = signedGrant.split('.');
  const kid = (JSON.parse(Buffer.from(signedGrant.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
  const asHmac = `${part({ alg: 'HS256', typ: 'JWT', kid })}.${payload}`;
  for (const token of [
    signedGrant,
    `${part({ alg: 'none', kid })}.${payload}.`,
    `${asHmac}.${createHmac('sha256', kid).update(asHmac).digest('base64url')}`, // its public key as a secret
    `${asHmac}.${sig}`,
  ]) {
    expect((await fetch(`${server.url}/api/session`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(
      401,
    );
    expect(await handshake(server, { token })).not.toBe('let in');
  }
});

test('X19 no answer sets a cookie, and a good token counts nowhere but in its header: a page elsewhere has nothing to send along', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const { token } = salma;
  for (const path of ['/health', '/api/session', '/db/calls', '/api/nothing'])
    expect((await salma.request(path)).headers.get('set-cookie'), path).toBeNull();
  const elsewhere = { origin: 'https://evil.example', cookie: `token=${token}`, 'content-type': 'text/plain' };
  const body = JSON.stringify({ docs: [{ _id: 'c1', entries: [salma.entry('raised', raise)] }] });
  const posted = await fetch(`${server.url}/db/calls/_bulk_docs`, { method: 'POST', headers: elsewhere, body });
  expect(posted.status).toBe(401);
  const preflight = await fetch(`${server.url}/db/calls`, {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-headers': 'authorization' },
  });
  for (const header of [
    'access-control-allow-origin',
    'access-control-allow-credentials',
    'access-control-allow-headers',
  ])
    expect(
      [posted, preflight].map(({ headers }) => headers.get(header)),
      header,
    ).toEqual([null, null]);
});

test('X10 databases that are on the disk and not served are, for every role, databases that do not exist', async () => {
  const server = await serverUnderTest();
  const served = new Set([...allAggregates.keys(), 'files']);
  const names = readdirSync(server.folder).map((name) => decodeURIComponent(name).replace(/^.*[-_/]/, ''));
  const stored = names.filter((name) => /^[a-z]+$/.test(name) && !served.has(name));
  expect(stored).toEqual(expect.arrayContaining(['accounts', 'logins', 'refusals', 'sessions', 'audit']));
  for (const account of (await onePerRole(server)).values()) {
    const { request } = await atWork(server, account);
    for (const name of [...stored, 'accounts-x'])
      for (const path of [
        '',
        '/_all_docs?include_docs=true',
        '/_changes?include_docs=true&lineage=',
        '/salma',
        '/_security',
      ])
        expect(await codeOf(await request(`/db/${name}${path}`)), `${account.role} ${name}${path}`).toBe(
          '404 database/unknown',
        );
  }
});

/** As they are sent: `fetch` would tidy them up. */
function raw({ port }: UnderTest, target: string, token: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`);
  return new Promise((told) => {
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes;
    });
    socket.once('close', () => told(text));
  });
}

test('X14 path tricks in names of databases, documents and files come out nowhere', async () => {
  const server = await serverUnderTest();
  const tokens = [await signIn(server, 'salma'), await signIn(server, 'adam')].map(({ token }) => token);
  const dots = ['..', '%2e%2e', '..%2f', '..%5c', '%252e%252e', '....//', '..;', '%c0%ae%c0%ae'];
  const targets = [
    ...dots.flatMap((dot) => [
      `/db/${dot}/accounts/_all_docs?include_docs=true`,
      `/db/calls/${dot}/accounts/salma`,
      `/db/calls/${dot}%2fsessions%2f_all_docs`,
    ]),
    ...dots.flatMap((dot) => [
      `/db/files/${dot}${dot}accounts:0/chunk`,
      `/${dot}/${dot}/etc/passwd`,
      `/db/calls%2f${dot}%2faccounts/salma`,
    ]),
    ...[
      '/db/accounts%00/_all_docs',
      '/db/calls%00/../accounts/_all_docs',
      '/db/__proto__',
      '/db/constructor/_all_docs',
      '/db/ACCOUNTS/_all_docs',
      '/db//accounts/_all_docs',
    ],
    ...[
      '//db/accounts/_all_docs',
      '/db/./accounts/_all_docs',
      '/db/calls;accounts/_all_docs',
      'http://evil.example/db/accounts/_all_docs',
      '/db/file:%2f%2f%2fetc%2fpasswd',
    ],
  ];
  for (const token of tokens)
    for (const target of targets) {
      const answer = await raw(server, target, token);
      expect(answer.slice(0, 12), target).toMatch(/^HTTP\/1\.1 4\d\d$/);
      expect(answer, target).not.toMatch(/argon2|passwordHash|tokenHash|root:/);
    }
});

test.each([
  ['no token', {}],
  ['a token that is no text', { token: { $ne: '' } }],
  ['a long one', { token: 'x'.repeat(200_000) }],
  ['one that never was', { token: 'x'.repeat(43) }],
])('the live line with %s: turned away, and what is sent before that is heard by nobody', async (_what, auth) => {
  const server = await serverUnderTest();
  const heba = await signIn(server, 'heba');
  const listening = io(server.url, {
    path: livePath,
    transports: ['websocket'],
    auth: { token: heba.token },
    reconnection: false,
  });
  const deliveries: unknown[] = [];
  await new Promise((told) => listening.once('session', told));
  listening.on('delivery', (message) => deliveries.push(message));
  const intruder = new WebSocket(`${server.url.replace('http', 'ws')}${livePath}/?EIO=4&transport=websocket`);
  const told: string[] = [];
  const closed = new Promise((done) => intruder.addEventListener('close', done));
  intruder.addEventListener('message', ({ data }) => {
    told.push(String(data));
    if (!String(data).startsWith('0')) return;
    // Events before the handshake, the handshake, and events behind it.
    for (const message of [
      '42["shown",{"db":"calls","ids":["c1"]}]',
      `40${JSON.stringify(auth)}`,
      '42["shown",{"db":"calls","ids":["c1"]}]',
    ])
      intruder.send(message);
  });
  await Promise.race([closed, vi.waitFor(() => expect(told.some((one) => one.startsWith('44'))).toBe(true))]);
  await heba.push([{ _id: 'c1', entries: [heba.entry('raised', raise)] }]);
  expect(told.join()).not.toMatch(/changes|session"|delivery/);
  expect(JSON.stringify(deliveries)).not.toContain('c1');
  intruder.close();
  listening.disconnect();
});

test('X20 hundreds of connections whose headers never end keep nobody out, and are cut off', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const sockets = Array.from({ length: 300 }, () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write('POST /api/session HTTP/1.1\r\nHost: x\r\nX-One: ');
    return {
      socket,
      closed: new Promise<void>((done) => socket.once('close', () => done()).once('error', () => done())),
    };
  });
  const trickle = setInterval(() => sockets.forEach(({ socket }) => void (socket.writable && socket.write('a'))), 500);
  for (const { socket } of sockets) socket.resume();
  expect((await salma.request('/db/calls')).status).toBe(200);
  await Promise.all(sockets.map(({ closed }) => closed));
  clearInterval(trickle);
  expect((await send(server.url, '/health')).status).toBe(200);
});
