import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InPage } from './page.ts';
import { type PageUnderTest, pageUnderTest } from './page-under-test.ts';

let place: PageUnderTest;
beforeAll(async () => {
  place = await pageUnderTest('./page.ts');
});
afterAll(() => place?.close());

declare const inPage: InPage;

async function opened(): Promise<Page> {
  const page = await (await place.context()).newPage();
  await page.goto(place.url);
  return page;
}

test('IndexedDB with unsent entries goes on under the next program: nothing is lost, the view is of the new shape', async () => {
  const page = await opened();
  await page.evaluate(() => inPage.fill('ward'));
  expect(await page.evaluate(() => inPage.whole('ward'))).toEqual({
    view: { lines: [{ text: 'slept well', tone: 'calm' }], state: 'plain', title: 'Salma' },
    entries: ['opened', 'noted'],
    unsent: 1,
    dirty: ['a', 'z'],
    leaving: true,
    byNewIndex: ['a', 'b', 'z'],
    checkpoint: { since: 7, lineage: '1.x' },
    refusals: ['refused-1'],
  });
  await page.context().close();
});

test('an upgrade that is broken off in the middle goes on at the next start', async () => {
  const page = await opened();
  const count = 3000;
  await page.evaluate((many) => inPage.fillWith('ward', many), count);
  await page.evaluate(() => inPage.begin('ward'));
  const arrived = await page.waitForFunction(() => inPage.arrived('ward').then((rows) => (rows > 0 ? rows : false)));
  await page.close({ runBeforeUnload: false });
  expect(await arrived.jsonValue().catch(() => 1)).toBeGreaterThan(0);
  const again = await page.context().newPage();
  await again.goto(place.url);
  expect(await again.evaluate(() => inPage.counts('ward'))).toEqual({ held: count, dirty: count });
  await again.context().close();
});
