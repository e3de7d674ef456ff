import { expect, type Page, test } from '@playwright/test';
import { looksRight } from './looks-right.ts';
import { callsOnServer, disputedAndRefused, holdBed } from './server-side.ts';
import { closeTerminals, liveTerminal, openTerminal, raise, signIn } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

const part = (page: Page, name: string) =>
  page.getByRole('group', { name: 'What about the ward' }).getByRole('button', { name, exact: true });

test('K4, K5, W4: who is asked next, who answers for whom; the pack is printed with the server down', async ({
  browser,
}) => {
  await holdBed(ward, '401', '1', 'Samir Adel');
  const a = await liveTerminal(browser, ward, 'heba');
  const { page } = a;
  await raise(a, '401', '1');
  await expect(a.card('Room 401, bed 1')).toBeVisible();
  await page.getByRole('link', { name: 'Lead', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'How fast calls were answered' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Emergency 1 0/ })).toBeVisible();
  await part(page, 'Calls').click();
  await page.getByRole('button', { name: 'Change: Emergency' }).click();
  await page.getByLabel('Step 1: after').fill('2.5');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Each step has to come later' })).toBeVisible();
  await page.getByLabel('Step 1: after').fill('0.5');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('After 0.5 minutes: Doctors')).toBeVisible();
  await part(page, 'People').click();
  await page.getByRole('combobox', { name: 'Doctor of Samir Adel' }).click();
  await page.getByRole('option', { name: 'Karim Adel' }).click();
  await expect(page.getByRole('combobox', { name: 'Doctor of Samir Adel' })).toHaveValue('Karim Adel');
  await expect
    .poll(
      async () =>
        (await callsOnServer(ward)).flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'escalated')).length,
      {
        timeout: 60_000,
      },
    )
    .toBeGreaterThan(0);
  await ward.kill();
  await page.getByRole('link', { name: 'On paper', exact: true }).click();
  await page.getByRole('button', { name: 'Make it anew' }).click();
  await expect(page.getByRole('cell', { name: /Samir Adel/ })).toBeVisible();
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset.printed = document.querySelector<HTMLElement>('[data-sheet]')?.textContent ?? '';
    };
  });
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await expect(page.locator('body')).toHaveAttribute('data-printed', /Samir Adel.*Not known here: ask.*Karim Adel/s);
});

test('leading the ward and the downtime pack, in both languages and both schemes', async ({ browser }) => {
  test.setTimeout(300_000);
  await disputedAndRefused(ward);
  for (const [room, bed, patient] of [
    ['401', '1', 'Samir Adel'],
    ['403', '1', 'فاطمة عبد الرحمن'],
  ] as const)
    await holdBed(ward, room, bed, patient);
  const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  const { page } = a;
  await signIn(a, 'heba');
  await page.getByRole('link', { name: 'Lead', exact: true }).click();
  await expect(page.getByRole('img', { name: 'Beds taken' })).toBeVisible();
  await looksRight(page, 'lead-figures');
  await part(page, 'People').click();
  await looksRight(page, 'lead-people');
  await part(page, 'Calls').click();
  await page.getByRole('button', { name: 'Change: Emergency' }).click();
  await looksRight(page, 'lead-calls');
  await page.getByRole('link', { name: 'On paper', exact: true }).click();
  await page.getByRole('button', { name: 'Make it anew' }).click();
  await expect(page.getByRole('cell', { name: /Samir Adel/ })).toBeVisible();
  await looksRight(page, 'downtime');
});
