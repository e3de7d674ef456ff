import { expect, test } from 'vitest';
import { raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';

test('an administrator reads by the CouchDB protocol: find, bulk get, missing revisions, local documents', async () => {
  const server = await serverUnderTest();
  const [salma, adam] = [await signIn(server, 'salma'), await signIn(server, 'adam')];
  const [pushed] = await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  const ask = async (path: string, body: object) => (await adam.request(`/db/calls/${path}`, { body })).json();
  expect(await ask('_find', { selector: { state: 'raised' }, fields: ['_id'] })).toMatchObject({
    docs: [{ _id: 'c1' }],
  });
  expect(await ask('_bulk_get', { docs: [{ id: 'c1', rev: pushed?.rev }] })).toMatchObject({
    results: [{ id: 'c1', docs: [{ ok: { _id: 'c1', wardId: '4B' } }] }],
  });
  expect((await adam.request('/db/calls/_local/checkpoint')).status).toBe(404);
});

test('nobody reaches the databases of accounts, sessions and refusals, by any path', async () => {
  const server = await serverUnderTest();
  const adam = await signIn(server, 'adam');
  for (const name of [
    'accounts',
    'sessions',
    'refusals',
    'logins',
    '_users',
    '..%2fdb-accounts',
    'calls%2f..%2faccounts',
  ])
    for (const path of ['', '/_all_docs', '/_find', '/_changes', '/adam'])
      expect((await adam.request(`/db/${name}${path}`)).status, name + path).toBe(404);
  for (const path of ['/_all_dbs', '/_session', '/_utils/', '/accounts/_all_docs'])
    expect((await adam.request(path)).status, path).toBe(404);
});

const endsTheProcess = [
  '/_changes?filter=_selector',
  '/_changes?filter=_selector&feed=longpoll',
  '/_changes?filter=x/y',
  '/_changes?filter=_view&view=a/b',
  '/_changes?feed=eventsource&heartbeat=1',
  '/_changes?since=now&feed=longpoll&timeout=-1',
  '/_all_docs?keys=%7B',
  '/_all_docs?startkey=%22',
  '/_all_docs?limit=-1&skip=x',
  '/_all_docs?key=undefined&descending=maybe',
  '/_local/%00',
  '/_design/x',
  '/_design_docs',
] as const;
const nonsense: readonly unknown[] = [
  {},
  [],
  { selector: {} },
  { selector: { 'a..b': 1, '.': 'x', '': 0 } },
  { selector: { _id: { $gt: 'a', $lt: 'b' } }, sort: ['nothing', { _id: 'desc' }], fields: ['a.b'] },
  { selector: null },
  { selector: 'all' },
  { selector: { $or: 1 } },
  { selector: { $not: 1, $nor: {} } },
  { selector: { state: { $regex: '(' } } },
  { selector: { state: { $mod: ['a', 0] } } },
  { selector: { state: { $elemMatch: 1 } } },
  { selector: { state: { $type: 'nothing' } } },
  { selector: { state: { $unknown: 1 } } },
  { selector: {}, sort: 'x', fields: 7, limit: 'x', skip: -1, use_index: {} },
  { selector: { a: { $gt: null } }, sort: [{ a: 'sideways' }] },
  { docs: 'all' },
  { docs: [null, 1, { id: null }, { id: 'c1', rev: 'x' }, { id: 'c1', open_revs: 1 }] },
  { keys: 'x' },
  { keys: [null, {}, 1] },
  { c1: 'x' },
  { c1: [null, {}, 'x-y-z'] },
];

test('no request of an administrator, however odd, ends the server or hangs', async () => {
  const server = await serverUnderTest();
  const [salma, adam] = [await signIn(server, 'salma'), await signIn(server, 'adam')];
  await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  const asked = [
    ...endsTheProcess.map((path) => [path, { method: 'GET' }] as const),
    ...endsTheProcess.map((path) => [path, { method: 'POST', body: { selector: 1 } }] as const),
    ...['_find', '_explain', '_bulk_get', '_revs_diff', '_all_docs'].flatMap((path) =>
      nonsense.map((body) => [`/${path}`, { method: 'POST', body }] as const),
    ),
  ];
  for (const [path, init] of asked) {
    const response = await adam.request(`/db/calls${path}`, init);
    await response.text();
    expect(response.status, `${init.method} ${path}`).toBeGreaterThanOrEqual(200);
  }
  expect((await salma.push([{ _id: 'c2', entries: [salma.entry('raised', raise)] }]))[0]?.ok).toBe(true);
  expect(server.logged.join('')).not.toContain('"level":60');
});
