import { expect, type Page, test } from '@playwright/test';
import { looksRight } from './looks-right.ts';
import { fatmaInWard, stored } from './patients-on-server.ts';
import { becomesLive, closeTerminals, liveTerminal } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

const banner = (page: Page) => page.getByRole('region', { name: 'Fatma Hassan El-Masry', exact: true });
const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the file' }).getByRole('link', { name });

test('C5: timeline, allergies, history, records, stays and calls of a file, in both languages, by day and by night', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  await fatmaInWard(ward);
  const a = await liveTerminal(browser, ward, 'karim');
  const { page } = a;
  await page.keyboard.press('p');
  await expect(page.getByRole('region', { name: 'My patient' })).toContainText('Fatma Hassan El-Masry');
  await looksRight(page, 'patients');
  await page.getByRole('link', { name: /Room 401, bed 1/ }).click();
  await expect(banner(page)).toContainText('05-Apr-1958');
  await expect(banner(page)).toContainText('Allergies: Known');
  await expect(banner(page)).toContainText('penicillin (anaphylaxis, 2014)');
  await expect(page.getByText(/^History: .*Heart failure/)).toBeVisible();
  await looksRight(page, 'patient-timeline');
  for (const [name, shot] of [
    ['Allergies', 'allergies'],
    ['Medical history', 'history'],
    ['Records', 'records'],
    ['Stays', 'stays'],
    ['Calls', 'calls'],
  ] as const) {
    await part(page, name).click();
    await expect(part(page, name)).toHaveAttribute('aria-current', 'page');
    await looksRight(page, `patient-${shot}`);
  }
});

test('C5, P10: details, their change and what is emptied, and the registration, in both languages, by day and by night', async ({
  browser,
}) => {
  test.setTimeout(600_000);
  await fatmaInWard(ward);
  const a = await liveTerminal(browser, ward, 'karim');
  const { page } = a;
  await page.keyboard.press('p');
  await page.getByRole('link', { name: /Room 401, bed 1/ }).click();
  await part(page, 'Details').click();
  await looksRight(page, 'patient-details');
  await page.getByRole('button', { name: 'Change details' }).click();
  await page.getByLabel('Phone', { exact: true }).fill('');
  await expect(page.getByRole('dialog')).toContainText('Will be empty from now on: phone.');
  await looksRight(page, 'patient-amend');
  await page.getByRole('button', { name: 'Save the change' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('definition').filter({ hasText: '01001234567' })).toHaveCount(0);
  await part(page, 'Timeline').click();
  await expect(page.getByRole('heading', { name: 'Emptied, because it was not right: phone' })).toBeVisible();
  await page.keyboard.press('p');
  await page.getByRole('button', { name: 'Register a patient' }).click();
  await page.getByRole('dialog').getByLabel('Family name, English letters').fill('Masry');
  await expect(page.getByRole('dialog').getByText('Is this the patient?', { exact: false })).toBeVisible();
  await looksRight(page, 'patient-register');
});

test('P4, F7: an allergy is recorded and taken back, history is added and removed; all of it stands in the timeline and on the server', async ({
  browser,
}) => {
  await fatmaInWard(ward);
  const a = await liveTerminal(browser, ward, 'karim');
  const { page } = a;
  await ward.kill();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.keyboard.press('p');
  await page.getByRole('link', { name: /Room 401, bed 1/ }).click();
  await part(page, 'Allergies').click();
  await page.getByRole('button', { name: 'Record an allergy' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What is not tolerated').fill('latex');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(banner(page)).toContainText('latex');
  await page.getByRole('listitem').filter({ hasText: 'ibuprofen' }).getByRole('button', { name: 'Take back' }).click();
  await dialog.getByRole('button', { name: 'Was given since and tolerated' }).click();
  await dialog.getByRole('button', { name: 'Take back' }).click();
  await expect(banner(page)).not.toContainText('ibuprofen');
  await part(page, 'Medical history').click();
  await page.getByRole('button', { name: 'Add to the history' }).click();
  await dialog.getByLabel('Disease').fill('Appendicitis');
  await dialog.getByLabel('When it was').fill('31/2/2015');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(dialog.getByText('Write day, month and year', { exact: false })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add to the history' }).click();
  await expect(dialog.getByLabel('Disease')).toHaveValue('Appendicitis'); // what was begun stays
  await dialog.getByLabel('When it was').fill('12/2/2015');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(dialog).toBeHidden();
  await part(page, 'Timeline').click();
  const line = (text: RegExp) => page.getByRole('listitem').filter({ hasText: text });
  await expect(line(/History: .*Appendicitis.*12-Feb-2015/)).toContainText('Only here');
  await expect(line(/Allergy taken back: .*ibuprofen/)).toContainText('Was given since and tolerated');
  await ward.start();
  await becomesLive(a);
  await expect(line(/History: .*Appendicitis.*12-Feb-2015/)).toContainText('On the server');
  const patient = await stored<{ allergies: { agent: string; takenBack: object | null }[] }>(
    ward,
    '/db/patients/fatma',
  );
  expect(patient.allergies.map(({ agent, takenBack }) => [agent, takenBack !== null])).toEqual([
    ['penicillin', false],
    ['ibuprofen', true],
    ['latex', false],
  ]);
});
