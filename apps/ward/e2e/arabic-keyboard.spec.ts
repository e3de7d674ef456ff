import { expect, test } from '@playwright/test';
import { closeTerminals, newestCode, openTerminal, signIn, words } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

test('journey 6: in Arabic, without a mouse: sign in, raise a call and accept it', async ({ browser }) => {
  const a = await openTerminal(browser, ward);
  const { page } = a;
  const { keyboard } = page;
  /** Goes forward with Tab until the named thing has the focus. */
  const reach = async (role: 'button' | 'textbox' | 'link', name: string | RegExp) => {
    const wanted = page.getByRole(role, { name, exact: true }).first();
    await expect(wanted).toBeVisible();
    for (let steps = 0; steps < 80; steps += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`${role} ${name} is not reached by the keyboard`);
  };
  await reach('button', 'العربية');
  await keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await reach('textbox', words.ar.user);
  await keyboard.type('01000000001');
  await keyboard.press('Tab');
  await keyboard.type('a long night shift');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: words.ar.code, exact: true })).toBeVisible();
  // The first box has the focus, and the last digit sends the code.
  await keyboard.type(await newestCode(page, 'salma'));
  await expect(page.getByRole('heading', { name: words.ar.calls, exact: true })).toBeVisible();
  await keyboard.press('r');
  await expect(page.getByRole('dialog')).toBeVisible();
  await reach('button', words.ar.emergency);
  await keyboard.press('Enter');
  await reach('button', 'غرفة 403، سرير 2');
  await keyboard.press('Enter');
  await reach('button', /^إطلاق: /);
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(a.card('غرفة 403، سرير 2')).toBeVisible();
  await reach('button', /^قبول/);
  await keyboard.press('Enter');
  await expect(a.card('غرفة 403، سرير 2').getByText('سلمى نصر في الطريق')).toBeVisible();
});

test('switching the user: the first person’s screen and draft are gone, calls stay beside the door', async ({
  browser,
}) => {
  const a = await openTerminal(browser, ward);
  const { page } = a;
  await signIn(a, 'salma');
  await page.keyboard.press('r');
  await page.getByRole('dialog').getByLabel('What is needed').fill('only salma knows this');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: words.en.switchUser }).click();
  await expect(page.getByLabel(words.en.user)).toBeVisible();
  await signIn(a, 'omar');
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog').getByLabel('What is needed')).toHaveValue('');
});
