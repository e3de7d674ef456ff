import { expect, type Page, test } from '@playwright/test';
import { becomesLive, closeTerminals, openTerminal, signIn, type Terminal } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

const room = (page: Page, name: string) => page.getByRole('region', { name: `Room ${name}`, exact: true });
const bed = (page: Page, name: string, label: string) =>
  room(page, name).getByRole('button', { name: new RegExp(`^Bed ${label}\\b`) });

/** Asks for the bed by keyboard alone, from wherever the person is. */
async function ask({ page }: Terminal, name: string, label: string, patient: string): Promise<void> {
  await page.keyboard.press('b');
  await bed(page, name, label).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Patient').fill(patient);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

test('R4: two terminals give one bed to two patients while apart; one holds it, the other is a task with free beds, answered by one press', async ({
  browser,
}) => {
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await signIn(a, 'salma');
  await signIn(b, 'omar');
  await Promise.all([becomesLive(a), becomesLive(b)]);
  await ward.kill();
  for (const { page } of [a, b]) await expect(page.getByRole('alert')).toBeVisible();
  await ask(a, '403', '2', 'Fatma Ali');
  await ask(b, '403', '2', 'Hoda Said');
  await expect(bed(a.page, '403', '2')).toContainText('Asked for, not confirmed');
  await expect(bed(b.page, '403', '2')).toContainText('Hoda Said');
  await ward.start();
  const task = (page: Page) => page.getByRole('article', { name: /^(Fatma Ali|Hoda Said)$/ });
  for (const { page } of [a, b]) await expect(task(page)).toBeVisible();
  const other = (await task(a.page).getAttribute('aria-label')) ?? '';
  const holder = other === 'Fatma Ali' ? 'Hoda Said' : 'Fatma Ali';
  for (const { page } of [a, b]) {
    await expect(bed(page, '403', '2')).toContainText(holder);
    await expect(bed(page, '403', '2')).not.toContainText('not confirmed');
    await expect(page.getByRole('link', { name: '1 bed to choose' })).toBeVisible();
  }
  await task(a.page).getByRole('button', { name: 'Room 401, bed 1' }).click();
  for (const { page } of [a, b]) {
    await expect(task(page)).toBeHidden();
    await expect(bed(page, '401', '1')).toContainText(other);
    await expect(bed(page, '401', '1')).not.toContainText('not confirmed');
    await expect(bed(page, '403', '2')).toContainText(holder);
  }
  await Promise.all([becomesLive(a), becomesLive(b)]);
});

test('B5, B8, B17: a patient leaves a bed with a reason; it is free on every terminal when somebody has recorded that it is clean', async ({
  browser,
}) => {
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await signIn(a, 'salma');
  await signIn(b, 'karim');
  await Promise.all([becomesLive(a), becomesLive(b)]);
  await ask(a, '402', '1', 'Samir Adel');
  await b.page.keyboard.press('b');
  await expect(bed(b.page, '402', '1')).toContainText('Samir Adel');
  await expect(bed(b.page, '402', '1')).not.toContainText('not confirmed');
  await bed(b.page, '402', '1').click();
  await b.page.getByRole('button', { name: 'The patient has left this bed' }).click();
  await b.page.getByRole('button', { name: 'Discharged' }).click();
  await b.page.getByRole('button', { name: 'Record that the bed is left' }).click();
  for (const { page } of [a, b]) await expect(bed(page, '402', '1')).toContainText('To clean');
  await bed(a.page, '402', '1').click();
  await a.page.getByRole('button', { name: 'I am cleaning it' }).click();
  await expect(bed(b.page, '402', '1')).toContainText('Being cleaned');
  await bed(b.page, '402', '1').click();
  await b.page.getByRole('button', { name: 'It is clean' }).click();
  for (const { page } of [a, b]) await expect(bed(page, '402', '1')).toContainText('Free');
});

test('B15: a patient is moved by hand or by the menu, and keeps the bed until somebody records their arrival', async ({
  browser,
}) => {
  const a = await openTerminal(browser, ward);
  const { page } = a;
  await signIn(a, 'salma');
  await becomesLive(a);
  await ask(a, '401', '1', 'Samir Adel');
  await expect(bed(page, '401', '1')).not.toContainText('not confirmed');
  await bed(page, '401', '1').dragTo(bed(page, '402', '2'));
  await page.getByRole('button', { name: 'Ask for Room 402, bed 2' }).press('Enter');
  await expect(bed(page, '402', '2')).toContainText('Comes from 401, bed 1');
  await expect(bed(page, '401', '1')).toContainText('Moves to 402, bed 2');
});
