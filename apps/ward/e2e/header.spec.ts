import { expect, type Page, test } from '@playwright/test';
import { shot, speak } from './looks-right.ts';
import { claimTakenBed, disputedAndRefused, holdBed } from './server-side.ts';
import { closeTerminals, openTerminal, raise, signIn } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

/** Texts of the header that are cut off, run over another, or stand outside of it; and those of one line that stand in two. */
const faultsIn = (page: Page) =>
  page.locator('header').evaluate((header) => {
    const whole = header.getBoundingClientRect();
    const outside = [...header.querySelectorAll('*')].filter((part) => {
      const { left, right, top, bottom, width } = part.getBoundingClientRect();
      const isSeen = width > 1 && !part.closest('svg svg, .unseen');
      return isSeen && (left < whole.left || right > whole.right || top < whole.top - 1 || bottom > whole.bottom + 1);
    });
    const cut = [...header.querySelectorAll<HTMLElement>('*')].filter(
      (part) =>
        part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline',
    );
    const parts = [...header.children].map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 0);
    const over = parts.flatMap((a, at) =>
      parts.slice(at + 1).filter((b) => a.left < b.right - 1 && b.left < a.right - 1),
    );
    const who = header.querySelector('button:last-of-type span:has(b)');
    const lines = who ? who.getClientRects()[0]?.height : 0;
    const text = (part: Element) => `${part.tagName} ${part.className} ${part.textContent}`;
    return { outside: outside.map(text), cut: cut.map(text), over: over.length, tall: (lines ?? 0) > 44 };
  });

test('the header has room for everything at once at 1366 and 1280: silence, disconnected with unsent work, a bed to choose, a dispute, a refusal; nothing is cut off, in both languages', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  await disputedAndRefused(ward);
  await holdBed(ward, '401', '1', 'Fatma Ali');
  await claimTakenBed(ward, '401', '1', 'Hoda Said');
  const a = await openTerminal(browser, ward, { reducedMotion: 'reduce', viewport: { width: 1366, height: 768 } });
  const { page } = a;
  await signIn(a, 'heba');
  for (const name of ['1 dispute', '1 not accepted', '1 bed to choose'])
    await expect(page.getByRole('link', { name })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Silence for 2 min' })).toBeVisible();
  await ward.kill();
  await raise(a, '403', '2');
  await expect(page.getByRole('alert')).toBeVisible();
  for (const language of ['en', 'ar'] as const) {
    await speak(page, language);
    for (const width of [1366, 1280, 1920]) {
      await page.setViewportSize({ width, height: 768 });
      await shot(page, `header-full-${language}-light-${width}`);
      expect(await faultsIn(page), `${language} ${width}`).toEqual({ outside: [], cut: [], over: 0, tall: false });
    }
  }
});
