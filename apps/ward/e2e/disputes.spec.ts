import { expect, test } from '@playwright/test';
import { callsOnServer, closed, disputedAndRefused } from './server-side.ts';
import { closeTerminals, openTerminal, signIn } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

test('W2: both values side by side with who and when; a nurse sees who decides, the head nurse decides by an entry', async ({
  browser,
}) => {
  await disputedAndRefused(ward);
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await signIn(a, 'salma');
  await signIn(b, 'heba');
  for (const { page } of [a, b]) await page.getByRole('link', { name: '1 dispute' }).click();
  const card = a.page.getByRole('article', { name: 'Call Room 402, bed 1' });
  await expect(card.getByText('Needs two people')).toBeVisible();
  await expect(card.getByText('A chair is enough')).toBeVisible();
  await expect(card.getByText('A head nurse or head doctor of the ward decides.', { exact: false })).toBeVisible();
  await expect(card.getByRole('button')).toHaveCount(0);
  const hers = b.page.getByRole('article', { name: 'Call Room 402, bed 1' });
  await hers.getByRole('button', { name: 'Keep: Needs two people' }).click();
  await hers.getByRole('button', { name: 'Keep: Medium' }).click();
  for (const { page } of [a, b]) {
    await expect(page.getByText('No disputes', { exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: '1 dispute' })).toBeHidden();
  }
  await expect
    .poll(async () => (await callsOnServer(ward)).find(({ _id }) => _id === 'disputed'))
    .toMatchObject({ description: 'Needs two people', priority: 'medium' });
});

test('C17: the call was closed before anybody decided; the head nurse finds the dispute and decides it', async ({
  browser,
}) => {
  await disputedAndRefused(ward);
  await closed(ward, 'disputed', ['d2', 'd3']);
  const a = await openTerminal(browser, ward);
  const { page } = a;
  await signIn(a, 'heba');
  await page.getByRole('link', { name: '1 dispute' }).click();
  const card = page.getByRole('article', { name: 'Call Room 402, bed 1' });
  await card.getByRole('button', { name: 'Keep: Needs two people' }).click();
  await card.getByRole('button', { name: 'Keep: Medium' }).click();
  await expect(page.getByText('No disputes', { exact: true })).toBeVisible();
  await expect
    .poll(async () => (await callsOnServer(ward)).find(({ _id }) => _id === 'disputed'))
    .toMatchObject({ state: 'cancelled', description: 'Needs two people', priority: 'medium' });
});

test('C12: what was said by mistake is taken back', async ({ browser }) => {
  await disputedAndRefused(ward);
  const a = await openTerminal(browser, ward);
  const { page } = a;
  await signIn(a, 'salma');
  await a.card('Room 402, bed 1').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  const dialog = page.getByRole('dialog').last();
  await dialog.getByRole('textbox', { name: 'Patient' }).fill('');
  await dialog.getByRole('button', { name: 'Save the change' }).click();
  await expect
    .poll(async () => (await callsOnServer(ward)).find(({ _id }) => _id === 'disputed'))
    .not.toHaveProperty('patient');
});
