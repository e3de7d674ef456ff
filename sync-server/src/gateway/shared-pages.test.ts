import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Caller, raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';
import { SharedPages } from './shared-pages.ts';

test('a page put together from shared rows and what is said beside them is one sound gzip stream', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string()),
      fc.dictionary(fc.string(), fc.integer(), { minKeys: 1 }),
      async (rows, beside) => {
        const body = await new SharedPages().gzip('one', async () => JSON.stringify(rows), beside);
        expect(JSON.parse(gunzipSync(body).toString())).toEqual({ results: rows, ...beside });
      },
    ),
  );
});

test('many who ask at once wait for one reading; one that fails is tried again by the next', async () => {
  const pages = new SharedPages();
  let read = 0;
  const rows = async () => {
    read += 1;
    if (read === 1) throw new Error('the disk');
    return '[1]';
  };
  await expect(pages.gzip('one', rows, { a: 1 })).rejects.toThrow('the disk');
  const bodies = await Promise.all(Array.from({ length: 50 }, (_, n) => pages.gzip('one', rows, { n })));
  expect(bodies.map((body) => JSON.parse(gunzipSync(body).toString()).n)).toEqual(
    Array.from({ length: 50 }, (_, n) => n),
  );
  expect(read).toBe(2);
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
