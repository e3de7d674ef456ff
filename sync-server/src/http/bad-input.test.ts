import { stamp } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { codeOf, raise, secretOf, send, serverUnderTest, signIn } from '../../testing/server-under-test.ts';

test('nothing but sign-in and health answers without a session', async () => {
  const server = await serverUnderTest();
  for (const path of [
    '/db/calls',
    '/db/calls/_changes',
    '/db/calls/x',
    '/db/calls/_all_docs',
    '/api/session',
    '/api/refusals',
  ])
    expect(await codeOf(await send(server.url, path)), path).toBe('401 session/missing');
  expect(await codeOf(await send(server.url, '/db/calls/_bulk_docs', { body: { docs: [] } }))).toBe(
    '401 session/missing',
  );
  expect(await codeOf(await send(server.url, '/db/calls', { token: 'x'.repeat(43) }))).toBe('401 session/expired');
  expect((await send(server.url, '/health')).status).toBe(200);
});

test('X13 requests that cannot be understood get a precise problem, and the next request is answered', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const { token } = salma;
  const bulk = '/db/calls/_bulk_docs';
  const cases: readonly (readonly [string, Promise<Response>])[] = [
    ['404 database/unknown', salma.request('/db/accounts/_changes')],
    ['404 database/unknown', salma.request('/db/..%2fcalls')],
    ['404 database/unknown', salma.request('/db/refusals')],
    ['400 request/malformed-json', send(server.url, bulk, { token, raw: '{"docs": [' })],
    ['400 request/wrong-shape', send(server.url, bulk, { token, body: { docs: 'all' } })],
    ['400 request/wrong-shape', send(server.url, bulk, { token, raw: '{"docs":[{"__proto__":{"x":1}}]}' })],
    [
      '400 request/wrong-shape',
      send(server.url, bulk, { token, raw: `{"docs":${'['.repeat(5000)}${']'.repeat(5000)}}` }),
    ],
    ['413 request/too-large', send(server.url, bulk, { token, body: { docs: ['x'.repeat(1_100_000)] } })],
    ['400 request/wrong-shape', send(server.url, bulk, { token, body: { docs: [], new_edits: 'no' } })],
    // Where nobody has shown who they are yet, too.
    ['413 request/too-large', send(server.url, '/api/sign-in', { body: { user: 'x'.repeat(1_100_000) } })],
    ['400 request/malformed-json', send(server.url, '/api/password', { raw: '{"link": [' })],
    [
      '400 request/wrong-shape',
      send(server.url, '/api/sign-in', { raw: `{"user":${'['.repeat(5000)}${']'.repeat(5000)}}` }),
    ],
    ['400 request/wrong-shape', send(server.url, '/api/password-reset', { raw: '{"__proto__":{"user":"salma"}}' })],
    ['400 request/wrong-shape', salma.request('/db/calls/_changes?limit=many')],
    ['400 request/wrong-shape', salma.request('/db/calls/_changes?feed=endless')],
    ['400 request/wrong-shape', salma.request('/db/calls/_changes?filter=x/y')],
    ['403 database/path-not-open', salma.request('/db/calls/_security')],
    ['404 request/not-found', salma.request('/db/calls/_design/x/_view/y')],
    ['404 request/not-found', salma.request('/db/calls/nothing/file')],
    ['400 request/wrong-shape', salma.request('/db/calls/%E0%A4%A')],
    ['404 request/not-found', salma.request('/db/calls/nothing')],
    ['404 request/not-found', salma.request('/api/nothing')],
  ];
  for (const [expected, asked] of cases) expect(await codeOf(await asked)).toBe(expected);
  expect((await salma.request('/db/calls')).status).toBe(200);
});

test('a document that cannot be looked at is answered in CouchDB form, and the others go on', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const good = salma.entry('raised', raise);
  const answers = await salma.push([
    { entries: [good] },
    { _id: '_design/x', entries: [good] },
    { _id: 'none', entries: [] },
    { _id: 'gone', _deleted: true, entries: [good] },
    { _id: 'shape', entries: [{ ...good, at: 'yesterday' }] },
    { _id: 'twice', entries: [good, good] },
    { _id: 'many', entries: Array.from({ length: 501 }, () => good) },
    { _id: 'view', state: 'done', entries: [good] },
    { _id: 'view2', colour: 'red', entries: [good] },
    { _id: 'c1', state: 'raised', entries: [good] },
    { _id: 'c1', entries: [good] },
  ]);
  expect(answers.map(({ error, reason, ok }) => (ok ? 'ok' : `${error}: ${reason}`))).toEqual([
    'bad_request: wrong shape: _id',
    'bad_request: wrong shape: _id',
    'bad_request: wrong shape: entries',
    'forbidden: documents are never deleted: make an entry that ends it',
    'bad_request: wrong shape: entries.0.at',
    'bad_request: entries: two entries with one id',
    'too_large: more than 500 entries of one document: send them in parts, the oldest first',
    'view-mismatch: the field state is not what the entries amount to',
    'view-mismatch: the field colour is not what the entries amount to',
    'ok',
    'bad_request: the same document twice in one request',
  ]);
});

