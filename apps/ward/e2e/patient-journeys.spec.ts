import { expect, type Page, test } from '@playwright/test';
import { looksRight } from './looks-right.ts';
import { fatmaInWard, stored } from './patients-on-server.ts';
import { callsOnServer } from './server-side.ts';
import { becomesLive, closeTerminals, liveTerminal, openTerminal, raise, signIn } from './terminal.ts';
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

async function openFatma(page: Page): Promise<void> {
  await page.keyboard.press('p');
  await page.getByRole('link', { name: /Room 401, bed 1/ }).click();
  await expect(page.getByRole('region', { name: 'Fatma Hassan El-Masry', exact: true })).toBeVisible();
}

test('a doctor’s round: own patients, a file, an entry into the history, a call answered; the server is down in the middle', async ({
  browser,
}) => {
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await signIn(a, 'karim');
  await signIn(b, 'salma');
  await Promise.all([becomesLive(a), becomesLive(b)]);
  const { page } = a;
  await page.keyboard.press('p');
  await expect(page.getByRole('region', { name: 'My patient' })).toContainText('Fatma Hassan El-Masry');
  await openFatma(page);
  await raise(b, '401', '1');
  await expect(page.getByText('Room 401, bed 1').first()).toBeVisible();
  await ward.kill();
  await isCut(page);
  await part(page, 'Medical history').click();
  await page.getByRole('button', { name: 'Add to the history' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Disease').fill('Atrial fibrillation');
  await dialog.getByLabel('When it was').fill('3/9/2021');
  await dialog.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Atrial fibrillation' })).toContainText('03-Sep-2021');
  await part(page, 'Calls').click();
  await page.getByRole('list', { name: 'Calls' }).getByRole('link').first().click();
  const call = page.getByRole('dialog');
  await call.getByRole('button', { name: /^Accept/ }).click();
  await call.getByRole('button', { name: /^I am there/ }).click();
  await call.getByRole('button', { name: /^Done/ }).last().click();
  await page.getByRole('button', { name: 'Close the call' }).click();
  await ward.start();
  await becomesLive(a);
  await expect
    .poll(async () => (await callsOnServer(ward)).map(({ state, room }) => [room, state]))
    .toEqual([['401', 'done']]);
  const { results } = await stored<{ results: { doc: { disease: string; addedBy: string } }[] }>(
    ward,
    '/db/records/_changes?include_docs=true',
  );
  expect(results.map(({ doc }) => [doc.disease, doc.addedBy])).toContainEqual(['Atrial fibrillation', 'karim']);
});

test('P5, P6: two offline edits of an allergy list are a dispute; the head nurse settles it, and nothing of it disappears', async ({
  browser,
}) => {
  await noAllergies(browser);
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await signIn(a, 'salma');
  await signIn(b, 'karim');
  await Promise.all([becomesLive(a), becomesLive(b)]);
  for (const { page } of [a, b]) {
    await openFatma(page);
    await part(page, 'Allergies').click();
    await expect(page.getByText('Allergies: Not recorded')).toBeVisible();
  }
  await ward.kill();
  await Promise.all([isCut(a.page), isCut(b.page)]);
  await a.page.getByRole('button', { name: 'Asked: none known' }).click();
  await expect(a.page.getByText('Allergies: None known')).toBeVisible();
  await b.page.getByRole('button', { name: 'Record an allergy' }).click();
  await b.page.getByRole('dialog').getByLabel('What is not tolerated').fill('aspirin');
  await b.page.keyboard.press('Enter');
  await expect(b.page.getByText('Allergies: Known')).toBeVisible();
  await ward.start();
  for (const { page } of [a, b]) {
    await expect(page.getByText('Allergies: Known')).toBeVisible();
    await expect(page.getByText('Two people said different things while apart')).toBeVisible();
  }
  const c = await openTerminal(browser, ward);
  await signIn(c, 'heba');
  await c.page.getByRole('link', { name: '1 dispute' }).click();
  await expect(c.page.getByRole('article', { name: /^Allergies: Fatma/ })).toContainText('Salma Nasr');
  await looksRight(c.page, 'dispute-allergies');
  await c.page.getByRole('link', { name: 'Review the allergies' }).click();
  await c.page.getByRole('button', { name: 'Review the allergies' }).click();
  const review = c.page.getByRole('dialog');
  await review.getByLabel('What the review is based on').fill('Asked the daughter: wheezed after aspirin');
  await review.getByRole('button', { name: 'Save the review' }).click();
  for (const { page } of [a, b, c]) {
    await expect(page.getByText('Two people said different things while apart')).toBeHidden();
    await expect(page.getByText('Allergies: Known')).toBeVisible();
  }
  await part(a.page, 'Timeline').click();
  for (const said of [/Asked: no allergies known/, /Allergy recorded: .*aspirin/, /Allergies reviewed/])
    await expect(a.page.getByRole('listitem').filter({ hasText: said })).toBeVisible();
  const { entries } = await stored<{ entries: { kind: string }[] }>(ward, '/db/patients/fatma');
  expect(entries.map(({ kind }) => kind).sort()).toEqual(
    expect.arrayContaining(['allergiesReviewed', 'allergyAdded', 'noAllergiesKnown', 'registered']),
  );
});

/** Both of her allergies are taken back, so that the question is open again. */
async function noAllergies(browser: Parameters<typeof openTerminal>[0]): Promise<void> {
  const terminal = await liveTerminal(browser, ward, 'heba');
  const { page } = terminal;
  await openFatma(page);
  await part(page, 'Allergies').click();
  for (const agent of ['penicillin', 'ibuprofen']) {
    await page.getByRole('listitem').filter({ hasText: agent }).getByRole('button', { name: 'Take back' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Recorded for the wrong patient' }).click();
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await expect(dialog).toBeHidden();
  }
  await becomesLive(terminal);
  await terminal.context.close();
}
