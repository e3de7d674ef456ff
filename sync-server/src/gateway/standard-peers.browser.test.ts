import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageWithPouch } from '../../testing/browser-peer.ts';
import { password, raise, serverUnderTest, signIn } from '../../testing/server-under-test.ts';
import { signedDocument } from '../../testing/signer.ts';
import { type PeerDocument, signerByLogin } from '../../testing/standard-peer.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

const auth = { username: '01000000001', password };

/** The acts of the page. */
function peerIn(page: Page) {
  const act = <Result>(name: string, ...given: readonly unknown[]): Promise<Result> =>
    page.evaluate(([which, args]) => Reflect.get(Reflect.get(globalThis, 'peer'), which)(...args), [
      name,
      given,
    ] as const);
  return {
    sync: (name: string) => act<{ written: number; denied: number; read: number }>('sync', name, auth),
    put: (name: string, document: object) => act<{ rev: string }>('put', name, signedDocument('calls', document)),
    get: (name: string, id: string) => act<PeerDocument>('get', name, id),
    ids: (name: string) => act<readonly string[]>('ids', name),
    next: () => act<PeerDocument>('next', auth),
  };
}

test('PouchDB in a browser, on IndexedDB: both ways, a conflict united, a deletion taken over, the place kept over a reload', async () => {
  const server = await serverUnderTest({ webRoot: await pageWithPouch() });
  const salma = await signIn(server, 'salma');
  const by = await signerByLogin(server.url, { user: auth.username, password: auth.password });
  const page = await browser.newPage();
  await page.goto(server.url);
  const peer = peerIn(page);
  const raised = salma.entry('raised', raise);
  await salma.push([{ _id: 'c1', entries: [raised] }]);
  for (const name of ['one', 'other']) expect(await peer.sync(name)).toMatchObject({ read: 1 });
  for (const [name, bed] of [
    ['one', '1'],
    ['other', '9'],
  ] as const) {
    const call = await peer.get(name, 'c1');
    const entry = salma.entry('amended', { bed }, { by, after: [raised.id] });
    await peer.put(name, { ...call, entries: [...call.entries, entry] });
  }
  // A sync pulls beside its push: what the push united comes with the next.
  for (const name of ['one', 'other', 'other', 'one']) expect(await peer.sync(name)).toMatchObject({ denied: 0 });
  const [one, other] = [await peer.get('one', 'c1'), await peer.get('other', 'c1')];
  expect(one).toEqual(other);
  expect(one.entries).toHaveLength(3);
  expect(one).not.toHaveProperty('_conflicts');
  await server.erase('calls', 'c1');
  await salma.push([{ _id: 'c2', entries: [salma.entry('raised', raise)] }]);
  await page.reload();
  expect(await peer.sync('one')).toMatchObject({ read: 2, written: 0 });
  expect(await peer.ids('one')).toEqual(['c2']);
  expect(await peer.sync('one')).toMatchObject({ read: 0, written: 0 });
  const next = peer.next();
  await page.waitForFunction(() => Reflect.get(globalThis, 'listening') === true);
  await expect.poll(() => server.open().waiting).toBe(1);
  await salma.push([{ _id: 'c3', entries: [salma.entry('raised', raise)] }]);
  expect(await next).toMatchObject({ _id: 'c3', state: 'raised' });
  await page.close();
  await expect.poll(() => server.open()).toEqual({ feeds: 0, waiting: 0 });
});
