import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Caller, raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';
import { SharedPages } from './shared-pages.ts';

/** Rows as they come from the disk, so many at a time. */
async function* inParts(rows: readonly unknown[], together = 3): AsyncGenerator<readonly string[]> {
  for (let at = 0; at < rows.length; at += together)
    yield rows.slice(at, at + together).map((row) => JSON.stringify(row));
}

const read = (parts: readonly Buffer[]) => JSON.parse(gunzipSync(Buffer.concat(parts)).toString());

test('a page put together from shared rows and what is said beside them is one sound gzip stream', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string()),
      fc.dictionary(fc.string(), fc.integer(), { minKeys: 1 }),
      async (rows, own) => {
        const pages = new SharedPages();
        const whole = { results: rows, last_seq: 1, ...own };
        expect(read(await pages.made('one', { parts: inParts(rows), beside: { last_seq: 1 } }, own))).toEqual(whole);
        expect(read((await pages.known('one', own)) ?? [])).toEqual(whole);
      },
    ),
  );
});

test('many who ask at once wait for one reading; one that fails is tried again by the next', async () => {
  const pages = new SharedPages();
  async function* broken(): AsyncGenerator<readonly string[]> {
    yield ['1'];
    throw new Error('the disk');
  }
  await expect(pages.made('one', { parts: broken(), beside: {} }, { a: 1 })).rejects.toThrow('the disk');
  expect(pages.known('one', {})).toBeUndefined();
  const first = pages.made('one', { parts: inParts([1]), beside: {} }, { n: 0 });
  const others = Array.from({ length: 50 }, (_, n) => pages.known('one', { n: n + 1 }) ?? Promise.resolve([]));
  const bodies = await Promise.all([first, ...others]);
  expect(bodies.map((body) => read(body).n)).toEqual(Array.from({ length: 51 }, (_, n) => n));
});

test('one page is made after the other: no second one is in memory in the clear', async () => {
  const pages = new SharedPages();
  let [now, most] = [0, 0];
  async function* counted(): AsyncGenerator<readonly string[]> {
    now += 1;
    most = Math.max(most, now);
    yield* inParts([1, 2, 3, 4, 5, 6, 7]);
    now -= 1;
  }
  const names = ['a', 'b', 'c', 'd'];
  await Promise.all(names.map((name) => pages.made(name, { parts: counted(), beside: {} }, {})));
  expect([now, most]).toEqual([0, 1]);
});

interface Page {
  readonly results: readonly {
    readonly id: string;
    readonly doc: { readonly bed?: string; readonly entries: object[] };
  }[];
  readonly lineage: string;
}

async function longPage(caller: Caller): Promise<Page> {
  const answer = await caller.request('/db/calls/_changes?since=0&lineage=&limit=1000');
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  return (await answer.json()) as Page;
}

test('long pages over HTTP: the same rows for two of a ward, under lineages of their own, never old ones, and none for another ward', async () => {
  const server = await serverUnderTest();
  const [salma, omar, rania] = [
    await signIn(server, 'salma'),
    await signIn(server, 'omar'),
    await signIn(server, 'rania'),
  ];
  const first = salma.entry('raised', raise);
  const more = Array.from({ length: 299 }, (_, n) => ({ _id: `c${n}`, entries: [salma.entry('raised', raise)] }));
  await salma.push([{ _id: 'first', entries: [first] }, ...more]);
  const [hers, his] = [await longPage(salma), await longPage(omar)];
  expect(hers.results).toHaveLength(300);
  expect(his.results).toEqual(hers.results);
  expect(his.lineage).not.toBe(hers.lineage);
  await omar.push([{ _id: 'first', entries: [omar.entry('amended', { bed: '9' }, { after: [first.id] })] }]);
  const now = await longPage(salma);
  expect(now.results.at(-1)).toMatchObject({ id: 'first', doc: { bed: '9' } });
  const theirs = await (await rania.request('/db/calls/_changes?since=0&lineage=&limit=1000')).json();
  expect(theirs).toMatchObject({ results: [], pending: 0 });
});
