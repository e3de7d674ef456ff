import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { linkStates } from './asked.ts';
import { barriersOn, type Opened, type ProofBrowser, picture, refusedBy, startProof } from './proof-browser.ts';

// A browser on a busy machine; nothing here waits by time.
vi.setConfig({ testTimeout: 60_000 });

let proof: ProofBrowser;
beforeAll(async () => {
  proof = await startProof();
}, 120_000);
afterAll(() => proof?.close());

const looks = [
  { language: 'en', scheme: 'light' },
  { language: 'en', scheme: 'dark' },
  { language: 'ar', scheme: 'light' },
  { language: 'ar', scheme: 'dark' },
] as const;
const wide = { width: 1920, height: 1080 };

const cases: readonly Opened[] = looks.flatMap((look) => [
  { ...look, page: 'kit' },
  { ...look, page: 'kit', link: 'cut' },
  { ...look, page: 'kit', size: wide, link: 'refused' },
  { ...look, page: 'entry' },
  { ...look, page: 'entry', link: 'cut' },
  { ...look, page: 'list', link: 'catching' },
]);

describe.each(cases)('$page $language $scheme $link $size.width', (asked) => {
  test('has no barriers, asks nothing the policy refuses, reads its own way, cuts nothing off', async () => {
    const page = await proof.open(asked);
    await picture(
      page,
      `${asked.page}-${asked.language}-${asked.scheme}-${asked.link ?? 'live'}-${asked.size?.width ?? 1366}`,
    );
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(asked.language === 'ar' ? 'rtl' : 'ltr');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect(await barriersOn(page)).toEqual([]);
    expect(await refusedBy(page)).toEqual([]);
    await page.context().close();
  });
});

test.each(linkStates)('link %s: the header stays in one line at 1366 in both languages', async (link) => {
  for (const language of ['en', 'ar'] as const) {
    const page = await proof.open({ page: 'kit', language, scheme: 'light', link });
    const header = page.getByRole('banner');
    expect(await header.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    expect(await header.evaluate((one) => one.scrollHeight - one.clientHeight)).toBe(0);
    await header.screenshot({ path: new URL(`shots/header-${language}-${link}.png`, import.meta.url).pathname });
    await page.context().close();
  }
});
