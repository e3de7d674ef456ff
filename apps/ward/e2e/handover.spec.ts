import { expect, type Page, test } from '@playwright/test';
import { closeWhatLiesOnTop, looksRight } from './looks-right.ts';
import { disputedAndRefused, holdBed, signInByApi } from './server-side.ts';
import {
  becomesLive,
  closeTerminals,
  enterByPin,
  openTerminal,
  raise,
  setPin,
  signIn,
  type Terminal,
} from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

async function note(page: Page, about: string, text: string): Promise<void> {
  await page.getByRole('button', { name: about, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What the next shift has to know').fill(text);
  await dialog.getByRole('button', { name: 'Keep the note' }).click();
  await expect(dialog).toBeHidden();
}

async function sign(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign the handover' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign and hand over' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** What would come out of the printer, instead of the dialog of the browser. */
async function printed(page: Page): Promise<string> {
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset.printed = document.querySelector<HTMLElement>('[data-sheet]')?.textContent ?? '';
    };
  });
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await expect(page.locator('body[data-printed]')).toBeAttached();
  return (await page.locator('body').getAttribute('data-printed')) ?? '';
}

test('S1: duty is accepted; notes and everything open are handed over with the server down, and taken over point by point when it is back', async ({
  browser,
}) => {
  test.setTimeout(150_000);
  await holdBed(ward, '401', '1', 'Samir Adel');
  const a = await openTerminal(browser, ward);
  const b = await openTerminal(browser, ward);
  await signIn(a, 'salma');
  await signIn(b, 'omar');
  await Promise.all([becomesLive(a), becomesLive(b)]);
  await setPin(b);
  for (const { page } of [a, b]) await page.keyboard.press('h');
  await a.page.getByRole('button', { name: 'Accept duty' }).click();
  await expect(b.page.getByText('Salma Nasr, since')).toBeVisible();
  await ward.kill();
  await expect(a.page.getByRole('alert')).toBeVisible();
  await raise(await onCalls(a), '402', '2');
  await a.page.keyboard.press('h');
  const open = a.page.getByRole('region', { name: 'Open in the ward' });
  await expect(open.getByRole('link', { name: 'Room 402, bed 2' })).toBeVisible();
  await note(a.page, 'Add a note: Samir Adel', 'Potassium at 06:00');
  await note(a.page, 'About the whole ward', 'The lift is out of order');
  await note(a.page, 'Add a note: Room 402, bed 2', 'Waits for the porter');
  const paper = await printed(a.page);
  for (const word of ['Samir Adel', 'Potassium at 06:00', 'Waits for the porter', 'cut off', 'Emergency: Nobody yet'])
    expect(paper).toContain(word);
  await sign(a.page);
  await expect(a.page.getByText('3 points wait for the next shift')).toBeVisible();
  await b.page.reload();
  await enterByPin(b.page, 'omar'); // the address leads to the handover again
  await note(b.page, 'Add a note: Samir Adel', 'Asked for water');
  await ward.start();
  await expect(b.page.getByText('3 points wait for you')).toBeVisible();
  await expect(b.page.getByText('Asked for water')).toBeVisible();
  for (const label of ['Samir Adel', 'About the whole ward', '402, 2'])
    await b.page.getByRole('button', { name: `Acknowledge: ${label}`, exact: true }).click();
  await expect(b.page.getByText('points wait for you')).toBeHidden();
  await expect(a.page.getByText('points wait for the next shift')).toBeHidden();
  await a.page.getByText('signed by Salma Nasr').click();
  await expect(a.page.getByText('Acknowledged by Omar Tarek')).toHaveCount(3);
  await a.page.getByRole('button', { name: 'Leave duty' }).click();
  await expect(a.page.getByRole('dialog').getByText('The handover of this shift is not signed yet.')).toBeVisible();
  await a.page.getByRole('dialog').getByRole('button', { name: 'Leave duty' }).click();
  await expect(b.page.getByText('Nobody has accepted duty')).toBeVisible();
  const heba = await signInByApi(ward, 'heba');
  const { rows } = await heba.ask<{ rows: readonly { doc: { state: string; points: readonly unknown[] } }[] }>(
    '/db/handovers/_all_docs?include_docs=true',
  );
  expect(rows.map(({ doc }) => [doc.state, doc.points.length]).sort()).toEqual([
    ['open', 1],
    ['takenOver', 3],
  ]);
});

async function onCalls(terminal: Terminal): Promise<Terminal> {
  await terminal.page.keyboard.press('c');
  return terminal;
}

test('the handover, in both languages and both schemes: with patients, work, notes of both shifts', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  await disputedAndRefused(ward);
  for (const [room, bed, patient] of [
    ['401', '1', 'Samir Adel'],
    ['401', '2', 'Hoda Said'],
    ['403', '1', 'فاطمة عبد الرحمن'],
  ] as const)
    await holdBed(ward, room, bed, patient);
  const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  const { page } = a;
  await signIn(a, 'salma');
  await page.keyboard.press('h');
  await note(page, 'Add a note: Samir Adel', 'Potassium at 06:00, then the ECG again');
  await note(page, 'About the whole ward', 'The lift is out of order');
  await sign(page);
  await page.getByRole('button', { name: /Switch user/ }).click();
  await signIn(a, 'heba');
  await page.keyboard.press('h');
  await page.getByRole('button', { name: 'Accept duty' }).click();
  await page.getByRole('button', { name: 'Acknowledge: Samir Adel' }).click();
  await note(page, 'Add a note: Hoda Said', 'Fasting from midnight');
  await looksRight(page, 'handover');
  await page.getByRole('button', { name: 'Add a note: Hoda Said' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await looksRight(page, 'handover-note');
  await closeWhatLiesOnTop(page);
});
