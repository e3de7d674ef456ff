import { expect, type Page, test } from '@playwright/test';
import { looksRight } from './looks-right.ts';
import { fatmaInWard } from './patients-on-server.ts';
import { onePagePdf } from './pdf-file.ts';
import { signInByApi } from './server-side.ts';
import { becomesLive, closeTerminals, liveTerminal, openTerminal, raise, signIn, type Terminal } from './terminal.ts';
import { enrolling, enrolmentCodes, openWard, type WardUnderTest } from './ward-under-test.ts';

test.describe.configure({ mode: 'serial' });
let ward: WardUnderTest;
test.beforeAll(async () => {
  ward = await openWard();
});
test.afterEach(({ browser }) => closeTerminals(browser));
test.afterAll(() => ward.remove());

/** What everything in the browser's own databases is called that this app keeps. */
const keptIn = (page: Page) =>
  page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => /ward/.test(name)),
  );

async function terminalAt(page: Page): Promise<Terminal> {
  return { page, context: page.context(), card: (place) => page.getByRole('article', { name: place, exact: true }) };
}

test('N1, N2 a new workstation asks for a code, says why one does not do, and is a ward terminal with a right one', async ({
  browser,
}) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(ward.url);
  await expect(page.getByRole('heading', { name: 'Enrol this workstation' })).toBeVisible();
  await looksRight(page, 'enrol');
  await page.getByRole('button', { name: 'Enrol', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Enter the code');
  await page.getByLabel('Enrolment code').fill('AAAAA-AAAAA');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('This code is not good');
  await page.getByLabel('Enrolment code').fill(enrolmentCodes.admin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('for another kind of workstation');
  await page.getByLabel('Enrolment code').fill(enrolmentCodes.ward.toLowerCase());
  await page.keyboard.press('Enter');
  await signIn(await terminalAt(page), 'salma');
  await page.reload();
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
});

test('N14 an enrolment that breaks off, or finds no server, goes on with the code of its address, of which nothing is left afterwards', async ({
  browser,
}) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const code = enrolling('ward').split('=').at(-1) ?? '';
  const isKept = () =>
    page.evaluate((text) => JSON.stringify({ ...localStorage, ...sessionStorage }).includes(text), code);
  await context.route('**/api/**', (route) => route.abort());
  await page.goto(ward.url + enrolling('ward'));
  await expect(page.getByRole('heading', { name: 'The server does not answer' })).toBeVisible();
  expect(page.url()).not.toContain('enrol');
  expect(await isKept()).toBe(true);
  await page.reload(); // somebody tries what one tries
  await expect(page.getByRole('heading', { name: 'The server does not answer' })).toBeVisible();
  await context.unroute('**/api/**');
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible({ timeout: 30_000 });
  expect(await isKept()).toBe(false);
  await page.goto('about:blank');
  await page.goto(ward.url + enrolling('ward')); // opened once more: it is enrolled, and has no use for it
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
  expect([await isKept(), page.url().includes('enrol')]).toEqual([false, false]);
  await context.close();
});

test('N14 a code of the address that is no good is not kept', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${ward.url}#enrol=AAAAA-AAAAA`);
  await expect(page.getByRole('alert')).toContainText('This code is not good');
  expect(await page.evaluate(() => Object.values(localStorage).join())).not.toContain('AAAAA');
  await context.close();
});

test('N6 a workstation that is taken away hands in what it has, wipes itself, and says so', async ({ browser }) => {
  const terminal = await liveTerminal(browser, ward, 'salma');
  const { page } = terminal;
  await page.context().setOffline(true);
  await raise(terminal, '401', '1');
  await expect(terminal.card('Room 401, bed 1')).toBeVisible();
  expect(await keptIn(page)).not.toEqual([]);
  const adam = await signInByApi(ward, 'adam', 'admin');
  const { workstations } = await adam.ask<{ workstations: readonly { id: string; kind: string; state: string }[] }>(
    '/api/workstations',
  );
  const here = await workstationOf(page);
  expect(workstations.find(({ id }) => id === here)?.state).toBe('enrolled');
  await adam.ask(`/api/workstations/${here}/revocation`, { reason: 'retired' });
  await page.context().setOffline(false);
  await expect(page.getByRole('heading', { name: 'Nothing of the hospital is kept' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Everything that was saved here had been handed in')).toBeVisible();
  expect(await keptIn(page)).toEqual(['ward-identity']);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('healthcare.')))).toEqual(
    [],
  );
  const after = await adam.ask<{ workstations: readonly { id: string; state: string }[] }>('/api/workstations');
  expect(after.workstations.find(({ id }) => id === here)?.state).toBe('wiped');
  await looksRight(page, 'wiped');
  const other = await openTerminal(browser, ward);
  await signIn(other, 'omar');
  await expect(other.card('Room 401, bed 1')).toBeVisible();
  await page.getByRole('button', { name: 'Enrol it anew' }).click();
  await expect(page.getByRole('heading', { name: 'Enrol this workstation' })).toBeVisible();
  await page.goto('about:blank');
  await page.goto(ward.url + enrolling('ward'));
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
});

/** The id of a terminal, as the server has it from its secret. */
const workstationOf = (page: Page) =>
  page.evaluate(async () => {
    const secret = localStorage.getItem('healthcare.workstation') ?? '';
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
    return `wk-${btoa(String.fromCharCode(...new Uint8Array(digest)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .slice(0, 16)}`;
  });

async function openRecords({ page }: Terminal): Promise<void> {
  await page.keyboard.press('p');
  await page.getByRole('link', { name: /Room 401, bed 1 Fatma/ }).click();
  await page.getByRole('navigation', { name: 'Parts of the file' }).getByRole('link', { name: 'Records' }).click();
}

test('N6 files that are not sent are handed in before the wipe; what does not get through is kept, with whose it is, until somebody decides', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  await fatmaInWard(ward);
  const terminal = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  const { page } = terminal;
  await signIn(terminal, 'salma');
  await becomesLive(terminal);
  await openRecords(terminal);
  await page.context().setOffline(true);
  const buffer = Buffer.from(onePagePdf('Discharge letter'));
  await page.locator('input[type=file]').setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer });
  await expect(page.getByRole('listitem').filter({ hasText: 'letter.pdf' })).toContainText('Only here, to be sent');
  const adam = await signInByApi(ward, 'adam', 'admin');
  await adam.ask(`/api/workstations/${await workstationOf(page)}/revocation`, { reason: 'retired' });
  await page.context().route('**/hand-in/files/**', (route) => route.abort());
  await page.context().setOffline(false);
  await expect(page.getByRole('heading', { name: 'Not everything could be handed in' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText('1 file, added by salma')).toBeVisible();
  await looksRight(page, 'leaving-left');
  expect(await keptIn(page)).not.toEqual(['ward-identity']);
  await page.context().unroute('**/hand-in/files/**');
  await page.getByRole('button', { name: 'Try to hand it in again' }).click();
  await expect(page.getByText('Everything that was saved here had been handed in')).toBeVisible({ timeout: 30_000 });
  expect(await keptIn(page)).toEqual(['ward-identity']);
  const other = await liveTerminal(browser, ward, 'omar');
  await openRecords(other);
  await other.page.getByRole('button', { name: 'Open letter.pdf' }).click();
  await expect(other.page.getByRole('dialog').getByText('Discharge letter')).toBeAttached({ timeout: 60_000 });
});
