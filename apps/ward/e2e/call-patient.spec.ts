import { expect, type Page, test } from '@playwright/test';
import { bedOn } from './bed-steps.ts';
import { closeWhatLiesOnTop, looksRight, shot, speak } from './looks-right.ts';
import { callsOnServer, holdBed } from './server-side.ts';
import { becomesLive, closeTerminals, liveTerminal, openTerminal, setPin, signIn } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
  await holdBed(ward, '401', '1', 'Fatma Ali', 'fatma-ali');
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

/** Counts what a person presses from now on. */
async function countPresses(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.body.dataset.presses = '0';
    const count = () => {
      document.body.dataset.presses = String(Number(document.body.dataset.presses) + 1);
    };
    for (const kind of ['pointerdown', 'keydown']) document.addEventListener(kind, count, { capture: true });
  });
  return async () => Number(await page.locator('body').getAttribute('data-presses'));
}

/** Of the calls on the server, where and for whom. */
const whom = async () =>
  (await callsOnServer(ward))
    .map(({ room, bed, patient, patientId }) => [room, bed ?? '', patient ?? '', patientId ?? ''].join(' / '))
    .sort();

async function seesCallIn(page: Page, file: string, place: string): Promise<void> {
  await page.goto(`${ward.url}#/patients/${file}/calls`);
  await expect(page.getByRole('list', { name: 'Calls' }).getByRole('link')).toHaveText([new RegExp(place)]);
}

test('K1, C19: two actions raise a call from the board, for who lies in the bed; the lock screen names nobody', async ({
  browser,
}) => {
  const a = await liveTerminal(browser, ward, 'salma');
  const { page } = a;
  await setPin(a);
  await page.keyboard.press('b');
  const bed = bedOn(page, '401', '1');
  await expect(bed).toContainText('Ali, Fatma');
  const presses = await countPresses(page);
  await bed.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Emergency', exact: true }).click();
  await expect(bed).toContainText('Emergency');
  expect(await presses()).toBe(2);
  await expect.poll(whom).toEqual(['401 / 1 / Fatma Ali / fatma-ali']);
  await page.keyboard.press('l');
  await expect(page.getByRole('article', { name: 'Room 401, bed 1' })).toBeVisible();
  await expect(page.getByText(/Fatma/)).toHaveCount(0);
});

test('K1: a call raised from the board by mistake is taken back from the notice, with a reason', async ({
  browser,
}) => {
  const a = await liveTerminal(browser, ward, 'salma');
  await a.page.keyboard.press('b');
  await bedOn(a.page, '401', '1').click();
  await a.page.getByRole('dialog').getByRole('button', { name: 'Treatment', exact: true }).click();
  const undo = a.page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeVisible();
  await shot(a.page, 'undo-en');
  await speak(a.page, 'ar');
  await expect(a.page.getByRole('button', { name: 'تراجع' })).toBeVisible();
  await shot(a.page, 'undo-ar');
  await speak(a.page, 'en');
  await undo.click();
  await expect
    .poll(async () => (await callsOnServer(ward)).map(({ state, entries }) => [state, entries.at(-1)?.data.reason]))
    .toEqual([['cancelled', 'Raised by mistake, taken back at once']]);
});

test('C19: in the form who lies in the bed is offered first, others are found, and somebody unknown stays words; files show their calls', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  const { page } = a;
  await signIn(a, 'salma');
  await becomesLive(a);
  const begin = async (place: string) => {
    await page.keyboard.press('c');
    await page.getByRole('button', { name: 'Raise a call', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: place, exact: true }).click();
    return page.getByRole('dialog').getByRole('group', { name: 'Patient of the call' });
  };
  const raise = async () => {
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Raise: / })
      .click();
    await expect(page.getByRole('dialog')).toBeHidden();
  };
  const lying = await begin('Room 401, bed 1');
  await expect(lying.getByRole('button').first()).toHaveText('In this bed: Fatma Ali');
  await looksRight(page, 'raise-patient');
  await lying.getByRole('button', { name: 'In this bed: Fatma Ali' }).click();
  await raise();
  const found = await begin('Room 402, whole room');
  await found.getByRole('button', { name: 'Find a patient' }).click();
  await page.getByRole('combobox', { name: /^Name, national ID/ }).fill('hoda');
  await page.getByRole('option').first().click();
  await expect(page.getByRole('dialog').getByRole('group', { name: 'Patient of the call' })).toContainText('Hoda Said');
  await raise();
  const unknown = await begin('Room 403, bed 1');
  await unknown.getByRole('textbox', { name: 'Patient' }).fill('A man from the street');
  await raise();
  await expect
    .poll(whom)
    .toEqual([
      '401 / 1 / Fatma Ali / fatma-ali',
      '402 /  / Hoda Said / hoda-said',
      '403 / 1 / A man from the street / ',
    ]);
  await seesCallIn(page, 'fatma-ali', 'Room 401, bed 1');
  await seesCallIn(page, 'hoda-said', 'Room 402');
  await page.getByRole('list', { name: 'Calls' }).getByRole('link').first().click();
  const call = page.getByRole('dialog');
  await expect(call.getByRole('link', { name: 'Patient’s file' })).toBeVisible();
  await call.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('button', { name: 'Another patient' }).click();
  await page.getByRole('combobox', { name: /^Name, national ID/ }).fill('karima');
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Save the change' }).click();
  await expect.poll(whom).toContain('402 /  / Karima Abdallah / karima-abdallah');
  await closeWhatLiesOnTop(page);
  await expect(page.getByRole('list', { name: 'Calls' })).toBeHidden();
});

test('a bed with its calls, in both languages and both schemes', async ({ browser }) => {
  test.setTimeout(240_000);
  const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  await signIn(a, 'salma');
  await becomesLive(a);
  await a.page.keyboard.press('b');
  await bedOn(a.page, '401', '1').click();
  await expect(a.page.getByRole('dialog').getByRole('button', { name: 'Emergency', exact: true })).toBeVisible();
  await looksRight(a.page, 'bed-calls');
});
