import { expect, test } from '@playwright/test';
import { closeWhatLiesOnTop, looksRight } from './looks-right.ts';
import { fatmaInWard } from './patients-on-server.ts';
import { closeTerminals, liveTerminal, raise } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

test('by keyboard alone: a patient, a room, a colleague and a call are found and opened, also without the server', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  await fatmaInWard(ward);
  const a = await liveTerminal(browser, ward, 'karim');
  const { page } = a;
  await raise(a, '402', '2');
  await ward.kill();
  await expect(page.getByRole('alert')).toBeVisible();
  const field = page.getByRole('dialog').getByRole('combobox');
  const search = async (text: string) => {
    await page.keyboard.press('/');
    await field.fill(text);
  };
  await search('فاطمه');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Fatma Hassan El-Masry', exact: true })).toBeVisible();
  await search('40');
  await expect(page.getByRole('group', { name: /^Rooms/ }).getByRole('option')).toHaveCount(4);
  await expect(page.getByRole('group', { name: /^Calls/ }).getByRole('option')).toHaveCount(1);
  await looksRight(page, 'search');
  await field.fill('402');
  await expect(page.getByRole('group', { name: /^Rooms/ }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Room 402' })).toBeVisible();
  await search('heba');
  await expect(page.getByRole('option', { name: /Heba/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Head nurse');
  await closeWhatLiesOnTop(page);
  await search('402');
  for (const group of [/^Rooms/, /^Calls/])
    await expect(page.getByRole('group', { name: group }).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Call', exact: true })).toContainText('Room 402, bed 2');
});

test('Enter before the list is drawn opens the first that is found, unless something else is typed meanwhile', async ({
  browser,
}) => {
  await fatmaInWard(ward);
  const a = await liveTerminal(browser, ward, 'karim');
  const { page } = a;
  const field = page.getByRole('dialog').getByRole('combobox');
  /** Without a frame between, as a scanner types. */
  const typedAtOnce = (keys: readonly string[]) =>
    field.evaluate(async (input, all) => {
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      for (const key of all) {
        await Promise.resolve(); // as between two keys: what was typed is heard, and nothing of it is drawn
        if (key === 'Enter')
          input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        else {
          set?.call(input, key);
          input.dispatchEvent(new Event('input', { bubbles: true }));
        }
      }
    }, keys);
  await page.keyboard.press('/');
  await field.waitFor();
  await typedAtOnce(['hoda', 'Enter', 'nobody of this name']);
  await expect(page.getByRole('dialog')).toContainText('Nothing found');
  await field.fill('hoda');
  await expect(page.getByRole('option', { name: /Hoda/ })).toBeVisible();
  await typedAtOnce(['fatma hassan', 'Enter']);
  await expect(page.getByRole('region', { name: 'Fatma Hassan El-Masry', exact: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});
