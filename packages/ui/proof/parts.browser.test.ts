import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { barriersOn, type ProofBrowser, picture, refusedBy, startProof } from './proof-browser.ts';
import ar from './words.ar.json' with { type: 'json' };
import en from './words.en.json' with { type: 'json' };

// A browser on a busy machine; nothing here waits by time.
vi.setConfig({ testTimeout: 60_000 });

let proof: ProofBrowser;
beforeAll(async () => {
  proof = await startProof();
}, 120_000);
afterAll(() => proof?.close());

const looks = [
  { language: 'en', scheme: 'light', words: en },
  { language: 'ar', scheme: 'dark', words: ar },
] as const;

describe.each(looks)('in $language, $scheme', ({ language, scheme, words }) => {
  const kit = () => proof.open({ page: 'kit', language, scheme });
  const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).click();

  test.each(['confirm', 'reason'] as const)(
    'dialog %s: no barriers, Escape closes, the focus returns',
    async (which) => {
      const page = await kit();
      const name = which === 'confirm' ? words.confirm.open : words.reason;
      const opener = page.getByRole('main').getByRole('button', { name, exact: true });
      await opener.press('Enter');
      const dialog = page.getByRole('dialog', { name: words.confirm.title });
      await dialog.waitFor();
      if (which === 'reason') {
        await dialog.getByRole('button', { name: words.confirm.act }).click();
        await dialog.getByText(words.confirm.whyWrong).waitFor();
      }
      await picture(page, `dialog-${which}-${language}-${scheme}`);
      expect(await barriersOn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await page.waitForFunction((label) => document.activeElement?.textContent === label, name);
      expect(await refusedBy(page)).toEqual([]);
      await page.context().close();
    },
  );

  test('a harmful act does not lie under Enter: the way back has the focus', async () => {
    const page = await kit();
    await press(page, words.confirm.open);
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.context().close();
  });

  test('notices: at the reading start, no barriers, undo acts and closes', async () => {
    const page = await kit();
    await press(page, words.notice.open);
    await press(page, words.notice.wrong);
    await page.getByRole('alert').nth(1).waitFor();
    await picture(page, `notices-${language}-${scheme}`);
    expect(await barriersOn(page)).toEqual([]);
    const box = await page.getByRole('alert').first().boundingBox();
    expect((box?.x ?? 0) > 683).toBe(language === 'ar');
    const undo = language === 'en' ? 'Undo' : 'تراجع';
    await page.getByRole('button', { name: undo }).click();
    await page.getByRole('button', { name: undo }).waitFor({ state: 'detached' });
    expect(await page.getByRole('alert').count()).toBe(1);
    expect(await refusedBy(page)).toEqual([]);
    await page.context().close();
  });

  test('a field begins where its language begins, whatever is written in it; its sign does not move', async () => {
    const page = await kit();
    const field = page.getByRole('searchbox');
    const sign = page.locator('[data-position="left"]:has(svg)').first();
    const signLeads = async () => ((await sign.boundingBox())?.x ?? 0) > ((await field.boundingBox())?.x ?? 0) + 100;
    for (const text of ['', 'Salma', 'سلمى']) {
      await field.fill(text);
      expect(await field.evaluate((one) => getComputedStyle(one).direction)).toBe(language === 'ar' ? 'rtl' : 'ltr');
      expect(await signLeads()).toBe(language === 'ar');
    }
    await page.context().close();
  });

  test('every target is at least 44 px', async () => {
    for (const page of [await kit(), await proof.open({ page: 'entry', language, scheme })]) {
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('button, a[href]')]
          .map((one) => ({ one, box: one.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 1 && box.bottom > 0 && (box.width < 43.5 || box.height < 43.5))
          .map(({ one, box }) => `${one.textContent || one.getAttribute('aria-label')} ${box.width}×${box.height}`),
      );
      expect(small).toEqual([]);
      await page.context().close();
    }
  });

  test('the other language at run time: words, direction and numbers turn, nothing reloads', async () => {
    const page = await kit();
    await page.evaluate(() => Object.assign(window, { same: true }));
    const other = language === 'en' ? 'العربية' : 'English';
    await page.getByRole('banner').getByRole('button', { name: other }).click();
    await page
      .getByRole('main')
      .getByRole('heading', { name: (language === 'en' ? ar : en).area.calls })
      .waitFor();
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(language === 'en' ? 'rtl' : 'ltr');
    expect(await page.evaluate(() => 'same' in window)).toBe(true);
    expect(await page.getByRole('banner').locator('time').textContent()).toBe('10:46');
    await page.context().close();
  });
});
