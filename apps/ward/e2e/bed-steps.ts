import { expect, type Locator, type Page } from '@playwright/test';

/** A bed on the ward's board, by the door and the label. */
export function bedOn(page: Page, room: string, label: string): Locator {
  const door = page.getByRole('region', { name: `Room ${room}`, exact: true });
  return door.getByRole('button', { name: new RegExp(`^Bed ${label}\\b`) });
}

/** Puts somebody who is known here into a free bed, by keyboard alone, from wherever the person is. */
export async function admit(page: Page, room: string, label: string, patient: string): Promise<void> {
  await page.keyboard.press('b');
  await bedOn(page, room, label).press('Enter');
  const search = page.getByRole('combobox', { name: /^Name, national ID/ });
  await search.fill(patient);
  await expect(page.getByRole('option').first()).toBeVisible();
  await search.press('Enter');
  await page.getByRole('button', { name: `Ask for Room ${room}, bed ${label}` }).press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** Opens a bed and does what a button of it says. */
export async function doAtBed(page: Page, room: string, label: string, doing: string): Promise<void> {
  await bedOn(page, room, label).click();
  await page.getByRole('dialog').getByRole('button', { name: doing, exact: true }).click();
}
