import type { AnyAggregate, Entry } from '@healthcare/domain';
import { expect, test } from 'vitest';
import { moveCall, withMovingCalls } from '../../testing/moving-calls.ts';
import { type Caller, codeOf, raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';

const json = async (response: Promise<Response>) => (await response).json() as Promise<unknown>;

/** Three calls of ward 4B, one of 3A. */
async function twoWards(kinds: { readonly aggregates?: ReadonlyMap<string, AnyAggregate> } = {}) {
  const server = await serverUnderTest(kinds);
  const [salma, rania] = [await signIn(server, 'salma'), await signIn(server, 'rania')];
  const entries: Entry[] = [];
  for (const id of ['c1', 'c2', 'c3']) {
    const entry = salma.entry('raised', { ...raise, bed: id.slice(1) });
    entries.push(entry);
    await salma.push([{ _id: id, entries: [entry] }]);
  }
  await rania.push([{ _id: 'x1', entries: [rania.entry('raised', { ...raise, wardId: '3A' })] }]);
  return { server, salma, rania, entries };
}

test('one document: with its revision, its history, its leaves, and without a body where it is the same', async () => {
  const { salma } = await twoWards();
  const plain = (await json(salma.request('/db/calls/c1'))) as { readonly _rev: string };
  expect(plain).toMatchObject({ _id: 'c1', state: 'raised' });
  expect(plain).not.toHaveProperty('ever');
  const rev = plain._rev;
  expect(await json(salma.request(`/db/calls/c1?rev=${rev}&revs=true&revs_info=true`))).toMatchObject({
    _revisions: { start: 1, ids: [rev.slice(2)] },
    _revs_info: [{ rev, status: 'available' }],
  });
  expect(await json(salma.request('/db/calls/c1?open_revs=all'))).toMatchObject([{ ok: { _id: 'c1', _rev: rev } }]);
  const named = encodeURIComponent(JSON.stringify([rev, '2-abc']));
  expect(await json(salma.request(`/db/calls/c1?open_revs=${named}`))).toMatchObject([
    { ok: { _rev: rev } },
    { missing: '2-abc' },
  ]);
  const head = await salma.request('/db/calls/c1', { method: 'HEAD' });
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, `"${rev}"`, '']);
  for (const path of ['c1?rev=9-abc', 'c1?rev=9-abc&latest=true', 'nothing', 'nothing?open_revs=%5B%5D'])
    expect([200, 404], path).toContain((await salma.request(`/db/calls/${path}`)).status);
});

test('_all_docs: ranges, keys, pages and counts are of the caller’s documents only', async () => {
  const { salma, rania } = await twoWards();
  const rows = async (who: Caller, query: string, keys?: readonly string[]) => {
    const page = (await json(who.request(`/db/calls/_all_docs${query}`, keys ? { body: { keys } } : {}))) as {
      readonly total_rows: number;
      readonly offset: number;
      readonly rows: readonly { readonly id?: string; readonly key: string; readonly error?: string }[];
    };
    return [page.total_rows, page.offset, page.rows.map(({ id, key, error }) => id ?? `${key} ${error}`).join()];
  };
  expect(await rows(salma, '')).toEqual([3, 0, 'c1,c2,c3']);
  expect(await rows(salma, '?descending=true&limit=2')).toEqual([3, 0, 'c3,c2']);
  expect(await rows(salma, '?startkey=%22c2%22')).toEqual([3, 1, 'c2,c3']);
  expect(await rows(salma, '?startkey=%22c1%22&endkey=%22c3%22&inclusive_end=false')).toEqual([3, 0, 'c1,c2']);
  expect(await rows(salma, '?descending=true&startkey=%22c2%22')).toEqual([3, 1, 'c2,c1']);
  expect(await rows(salma, '?key=%22c2%22')).toEqual([3, 1, 'c2']);
  expect(await rows(salma, '?skip=1&limit=1')).toEqual([3, 1, 'c2']);
  expect(await rows(salma, '', ['c2', 'x1', 'none'])).toEqual([3, 0, 'c2,x1 not_found,none not_found']);
  expect(await rows(rania, '?include_docs=true')).toEqual([1, 0, 'x1']);
});

test('_find looks at the caller’s documents only: selectors, order, fields, pages', async () => {
  const { salma, rania } = await twoWards();
  const find = async (who: Caller, asked: object) => {
    const { docs } = (await json(who.request('/db/calls/_find', { body: asked }))) as { docs: object[] };
    return docs;
  };
  expect(await find(salma, { selector: { bed: { $gte: '2' } }, fields: ['_id'] })).toEqual([
    { _id: 'c2' },
    { _id: 'c3' },
  ]);
  const sorted = { selector: { state: 'raised' }, sort: [{ bed: 'desc' }], limit: 1, skip: 1, fields: ['bed'] };
  expect(await find(salma, sorted)).toEqual([{ bed: '2' }]);
  expect(await find(rania, { selector: { _id: { $gt: null } }, fields: ['_id'] })).toEqual([{ _id: 'x1' }]);
  const either = { $or: [{ bed: '1' }, { $and: [{ bed: { $in: ['3', '4'] } }, { $not: { wardId: '3A' } }] }] };
  expect(await find(salma, { selector: either, fields: ['bed'] })).toEqual([{ bed: '1' }, { bed: '3' }]);
  expect(await find(salma, { selector: { nothing: { $exists: false }, entries: { $size: 1 } } })).toHaveLength(3);
  expect(await json(salma.request('/db/calls/_explain', { body: { selector: {} } }))).toMatchObject({
    dbname: 'calls',
  });
});

