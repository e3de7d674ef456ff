import { readFile } from 'node:fs/promises';
import { stamp } from '@healthcare/domain';
import { expect, test } from '@playwright/test';
import { admit, bedOn } from './bed-steps.ts';
import { looksRight } from './looks-right.ts';
import { callsOnServer, signInByApi } from './server-side.ts';
import { becomesLive, closeTerminals, openTerminal, raise, signIn, type Terminal } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

const twoDays = 2 * 86_400_000;

test('journey 5: a pharmacist who bypasses the screen is refused by the server; it is listed, and the rest goes on', async () => {
  const nadia = await signInByApi(ward, 'nadia', 'pharmacy');
  const { user, grant, workstation } = nadia.session;
  const data = { wardId: '4B', roomId: 'room-403', room: '403', kind: 'emergency', priority: 'high' };
  const entry = (id: string) => ({
    id,
    kind: 'raised',
    at: stamp(Date.now(), 0, 'api'),
    by: { user, grant, workstation },
    after: [],
    data,
  });
  const answers = await nadia.ask('/db/calls/_bulk_docs', { docs: [{ _id: 'c1', entries: [entry('e1')] }] });
  expect(answers).toMatchObject([{ id: 'c1', refused: [{ entry: 'e1', code: 'right/missing' }], removed: true }]);
  const { refusals } = await nadia.ask<{ refusals: readonly object[] }>('/api/refusals');
  expect(refusals).toMatchObject([{ db: 'calls', document: 'c1', code: 'right/missing', about: 'calls/raised' }]);
  const salma = await signInByApi(ward, 'salma');
  const by = { user: 'salma', grant: salma.session.grant, workstation: salma.session.workstation };
  const sound = { ...entry('e2'), by };
  expect(await salma.ask('/db/calls/_bulk_docs', { docs: [{ _id: 'c2', entries: [sound] }] })).toMatchObject([
    { ok: true, refused: [] },
  ]);
  expect((await callsOnServer(ward)).map(({ _id }) => _id)).toEqual(['c2']);
});

/** Every stamp this terminal makes is two days ahead for as long as its clock is not set right: the server refuses it. */
async function withWrongClock(a: Terminal): Promise<void> {
  await a.context.addInitScript((ahead) => {
    const now = Date.now;
    Date.now = () => now() + (localStorage.getItem('clock') === 'right' ? 0 : ahead);
  }, twoDays);
  await a.page.getByLabel('Phone or staff number').waitFor(); // it is enrolled
  await a.page.reload();
}

const setClockRight = ({ page }: Terminal) => page.evaluate(() => localStorage.setItem('clock', 'right'));
const refusalAt = ({ page }: Terminal) => page.getByRole('article', { name: /^Raise a call/ });

test('a refused call waits at the terminal and for the head of the ward; she puts it aside with a note, and both see that it is dealt with', async ({
  browser,
}) => {
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await withWrongClock(a);
  await signIn(a, 'salma');
  await signIn(b, 'heba');
  await raise(a, '403', '2');
  await a.page.getByRole('link', { name: '1 not accepted' }).click();
  await expect(a.page.getByRole('heading', { name: 'Not accepted by the server' })).toBeVisible();
  await expect(refusalAt(a).getByText('The clock of this workstation is more than a day ahead.')).toBeVisible();
  await expect(refusalAt(a).getByRole('heading')).toHaveText('Raise a call: Room 403, bed 2');
  await expect(a.page.getByRole('status').filter({ hasText: 'All work is on the server' })).toBeHidden();
  const [file] = await Promise.all([
    a.page.waitForEvent('download'),
    refusalAt(a).getByRole('button', { name: 'Export' }).click(),
  ]);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('What was tried: Raise a call');
  expect(text).toContain('"code": "entry/clock-ahead"');
  await b.page.getByRole('link', { name: '1 not accepted' }).click();
  await expect(refusalAt(b).getByText('at another terminal', { exact: false })).toBeVisible();
  await refusalAt(b).getByRole('button', { name: 'Put aside' }).click();
  const dialog = b.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Put aside' }).click();
  await expect(dialog.getByText('Write at least 3 letters')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'What was done about it' }).fill('Went there myself');
  await dialog.getByRole('button', { name: 'Put aside' }).click();
  for (const { page } of [a, b]) {
    await expect(page.getByText('Went there myself')).toBeVisible();
    await expect(page.getByRole('link', { name: '1 not accepted' })).toBeHidden();
  }
  await becomesLive(a);
});

test('a refused call is looked at again, corrected and sent: it stands, and the refusal is dealt with', async ({
  browser,
}) => {
  const a = await openTerminal(browser, ward);
  await withWrongClock(a);
  await signIn(a, 'salma');
  await raise(a, '403', '2');
  await a.page.getByRole('link', { name: '1 not accepted' }).click();
  await refusalAt(a).getByRole('button', { name: 'Look and send again' }).click();
  const dialog = a.page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Room 403, bed 2' })).toHaveAttribute('aria-pressed', 'true');
  await dialog.getByRole('button', { name: 'Room 404, bed 1' }).click();
  await dialog.getByLabel('What is needed').fill('He moved next door');
  await setClockRight(a);
  await dialog.getByRole('button', { name: 'Send again' }).click();
  await expect(dialog).toBeHidden();
  await expect(refusalAt(a).getByText('Sent again by Salma Nasr', { exact: false })).toBeVisible();
  await becomesLive(a);
  const [call] = await callsOnServer(ward);
  expect(call).toMatchObject({ room: '404', bed: '1', description: 'He moved next door' });
});

test('a refused bed is asked for again in another room, from the list of what was refused; whom it is for stays', async ({
  browser,
}) => {
  const a = await openTerminal(browser, ward);
  const { page } = a;
  await withWrongClock(a);
  await signIn(a, 'salma');
  await admit(page, '403', '2', 'Karima Abdallah');
  await page.getByRole('link', { name: '1 not accepted' }).click();
  const refused = page.getByRole('article', { name: /^Ask for a bed/ });
  await refused.getByRole('button', { name: 'Look and send again' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Room 403, bed 2' })).toHaveAttribute('aria-pressed', 'true');
  await looksRight(page, 'refused-resend-bed');
  await dialog.getByRole('button', { name: 'Room 404, bed 1' }).click();
  await expect(dialog.getByLabel('Patient', { exact: true })).toHaveCount(0);
  await setClockRight(a);
  await dialog.getByRole('button', { name: 'Send again' }).click();
  await expect(dialog).toBeHidden();
  await expect(refused.getByText('Sent again by Salma Nasr', { exact: false })).toBeVisible();
  await page.keyboard.press('b');
  await expect(bedOn(page, '404', '1')).toContainText('Abdallah');
});
