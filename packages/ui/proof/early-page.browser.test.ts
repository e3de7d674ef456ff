import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type ProofBrowser, startProof } from './proof-browser.ts';

// A browser on a busy machine; nothing here waits by time.
vi.setConfig({ testTimeout: 60_000 });

let proof: ProofBrowser;
beforeAll(async () => {
  proof = await startProof();
}, 120_000);
afterAll(() => proof?.close());

test('at night and in Arabic the page is dark and turned before the program has even come', async () => {
  const first = await proof.open({ page: 'entry', language: 'ar', scheme: 'dark' });
  const address = first.url();
  const page = await first.context().newPage();
  // The program is held back, as on a slow disk: only what stands in the head has run.
  await page.route(/index-.*\.js$/u, () => {});
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator('#root').waitFor({ state: 'attached' });
  const seen = () =>
    page.evaluate(() => ({
      dir: document.documentElement.dir,
      lang: document.documentElement.lang,
      ground: getComputedStyle(document.body).backgroundColor,
      program: document.querySelector('main') !== null,
    }));
  await expect.poll(seen).toEqual({ dir: 'rtl', lang: 'ar', ground: 'rgb(13, 19, 24)', program: false });
  await first.context().close();
});