test('_bulk_get and _revs_diff: a document of another ward is one that never was', async () => {
  const { salma, rania } = await twoWards();
  const { _rev: mine } = (await json(salma.request('/db/calls/c1'))) as { _rev: string };
  const { _rev: theirs } = (await json(rania.request('/db/calls/x1'))) as { _rev: string };
  const docs = [
    { id: 'c1', rev: mine },
    { id: 'c2' },
    { id: 'x1', rev: theirs },
    { id: 'x1' },
    { id: 'c1', rev: '9-f' },
  ];
  const got = await json(salma.request('/db/calls/_bulk_get?revs=true&latest=true', { body: { docs } }));
  const missing = [{ error: { error: 'not_found' } }];
  expect(got).toMatchObject({
    results: [
      { id: 'c1', docs: [{ ok: { _rev: mine, _revisions: { start: 1 } } }] },
      { id: 'c2', docs: [{ ok: { _id: 'c2' } }] },
      { id: 'x1', docs: missing },
      { id: 'x1', docs: missing },
      { id: 'c1', docs: missing },
    ],
  });
  const diff = await json(salma.request('/db/calls/_revs_diff', { body: { c1: [mine, '2-a'], x1: [theirs] } }));
  expect(diff).toEqual({ c1: { missing: ['2-a'], possible_ancestors: [mine] }, x1: { missing: [theirs] } });
});

test('checkpoints are kept per user and workstation, and a stale one is a conflict', async () => {
  const { server, salma } = await twoWards();
  const elsewhere = await signIn(server, 'salma', { at: 'another' });
  const omar = await signIn(server, 'omar', { at: 'salma' });
  const path = `/db/calls/_local/${encodeURIComponent('3TsWLbJ4.K2p_w==')}`;
  const put = (who: Caller, body: object) => who.request(path, { method: 'PUT', body });
  expect(await json(put(salma, { last_seq: 7 }))).toMatchObject({ ok: true, rev: '0-1' });
  expect(await json(salma.request(path))).toMatchObject({ _id: '_local/3TsWLbJ4.K2p_w==', _rev: '0-1', last_seq: 7 });
  for (const other of [elsewhere, omar]) expect((await other.request(path)).status).toBe(404);
  expect(await codeOf(await put(salma, { last_seq: 8 }))).toBe('409 document/conflict');
  expect(await json(put(salma, { _rev: '0-1', last_seq: 8 }))).toMatchObject({ rev: '0-2' });
  expect((await salma.request(`${path}?rev=0-2`, { method: 'DELETE' })).status).toBe(200);
  expect((await salma.request(path)).status).toBe(404);
  expect(await codeOf(await put(salma, { text: 'x'.repeat(70_000) }))).toBe('413 request/too-large');
});

test('the feed in CouchDB’s form: places, pages, filters, all of the caller’s documents only', async () => {
  const { salma, rania } = await twoWards();
  const ids = async (query: string, body?: object) => {
    const page = (await json(salma.request(`/db/calls/_changes?${query}`, body ? { body } : {}))) as {
      readonly results: readonly { readonly id: string }[];
      readonly last_seq: number;
      readonly pending: number;
    };
    return { ids: page.results.map(({ id }) => id).join(), last: page.last_seq, pending: page.pending };
  };
  expect(await ids('')).toEqual({ ids: 'c1,c2,c3', last: 3, pending: 0 });
  const first = await ids('limit=2&seq_interval=100&unknown=1');
  expect(first).toEqual({ ids: 'c1,c2', last: 2, pending: 1 });
  expect(await ids(`since=${first.last}`)).toMatchObject({ ids: 'c3' });
  expect(await ids('since=now')).toEqual({ ids: '', last: 3, pending: 0 });
  expect(await ids('descending=true&limit=2')).toMatchObject({ ids: 'c3,c2' });
  expect(await ids('filter=_doc_ids', { doc_ids: ['c2', 'x1'] })).toMatchObject({ ids: 'c2' });
  expect(await ids(`filter=_doc_ids&doc_ids=${encodeURIComponent('["c3"]')}`)).toMatchObject({ ids: 'c3' });
  expect(await ids('filter=_selector', { selector: { bed: '1' } })).toMatchObject({ ids: 'c1' });
  expect(await ids('filter=_design')).toMatchObject({ ids: '' });
  const whole = await json(salma.request('/db/calls/_changes?include_docs=true&style=all_docs&conflicts=true&limit=1'));
  expect(whole).toMatchObject({ results: [{ id: 'c1', changes: [{}], doc: { _id: 'c1', state: 'raised' } }] });
  // What happens on another ward moves nothing here.
  await rania.push([{ _id: 'x2', entries: [rania.entry('raised', { ...raise, wardId: '3A' })] }]);
  expect(await ids('')).toMatchObject({ last: 3, pending: 0 });
  expect(await json(salma.request('/db/calls'))).toMatchObject({ db_name: 'calls', doc_count: 3, update_seq: 3 });
});

