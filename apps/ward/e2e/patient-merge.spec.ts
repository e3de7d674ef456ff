import { expect, type Page, test } from '@playwright/test';
import { looksRight } from './looks-right.ts';
import { fatmaInWard } from './patients-on-server.ts';
import { becomesLive, closeTerminals, liveTerminal, openTerminal, signIn } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
  await fatmaInWard(ward);
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the file' }).getByRole('link', { name });
const isCut = (page: Page) => expect(page.getByRole('alert')).toBeVisible();

test('P1, P8: somebody unknown is registered while cut off, given an allergy, and merged later with a file that was here; both are one', async ({
  browser,
}) => {
  const a = await liveTerminal(browser, ward, 'salma');
  const { page } = a;
  await ward.kill();
  await isCut(page);
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Register a patient' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Identity unknown' }).click();
  await dialog.getByRole('button', { name: 'Female' }).click();
  await dialog.getByLabel('Or about how many years old').fill('70');
  await dialog.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByText('UNKNOWN', { exact: false })).toBeVisible();
  await part(page, 'Allergies').click();
  await page.getByRole('button', { name: 'Record an allergy' }).click();
  await dialog.getByLabel('What is not tolerated').fill('latex');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Allergies: Known')).toBeVisible();
  await ward.start();
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible({ timeout: 60_000 });
  const b = await liveTerminal(browser, ward, 'heba');
  await b.page.keyboard.press('p');
  await b.page.getByRole('searchbox').fill('unknown woman');
  await b.page.getByRole('link', { name: /Unknown/ }).click();
  await part(b.page, 'Details').click();
  await b.page.getByRole('button', { name: 'This is the same person as another file' }).click();
  const merge = b.page.getByRole('dialog');
  await merge.getByRole('combobox').fill('المصرى');
  await expect(merge.getByRole('option')).toHaveCount(1);
  await looksRight(b.page, 'patient-picker');
  await merge.getByRole('combobox').press('Enter');
  await b.page.getByRole('dialog').getByRole('button', { name: 'Recognised by the family' }).click();
  await b.page.getByRole('dialog').getByRole('button', { name: 'Merge the two files' }).click();
  const banner = b.page.getByRole('region', { name: 'Fatma Hassan El-Masry', exact: true });
  await expect(banner).toContainText('latex');
  await expect(banner).toContainText('penicillin');
  await expect(b.page.getByText('Another file of this person is part of this one', { exact: false })).toBeVisible();
  await looksRight(b.page, 'patient-merged');
  await expect(page.getByText('This file goes on in that of')).toBeVisible();
});

test('P11, P8: two terminals that are cut off register one person twice; together again, each file names the other, and the head of the ward merges them', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward, { reducedMotion: 'reduce' })];
  await signIn(a, 'salma');
  await signIn(b, 'heba');
  await Promise.all([becomesLive(a), becomesLive(b)]);
  await ward.kill();
  for (const { page } of [a, b]) {
    await isCut(page);
    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Register a patient' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Given names').first().fill('Samira');
    await dialog.getByLabel('Family name').first().fill('Abd El-Rahman');
    await dialog.getByRole('button', { name: 'Female' }).click();
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText('may be of the same person')).toBeHidden();
  }
  await ward.start();
  await Promise.all([becomesLive(a), becomesLive(b)]);
  for (const { page } of [a, b]) await expect(page.getByText('may be of the same person')).toBeVisible();
  await expect(a.page.getByText('tell the head of the ward if they are one person')).toBeVisible();
  await expect(a.page.getByRole('button', { name: 'Merge the files' })).toBeHidden();
  await looksRight(b.page, 'patient-like');
  await b.page.getByRole('button', { name: 'Merge the files' }).click();
  const dialog = b.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Registered twice' }).click();
  await dialog.getByRole('button', { name: 'Merge the two files' }).click();
  await expect(b.page.getByText('Another file of this person is part of this one', { exact: false })).toBeVisible();
  for (const { page } of [a, b]) await expect(page.getByText('may be of the same person')).toBeHidden();
});
