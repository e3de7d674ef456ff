import { expect, test } from '@playwright/test';
import { fullWard } from './full-ward.ts';
import { looksRight } from './looks-right.ts';
import { becomesLive, closeTerminals, openTerminal, signIn } from './terminal.ts';
import { openWard } from './ward-under-test.ts';

test('the board of a full ward, in both languages and both schemes', async ({ browser }) => {
  test.setTimeout(300_000);
  const ward = await openWard(undefined, undefined, fullWard());
  try {
    const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
    const { page } = a;
    await signIn(a, 'heba');
    await becomesLive(a);
    await page.keyboard.press('b');
    await expect(page.getByRole('heading', { name: 'Ward board' })).toBeVisible();
    await looksRight(page, 'board');
  } finally {
    await closeTerminals(browser);
    await ward.remove();
  }
});