test('a call that was moved to another ward: gone on every path, at the revision by which it went', async () => {
  const { server, salma, rania, entries } = await twoWards({ aggregates: withMovingCalls });
  const heba = await signIn(server, 'heba');
  const { _rev: held } = (await json(salma.request('/db/calls/c1'))) as { _rev: string };
  await moveCall(heba, 'c1', '3A', entries.slice(0, 1));
  const { _rev: moved } = (await json(rania.request('/db/calls/c1'))) as { _rev: string };
  for (const path of ['c1', `c1?rev=${held}`]) expect((await salma.request(`/db/calls/${path}`)).status).toBe(404);
  const tombstone = { _id: 'c1', _rev: moved, _deleted: true };
  expect(await json(salma.request('/db/calls/c1?open_revs=all'))).toEqual([{ ok: tombstone }]);
  const asked = { body: { docs: [{ id: 'c1', rev: moved }] } };
  expect(await json(salma.request('/db/calls/_bulk_get', asked))).toEqual({
    results: [{ id: 'c1', docs: [{ ok: tombstone }] }],
  });
  for (const style of ['main_only', 'all_docs']) {
    const page = await json(salma.request(`/db/calls/_changes?since=3&include_docs=true&style=${style}`));
    expect(page).toMatchObject({ results: [{ id: 'c1', deleted: true, changes: [{ rev: moved }], doc: tombstone }] });
    expect(JSON.stringify(page)).not.toContain('403');
  }
  expect(await json(salma.request('/db/calls/_all_docs'))).toMatchObject({ total_rows: 2 });
});

test('a document is written with PUT and POST by those who may, and forbidden to the others', async () => {
  const { salma, rania } = await twoWards();
  const entry = salma.entry('raised', raise);
  const put = await salma.request('/db/calls/c9', { method: 'PUT', body: { state: 'whatever', entries: [entry] } });
  expect([put.status, await put.json()]).toMatchObject([201, { ok: true, id: 'c9', rev: expect.any(String) }]);
  expect(await json(salma.request('/db/calls/c9'))).toMatchObject({ state: 'raised' });
  const post = await salma.request('/db/calls', { body: { _id: 'c10', entries: [salma.entry('raised', raise)] } });
  expect([post.status, await post.json()]).toMatchObject([201, { ok: true, id: expect.any(String) }]);
  const nameless = await salma.request('/db/calls', { body: { entries: [salma.entry('raised', raise)] } });
  expect(await codeOf(nameless)).toBe('403 document/forbidden');
  const no = await rania.request('/db/calls/c9', { method: 'PUT', body: { entries: [rania.entry('seen')] } });
  expect(await codeOf(no)).toBe('403 document/forbidden');
  const deleted = await salma.request('/db/calls/c9', { method: 'PUT', body: { _deleted: true, entries: [entry] } });
  expect(await codeOf(deleted)).toBe('403 document/forbidden');
});

test('a revision that is sent twice, or by somebody of another ward, changes nothing', async () => {
  const { salma, rania } = await twoWards();
  const entry = salma.entry('raised', raise);
  const docs = [{ _id: 'r1', _rev: '1-abc', _revisions: { start: 1, ids: ['abc'] }, entries: [entry] }];
  const send = (who: Caller) => json(who.request('/db/calls/_bulk_docs', { body: { docs, new_edits: false } }));
  expect(await send(salma)).toEqual([{ ok: true, id: 'r1', rev: '1-abc' }]);
  const { _rev: settled } = (await json(salma.request('/db/calls/r1'))) as { _rev: string };
  expect(settled).toMatch(/^2-/);
  expect(await send(salma)).toEqual([{ ok: true, id: 'r1', rev: '1-abc' }]);
  expect(await send(rania)).toMatchObject([{ error: 'forbidden', name: 'forbidden' }]);
  expect(await json(salma.request('/db/calls/r1'))).toMatchObject({ _rev: settled });
  const [bad] = (await json(
    salma.request('/db/calls/_bulk_docs', {
      body: { docs: [{ ...docs[0], _revisions: { start: 7, ids: ['abc'] } }], new_edits: false },
    }),
  )) as { error: string }[];
  expect(bad?.error).toBe('forbidden');
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
    for (const path of ['', '/_all_docs', '/_find', '/_changes', '/adam', '/_local/peers'])
      expect((await adam.request(`/db/${name}${path}`)).status, name + path).toBe(404);
  for (const path of ['/_utils/', '/accounts/_all_docs']) expect((await adam.request(path)).status, path).toBe(404);
});
