import { expect, test } from 'vitest';
import { type Answer, raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';

interface Page {
  readonly results: readonly {
    readonly id: string;
    readonly seq: number;
    readonly doc?: object;
    readonly removed?: boolean;
  }[];
  readonly last_seq: number;
  readonly lineage: string;
  readonly pending: number;
  readonly restarted: boolean;
}

test('a sender who lacks nothing gets the revision only; one who lacks something gets the document', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const omar = await signIn(server, 'omar');
  const first = salma.entry('raised', raise);
  const [raised] = await salma.push([{ _id: 'c1', entries: [first] }]);
  expect(raised).toEqual({ ok: true, id: 'c1', rev: raised?.rev, refused: [] });
  const [accepted] = await omar.push([
    { _id: 'c1', _rev: raised?.rev, entries: [omar.entry('accepted', {}, { after: [first.id] })] },
  ]);
  expect(accepted?.doc).toBeUndefined();
  const [seen] = await salma.push([
    { _id: 'c1', _rev: raised?.rev, entries: [salma.entry('seen', {}, { after: [first.id] })] },
  ]);
  expect(seen?.doc?.entries).toHaveLength(3);
});

test('resending changes nothing the second time', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const document = { _id: 'c1', entries: [salma.entry('raised', raise)] };
  const [first] = await salma.push([document]);
  const again = await Promise.all(Array.from({ length: 20 }, () => salma.push([document])));
  expect(new Set(again.map(([answer]) => answer?.rev))).toEqual(new Set([first?.rev]));
});

test('requests that wait together are all answered, and every entry stands once', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const omar = await signIn(server, 'omar');
  const first = salma.entry('raised', raise);
  await salma.push([{ _id: 'c1', entries: [first] }]);
  const amend = (n: number): Promise<readonly Answer[]> => {
    const person = n % 2 === 0 ? salma : omar;
    const entry = person.entry('amended', { bed: String(n) }, { after: [first.id] });
    return person.push([{ _id: 'c1', entries: [entry] }]);
  };
  const sent = await Promise.all(Array.from({ length: 60 }, (_, n) => amend(n)));
  expect(sent.flat().every(({ ok, refused }) => ok && refused?.length === 0)).toBe(true);
  const stored = (await (await salma.request('/db/calls/c1')).json()) as { readonly entries: readonly unknown[] };
  expect(stored.entries).toHaveLength(61);
});

test('a ward is given its own calls only, by every path', async () => {
  const server = await serverUnderTest();
  const salma = await signIn(server, 'salma');
  const rania = await signIn(server, 'rania');
  const nadia = await signIn(server, 'nadia');
  await salma.push([{ _id: 'c4', entries: [salma.entry('raised', raise)] }]);
  await rania.push([{ _id: 'c3', entries: [rania.entry('raised', { ...raise, wardId: '3A' })] }]);
  const held = async (who: typeof salma) =>
    ((await (await who.request('/db/calls/_changes')).json()) as Page).results.map(({ id }) => id);
  expect([await held(salma), await held(rania), await held(nadia)]).toEqual([['c4'], ['c3'], []]);
  expect((await rania.request('/db/calls/c4')).status).toBe(404);
  expect((await salma.request('/db/calls/c4')).status).toBe(200);
});

