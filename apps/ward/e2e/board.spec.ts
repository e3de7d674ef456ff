import { expect, type Page, test } from '@playwright/test';
import { fullWard } from './full-ward.ts';
import { closeWhatLiesOnTop, looksRight } from './looks-right.ts';
import { becomesLive, closeTerminals, openTerminal, signIn } from './terminal.ts';
import { openWard } from './ward-under-test.ts';

const firstHeld = (page: Page) => page.locator('main button[data-kind="held"]').first();
const firstFree = (page: Page) => page.locator('main button[data-kind="free"]').first();

test('the board of a full ward and what is around it, in both languages and both schemes', async ({ browser }) => {
  test.setTimeout(600_000);
  const ward = await openWard(undefined, undefined, fullWard());
  try {
    const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
    const { page } = a;
    await signIn(a, 'heba');
    await becomesLive(a);
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.keyboard.press('b');
    await expect(page.getByRole('heading', { name: 'Ward board' })).toBeVisible();
    await looksRight(page, 'board', async () => {
      const legend = page.locator('main aside');
      expect(await legend.evaluate((shown) => shown.scrollHeight - shown.clientHeight)).toBeLessThanOrEqual(0);
    });
    await initialsOnly(page);
    await firstHeld(page).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await looksRight(page, 'board-bed');
    await page.getByRole('button', { name: 'Discharge', exact: true }).click();
    await looksRight(page, 'board-discharge');
    await page.keyboard.press('Escape'); // the discharge, then the bed
    await expect(page.getByRole('button', { name: 'Goes on leave' })).toBeVisible();
    await closeWhatLiesOnTop(page);
    await firstFree(page).click();
    await page.getByRole('combobox', { name: /^Name, national ID/ }).fill('a');
    await page.getByRole('option').first().click();
    await expect(page.getByRole('heading', { name: /^Admit: / })).toBeVisible();
    await looksRight(page, 'board-admit');
    await closeWhatLiesOnTop(page);
    await page.getByRole('link', { name: /^Open room 401/ }).click();
    await expect(page.getByRole('heading', { name: 'Room 401' })).toBeVisible();
    await looksRight(page, 'room');
    await page.getByRole('link', { name: 'Ward board' }).click();
    await page.getByRole('link', { name: 'Hospital' }).click();
    await expect(page.getByRole('heading', { name: 'Ward 4A' })).toBeVisible();
    await looksRight(page, 'hospital');
    await page.getByRole('link', { name: 'Lead', exact: true }).click();
    await expect(page.getByRole('img', { name: /^Minutes from the call/ })).toBeVisible();
    await looksRight(page, 'lead-figures-full');
    await page.getByRole('link', { name: 'On paper', exact: true }).click();
    await page.getByRole('button', { name: 'Make it anew' }).click();
    await looksRight(page, 'downtime-full');
    await page.keyboard.press('b');
    await page.getByRole('link', { name: 'Hospital' }).click();
    await ward.kill();
    await expect(page.getByText('The server is not reached: other wards are as of')).toBeVisible();
    await page.getByRole('link', { name: 'To the ward board' }).click();
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: 'shots/board-print.png', fullPage: true });
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('link', { name: 'Past stays' }).click();
    await expect(page.getByRole('heading', { name: 'Past stays' })).toBeVisible();
    await looksRight(page, 'past-stays');
    // Of the seed: the bed was asked for in English letters, and the file has the name in both scripts.
    await page.getByRole('searchbox', { name: 'Search patient, disease, doctor, nurse, room' }).fill('أحمد شريف');
    await expect(page.getByText('Ahmed Sherif Fahmy')).toBeVisible();
    await expect(page.getByText('1 past stay', { exact: true })).toBeVisible();
  } finally {
    await closeTerminals(browser);
    await ward.remove();
  }
});

/** Names go from the beds and from what waits above them, and come back. */
async function initialsOnly(page: Page): Promise<void> {
  const board = page.locator('main');
  const names = page.getByRole('button', { name: 'Names', exact: true });
  const lying = await firstHeld(page).locator('bdi').first().innerText();
  const waiting = (await board.getByRole('article').first().getAttribute('aria-label')) ?? '';
  for (const name of [lying, waiting]) await expect(board).toContainText(name);
  await names.click();
  for (const name of [lying, waiting]) await expect(board).not.toContainText(name);
  await names.click();
  for (const name of [lying, waiting]) await expect(board).toContainText(name);
}