test('entries that may not stand are refused by name, kept, listed, and stop nothing', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const first = salma.signer.signed({ db: 'calls', document: 'c1' }, salma.entry('raised', raise));
  await salma.push([{ _id: 'c1', entries: [first] }]);
  const tenDays = stamp(server.clock.ms + 10 * 86_400_000, 0, 'test');
  const cases = [
    ['entry/wrong-shape', salma.entry('cancelled', {}, { after: [first.id] })],
    ['entry/unknown-kind', salma.entry('escalatedToMoon', {}, { after: [first.id] })],
    ['entry/unknown-predecessor', salma.entry('seen', {}, { after: ['nothing'] })],
    ['entry/clock-ahead', salma.entry('seen', {}, { after: [first.id], at: tenDays })],
    ['entry/altered', { ...first, data: { ...raise, room: '404' } }],
    ['grant/unknown', salma.entry('seen', {}, { after: [first.id], by: { ...first.by, user: 'omar' } })],
    ['call/nobody-went', salma.entry('done', {}, { after: [first.id] })],
  ] as const;
  for (const [code, entry] of cases) {
    const [answer] = await salma.push([{ _id: 'c1', entries: [entry] }]);
    expect(answer?.refused).toMatchObject([{ entry: entry.id, code }]);
    expect(answer?.doc?.entries).toEqual([first]);
    expect((await salma.push([{ _id: 'c1', entries: [entry] }]))[0]?.refused).toMatchObject([
      { entry: entry.id, code },
    ]);
  }
  const { refusals } = (await (await salma.request('/api/refusals')).json()) as { refusals: { code: string }[] };
  expect(refusals.map(({ code }) => code).sort()).toEqual(
    cases
      .map(([code]) => code)
      .filter((code) => code !== 'grant/unknown')
      .sort(),
  );
});

test('an entry that follows a refused one is judged without it, also within one push', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const first = salma.entry('raised', raise);
  const wrong = salma.entry('done', {}, { after: [first.id] });
  const accept = salma.entry('accepted', {}, { after: [wrong.id, first.id] });
  const [answer] = await salma.push([{ _id: 'c1', entries: [first, wrong, accept] }]);
  expect(answer?.refused?.map(({ code }) => code)).toEqual(['call/nobody-went']);
  expect(answer?.doc).toMatchObject({ state: 'accepted' });
});

test('X20 10,000 requests in a burst from one address: told to wait, and a signed-in nurse works on', {
  timeout: 60_000,
}, async () => {
  const server = await serverUnderTest({ requestsPerTenSeconds: 500 });
  const salma = await signIn(server, 'salma');
  const answers: number[] = [];
  for (let batch = 0; batch < 50; batch += 1)
    answers.push(
      ...(await Promise.all(
        Array.from({ length: 200 }, async () => {
          const response = await send(server.url, '/db/calls');
          await response.arrayBuffer();
          return response.status;
        }),
      )),
    );
  expect(new Set(answers)).toEqual(new Set([401, 429]));
  const told = await send(server.url, '/db/calls');
  expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await codeOf(told)).toBe('429 request/too-many');
  const [saved] = await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  expect(saved?.ok).toBe(true);
});

test('many workstations behind one address are counted one by one, and one that goes mad stops only itself', async () => {
  const server = await serverUnderTest({ requestsPerTenSeconds: 50 });
  const [salma, omar] = [await signIn(server, 'salma'), await signIn(server, 'omar')];
  const statuses = await Promise.all(Array.from({ length: 60 }, async () => (await salma.request('/db/calls')).status));
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  expect((await omar.request('/db/calls')).status).toBe(200);
});

test('a body is not read before the caller is known', async () => {
  const server = await serverUnderTest();
  const raw = '{"docs": [';
  expect(await codeOf(await send(server.url, '/db/calls/_bulk_docs', { raw }))).toBe('401 session/missing');
});

test('the log of a working day holds no password, token, name or text', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const secret = 'chest pain since the morning';
  await salma.push([
    { _id: 'c1', entries: [salma.entry('raised', { ...raise, patient: 'Fatma Aly', description: secret })] },
  ]);
  await salma.push([
    { _id: 'c2', entries: [salma.entry('raised', { ...raise, patient: 'Fatma Aly', colour: secret })] },
  ]);
  await send(server.url, '/db/calls/_bulk_docs', { token: salma.token, raw: `{"docs": ["${secret}` });
  await salma.request(`/db/calls/${encodeURIComponent(secret)}`);
  await salma.push([{ _id: 'c3', patient: 'Fatma Aly', 'Fatma Aly': 1, entries: [salma.entry('raised', raise)] }]);
  await salma.request(`/db/${encodeURIComponent('Fatma Aly')}/_changes`);
  await salma.request(`/db/calls/_find?name=${encodeURIComponent('Fatma Aly')}`, { body: { Fatma: 1 } });
  const adam = await signIn(server, 'adam');
  await adam.request('/db/calls/_revs_diff', { body: { 'Fatma Aly': 'x' } });
  await adam.request('/db/calls/_find', { body: { selector: { patient: 'Fatma Aly' } } });
  const wrong = { user: 'Fatma', password: 'Fatma Aly', workstation: { secret: 'x'.repeat(43), kind: 'ward' } };
  await send(server.url, '/api/sign-in', { body: wrong });
  await salma.request('/api/session', { method: 'DELETE' });
  const all = server.logged.join('');
  for (const word of [
    secret,
    'Fatma',
    salma.token,
    adam.token,
    secretOf('salma'),
    'a long night shift',
    encodeURIComponent(secret),
  ])
    expect(all).not.toContain(word);
  expect(all).toContain('request refused');
});

test('the page is served under a strict policy and no other origin may call, but the desktop', async () => {
  const server = await serverUnderTest();
  const health = await fetch(`${server.url}/health`, { headers: { origin: 'https://elsewhere.example' } });
  expect(health.headers.get('content-security-policy')).toContain(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'",
  );
  expect(health.headers.get('access-control-allow-origin')).toBeNull();
  const desktop = await fetch(`${server.url}/health`, { headers: { origin: 'app://ward' } });
  expect(desktop.headers.get('access-control-allow-origin')).toBe('app://ward');
});
