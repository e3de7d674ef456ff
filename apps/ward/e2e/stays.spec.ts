import { expect, type Page, test } from '@playwright/test';
import { admit, bedOn, doAtBed } from './bed-steps.ts';
import { becomesLive, closeTerminals, liveTerminal, openTerminal, signIn } from './terminal.ts';
import { enrolling3A, openWard, twoWards, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard(undefined, undefined, twoWards);
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

async function discharge(page: Page, room: string, label: string): Promise<void> {
  await doAtBed(page, room, label, 'Discharge');
  const dialog = page.getByRole('dialog');
  for (const check of await dialog.getByRole('checkbox').all()) await check.check();
  await dialog.getByRole('button', { name: 'Discharged home' }).click();
  await dialog.getByRole('button', { name: 'Discharge', exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function clean(page: Page, room: string, label: string): Promise<void> {
  await bedOn(page, room, label).click();
  await page.getByRole('button', { name: 'It is clean' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

for (const cut of [false, true])
  test(`a patient is admitted, transferred to another ward, discharged; both beds are cleaned and the next patient comes${cut ? ', with the server down in between' : ''}`, async ({
    browser,
  }) => {
    test.setTimeout(120_000);
    const [four, three] = [await openTerminal(browser, ward), await openTerminal(browser, ward, {}, enrolling3A)];
    await signIn(four, 'salma');
    await signIn(three, 'mona');
    await Promise.all([becomesLive(four), becomesLive(three)]);
    await three.page.keyboard.press('b');
    await admit(four.page, '401', '1', 'Fatma');
    await expect(bedOn(four.page, '401', '1')).toContainText('Ali, Fatma');
    await expect(bedOn(four.page, '401', '1')).not.toContainText('not confirmed');
    if (cut) {
      await ward.kill();
      for (const { page } of [four, three]) await expect(page.getByRole('alert')).toBeVisible();
    }
    await doAtBed(four.page, '401', '1', 'Transfer to another ward');
    await four.page.getByRole('combobox', { name: 'Which ward is asked' }).click();
    await four.page.getByRole('option', { name: /^Ward 3A/ }).click();
    await four.page.getByRole('button', { name: 'Needs surgery' }).click();
    await four.page.getByRole('button', { name: 'Ask the ward' }).click();
    await expect(four.page.getByRole('dialog')).toBeHidden();
    await expect(bedOn(four.page, '401', '1')).toContainText('Ward 3A is asked');
    if (cut) await ward.start();
    const asked = three.page.getByRole('article', { name: 'Fatma Ali' });
    await expect(asked).toContainText('Needs surgery');
    await asked.getByRole('button', { name: 'Give a bed' }).click();
    await three.page.getByRole('button', { name: 'Room 301, bed 1' }).first().click();
    await three.page.getByRole('button', { name: 'Ask for Room 301, bed 1' }).click();
    await expect(asked).toBeHidden();
    await expect(bedOn(three.page, '301', '1')).toContainText('Comes from 401, bed 1');
    await expect(bedOn(four.page, '401', '1')).toContainText('Moves to 301, bed 1');
    await doAtBed(three.page, '301', '1', 'Is in this bed now');
    await expect(bedOn(four.page, '401', '1')).toContainText('To clean');
    if (cut) {
      await ward.kill();
      for (const { page } of [four, three]) await expect(page.getByRole('alert')).toBeVisible();
    }
    await clean(four.page, '401', '1');
    await discharge(three.page, '301', '1');
    await expect(bedOn(three.page, '301', '1')).toContainText('To clean');
    await clean(three.page, '301', '1');
    await expect(bedOn(three.page, '301', '1')).toContainText('Free');
    await admit(four.page, '401', '1', 'Hoda');
    await expect(bedOn(four.page, '401', '1')).toContainText('Said, Hoda');
    if (cut) {
      await expect(bedOn(four.page, '401', '1')).toContainText('not confirmed');
      await ward.start();
    }
    await expect(bedOn(four.page, '401', '1')).not.toContainText('not confirmed');
    await Promise.all([becomesLive(four), becomesLive(three)]);
    await three.page.getByRole('link', { name: 'Past stays' }).click();
    await expect(three.page.getByRole('region', { name: 'Past stays' })).toContainText(/Fatma Ali.*Discharged home/);
  });

test('B16: the ward that is asked refuses with a reason, which the asking ward sees; then a bed of its own is found', async ({
  browser,
}) => {
  const [four, three] = [await openTerminal(browser, ward), await openTerminal(browser, ward, {}, enrolling3A)];
  await signIn(four, 'salma');
  await signIn(three, 'mona');
  await Promise.all([becomesLive(four), becomesLive(three)]);
  await three.page.keyboard.press('b');
  await admit(four.page, '401', '1', 'Fatma');
  await expect(bedOn(four.page, '401', '1')).not.toContainText('not confirmed');
  await doAtBed(four.page, '401', '1', 'Transfer to another ward');
  await four.page.getByRole('combobox', { name: 'Which ward is asked' }).click();
  await four.page.getByRole('option', { name: 'Ward 3A (2 beds free)' }).click();
  await four.page.getByRole('button', { name: 'Needs monitoring' }).click();
  await four.page.getByRole('button', { name: 'Ask the ward' }).click();
  await three.page.getByRole('article', { name: 'Fatma Ali' }).getByRole('button', { name: 'Refuse' }).click();
  await three.page.getByRole('button', { name: 'Not for this ward' }).click();
  await three.page.getByRole('button', { name: 'Refuse the transfer' }).click();
  await expect(three.page.getByRole('article', { name: 'Fatma Ali' })).toBeHidden();
  await expect(bedOn(four.page, '401', '1')).not.toContainText('Ward 3A is asked');
  await bedOn(four.page, '401', '1').click();
  await expect(four.page.getByRole('dialog')).toContainText('Ward 3A did not take the patient: Not for this ward');
});

test('B18, B13: a patient goes on leave and comes back; doctor, isolation and the expected leave are said and stand on the board', async ({
  browser,
}) => {
  const a = await liveTerminal(browser, ward, 'salma');
  const { page } = a;
  await admit(page, '401', '1', 'Fatma');
  await expect(bedOn(page, '401', '1')).not.toContainText('not confirmed');
  await doAtBed(page, '401', '1', 'Change details');
  await page.getByRole('textbox', { name: 'Disease' }).fill('Heart failure');
  await page.getByRole('combobox', { name: 'Doctor' }).click();
  await page.getByRole('option', { name: 'Karim Adel' }).click();
  await page.getByRole('combobox', { name: 'Isolation' }).click();
  await page.getByRole('option', { name: 'Contact' }).click();
  await page.getByRole('textbox', { name: 'Expected to leave' }).fill('4/5/2031 14:00');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(bedOn(page, '401', '1')).toContainText(/Heart failure.*KA.*Contact/);
  await doAtBed(page, '401', '1', 'Goes on leave');
  await page.getByRole('button', { name: 'Record the leave' }).click();
  await expect(bedOn(page, '401', '1')).toContainText('On leave');
  await doAtBed(page, '401', '1', 'Is back');
  await expect(bedOn(page, '401', '1')).not.toContainText('On leave');
});

test('B14: a bed is booked for somebody who comes later; arrow keys lead to it, and one press says that they have come', async ({
  browser,
}) => {
  const a = await liveTerminal(browser, ward, 'salma');
  const { page } = a;
  await page.keyboard.press('b');
  await bedOn(page, '402', '1').press('Enter');
  await page.getByRole('combobox', { name: /^Name, national ID/ }).fill('Nadia');
  await page.getByRole('option').first().click();
  await page.getByLabel('The patient comes later: book the bed').check();
  await page.getByRole('button', { name: 'Book Room 402, bed 1' }).click();
  await expect(page.getByText('Type a day and a time')).toBeVisible();
  await page.getByRole('textbox', { name: 'Comes on' }).fill('4/5/2031 12:30');
  await page.getByRole('button', { name: 'Book Room 402, bed 1' }).click();
  await expect(bedOn(page, '402', '1')).toContainText(/Booked.*Fouad, Nadia.*from 04-May-2031/);
  await bedOn(page, '401', '1').focus();
  await page.keyboard.press('ArrowRight');
  await expect(bedOn(page, '402', '1')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Is in this bed now' }).click();
  await expect(bedOn(page, '402', '1')).not.toContainText('Booked');
  await expect(page.getByRole('region', { name: 'Room 402', exact: true })).toContainText('Female');
});

test('P1, B2: somebody unknown is registered and admitted while everything is cut off; the bed is theirs when the server is back', async ({
  browser,
}) => {
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await signIn(a, 'salma');
  await signIn(b, 'omar');
  await Promise.all([becomesLive(a), becomesLive(b)]);
  await ward.kill();
  for (const { page } of [a, b]) {
    await expect(page.getByRole('alert')).toBeVisible();
    await page.keyboard.press('b');
  }
  const { page } = a;
  await bedOn(page, '402', '1').press('Enter');
  await page.getByRole('button', { name: 'Register somebody unknown' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Register', exact: true }).click();
  await page.getByRole('button', { name: 'Ask for Room 402, bed 1' }).press('Enter');
  await expect(bedOn(page, '402', '1')).toContainText('Unknown');
  await expect(bedOn(page, '402', '1')).toContainText('not confirmed');
  await ward.start();
  for (const one of [page, b.page]) {
    await expect(bedOn(one, '402', '1')).toContainText('Unknown');
    await expect(bedOn(one, '402', '1')).not.toContainText('not confirmed');
  }
});
