import { expect, test } from '@playwright/test';
import { looksRight } from '../../ward/e2e/looks-right.ts';
import { closeTerminals, liveTerminal } from '../../ward/e2e/terminal.ts';
import { openWard, type WardUnderTest } from '../../ward/e2e/ward-under-test.ts';
import { openDesk, takeDesk } from './desk.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

test('M1, M2, M6: an administrator adds a room; it is on the ward’s board at once, the head nurse says who is in charge of it, and its place along the corridor is its place on the board', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const desk = await openDesk(browser, ward, { reducedMotion: 'reduce' });
  const a = await liveTerminal(browser, ward, 'heba');
  await a.page.keyboard.press('b');
  await takeDesk(desk);
  await desk.getByRole('link', { name: 'Rooms' }).click();
  await desk.getByRole('button', { name: 'Add a room' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Ward', { exact: true }).fill('4B');
  await expect(dialog.getByLabel('Name of the ward (English)')).toHaveValue('Internal medicine');
  await dialog.getByRole('button', { name: 'Add the room' }).click();
  await expect(dialog).toContainText('Write the name, at most 40 letters.');
  await dialog.getByLabel('Name on the door').fill('405');
  for (const _ of [1, 2]) await dialog.getByRole('button', { name: 'Add a bed' }).click();
  await dialog.getByRole('button', { name: 'Add the room' }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByRole('row', { name: /^405/ })).toContainText('1, 2');
  const room = a.page.getByRole('region', { name: 'Room 405', exact: true });
  await expect(room.getByRole('button')).toHaveCount(2);
  await a.page.getByRole('link', { name: 'Open room 405' }).click();
  await a.page.getByRole('button', { name: 'Change the room' }).click();
  await a.page.getByRole('combobox', { name: 'Person in charge' }).click();
  await a.page.getByRole('option', { name: 'Salma Nasr' }).click();
  await a.page.getByRole('button', { name: 'Save the room' }).click();
  await expect(a.page.getByText('In charge:')).toContainText('Salma Nasr');
  await expect(desk.getByRole('row', { name: /^405/ })).toContainText('Salma Nasr');
  await desk.getByRole('button', { name: '405', exact: true }).click();
  await dialog.getByLabel('Place along the corridor').fill('0');
  await dialog.getByRole('button', { name: 'Save the room' }).click();
  await expect(dialog).toContainText('A number from 1 to 999.');
  await dialog.getByLabel('Place along the corridor').fill('1');
  await looksRight(desk, 'admin-room-place');
  await dialog.getByRole('button', { name: 'Save the room' }).click();
  await expect(dialog).toBeHidden();
  await a.page.keyboard.press('b');
  await expect(a.page.getByRole('region', { name: /^Room \d+$/ }).first()).toHaveAccessibleName('Room 405');
  await looksRight(desk, 'admin-rooms');
});