test('the feed goes page by page, and under another scope it begins again and says so', async () => {
  const server = await serverUnderTest();
  const heba = await signIn(server, 'heba', { wardId: '4B' });
  for (let n = 0; n < 7; n += 1) await heba.push([{ _id: `c${n}`, entries: [heba.entry('raised', raise)] }]);
  const ids: string[] = [];
  let at = { since: 0, lineage: '' };
  const pages: Page[] = [];
  do {
    const page = (await (
      await heba.request(`/db/calls/_changes?since=${at.since}&lineage=${at.lineage}&limit=3`)
    ).json()) as Page;
    pages.push(page);
    ids.push(...page.results.map(({ id }) => id));
    at = { since: page.last_seq, lineage: page.lineage };
  } while (pages.at(-1)?.pending);
  expect(ids).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
  expect(pages.map(({ restarted }) => restarted)).toEqual([true, ...pages.slice(1).map(() => false)]);
  const elsewhere = await signIn(server, 'heba', { wardId: '3A' });
  const other = (await (
    await elsewhere.request(`/db/calls/_changes?since=${at.since}&lineage=${at.lineage}`)
  ).json()) as Page;
  expect([other.restarted, other.results]).toEqual([true, []]);
  const ahead = (await (await heba.request(`/db/calls/_changes?since=999999&lineage=${at.lineage}`)).json()) as Page;
  expect(ahead.restarted).toBe(true);
});

test('a push of a workstation that goes by other scopes is not looked at: its answer would bring what its checkpoint does not tell of', async () => {
  const server = await serverUnderTest();
  const heba = await signIn(server, 'heba', { wardId: '4B' });
  const elsewhere = await signIn(server, 'heba', { wardId: '3A' });
  const lineageOf = async (who: typeof heba) =>
    ((await (await who.request('/db/calls/_changes?since=0&lineage=')).json()) as Page).lineage;
  const docs = [{ _id: 'c1', entries: [heba.entry('raised', raise)] }];
  const push = async (lineage: string) => heba.request(`/db/calls/_bulk_docs?lineage=${lineage}`, { body: { docs } });
  const refused = await push(await lineageOf(elsewhere));
  expect([refused.status, await refused.json()]).toMatchObject([409, { code: 'database/other-scope' }]);
  expect((await heba.request('/db/calls/c1')).status).toBe(404);
  const newest = (lineage: string) =>
    heba.request(`/db/calls/_changes?lineage=${lineage}&descending=true`).then((page) => page.json());
  expect(await (await push(await lineageOf(heba))).json()).toMatchObject([{ ok: true, id: 'c1' }]);
  expect(await newest(await lineageOf(elsewhere))).toMatchObject({ restarted: true });
  expect(await newest(await lineageOf(heba))).toMatchObject({ restarted: false, results: [{ id: 'c1' }] });
});

test('keeping house is for administrators, and nobody writes around the entries', async () => {
  const server = await serverUnderTest();
  const [salma, adam] = [await signIn(server, 'salma'), await signIn(server, 'adam')];
  await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  expect((await salma.request('/db/calls/_compact', { body: {} })).status).toBe(403);
  expect((await adam.request('/db/calls/_compact', { body: {} })).status).toBe(202);
  expect(await (await adam.request('/db/calls/_index')).json()).toMatchObject({ total_rows: 1 });
  const writes = [
    ['PUT', '/db/calls/c9'],
    ['DELETE', '/db/calls/c1'],
    ['PUT', '/db/calls/_design/x'],
    ['PUT', '/db/calls/_security'],
    ['POST', '/db/calls/_purge'],
    ['POST', '/db/calls/_index'],
    ['DELETE', '/db/calls'],
  ] as const;
  for (const who of [salma, adam])
    for (const [method, path] of writes) expect((await who.request(path, { method, body: {} })).status, path).toBe(403);
});

test('an administrator who stands on no ward is given no ward’s documents', async () => {
  const server = await serverUnderTest();
  const [salma, adam] = [await signIn(server, 'salma'), await signIn(server, 'adam')];
  await salma.push([{ _id: 'c1', entries: [salma.entry('raised', raise)] }]);
  expect(await (await adam.request('/db/calls/_all_docs')).json()).toMatchObject({ total_rows: 0, rows: [] });
  const onWard = await signIn(server, 'adam', { kind: 'ward', wardId: '4B', at: 'ward' });
  expect(await (await onWard.request('/db/calls/_all_docs')).json()).toMatchObject({ total_rows: 1 });
});
