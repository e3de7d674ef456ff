import { expect } from '@playwright/test';
import { admit } from './bed-steps.ts';
import { raise, type Terminal, words } from './terminal.ts';
import { password, people } from './ward-under-test.ts';

/** What must not stand readable on a disk after a working day: names, numbers, texts, secrets. */
export const secretsOfTheDay: readonly string[] = [
  ...Object.values(people).flatMap(({ en, ar, login }) => [en, ar, login]),
  'Fatma Abdelrahman',
  'Karima',
  'Abdallah',
  'Hoda Said',
  'Nadia Fouad',
  'Fell beside the bed, left hip',
  'heparin as at noon',
  'half a sentence that nobody saved',
  'helped back to bed',
  password,
  '720518',
];

/** Everything a nurse does to a record in a day, in short; a draft is left behind. Somebody has signed in. `freeBeds`: those of this label, '1' or '2', in two rooms are asked for. */
export async function workingDay(terminal: Terminal, freeBeds = '1'): Promise<void> {
  const { page, card } = terminal;
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: words.en.raise, exact: true }).click();
  await dialog.getByRole('button', { name: words.en.emergency, exact: true }).click();
  await dialog.getByRole('button', { name: 'Room 401, bed 1', exact: true }).click();
  await dialog.getByLabel('What is needed').fill('Fell beside the bed, left hip');
  await dialog.getByRole('textbox', { name: 'Patient' }).fill('Fatma Abdelrahman');
  await dialog.getByLabel('Treatment').fill('heparin as at noon');
  await dialog.getByRole('button', { name: /^Raise: / }).click();
  await expect(dialog).toBeHidden();
  await raise(terminal, '402', '2');
  await card('Room 402, bed 2')
    .getByRole('button', { name: /^Accept/ })
    .click();
  await card('Room 402, bed 2')
    .getByRole('button', { name: /^I am there/ })
    .click();
  await card('Room 402, bed 2').getByRole('button', { name: /^Done/ }).click();
  await expect(card('Room 402, bed 2')).toBeHidden();
  const [first, second] = freeBeds === '1' ? ['Karima Abdallah', 'Fatma Ali'] : ['Nadia Fouad', 'Hoda Said'];
  await admit(page, '403', freeBeds, first);
  await admit(page, '404', freeBeds, second);
  await page.keyboard.press('c');
  await page.keyboard.press('r');
  await dialog.getByLabel('What is needed').fill('half a sentence that nobody saved');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}
