import { expect, type Page, test } from '@playwright/test';
import { admit, bedOn } from './bed-steps.ts';
import { becomesLive, closeTerminals, liveTerminal, openTerminal, signIn, type Terminal } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

const bed = bedOn;
const ask = ({ page }: Terminal, room: string, label: string, patient: string) => admit(page, room, label, patient);

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
  await expect(bed(b.page, '403', '2')).toContainText('Said, Hoda');
  await ward.start();
  const task = (page: Page) => page.getByRole('article', { name: /^(Fatma Ali|Hoda Said)$/ });
  for (const { page } of [a, b]) await expect(task(page)).toBeVisible();
  const other = (await task(a.page).getAttribute('aria-label')) ?? '';
  const [holder, without] = other === 'Fatma Ali' ? ['Said, Hoda', 'Ali, Fatma'] : ['Ali, Fatma', 'Said, Hoda'];
  for (const { page } of [a, b]) {
    await expect(bed(page, '403', '2')).toContainText(holder);
    await expect(bed(page, '403', '2')).not.toContainText('not confirmed');
    await expect(page.getByRole('link', { name: '1 bed to choose' })).toBeVisible();
  }
  await task(a.page).getByRole('button', { name: 'Room 401, bed 1' }).click();
  for (const { page } of [a, b]) {
    await expect(task(page)).toBeHidden();
    await expect(bed(page, '401', '1')).toContainText(without);
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
  await expect(bed(b.page, '402', '1')).toContainText('Adel, Samir');
  await expect(bed(b.page, '402', '1')).not.toContainText('not confirmed');
  await bed(b.page, '402', '1').click();
  await b.page.getByRole('button', { name: 'Discharge', exact: true }).click();
  await b.page.getByRole('button', { name: 'Discharged home' }).click();
  await b.page.getByRole('button', { name: 'Discharge with 5 points open' }).click();
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
  const a = await liveTerminal(browser, ward, 'salma');
  const { page } = a;
  await ask(a, '401', '1', 'Samir Adel');
  await expect(bed(page, '401', '1')).not.toContainText('not confirmed');
  await bed(page, '401', '1').dragTo(bed(page, '402', '2'));
  await page.getByRole('button', { name: 'Ask for Room 402, bed 2' }).press('Enter');
  await expect(bed(page, '402', '2')).toContainText('Comes from 401, bed 1');
  await expect(bed(page, '401', '1')).toContainText('Moves to 402, bed 2');
});
