import { expect, type Page, test } from '@playwright/test';
import {
  becomesLive,
  closeTerminals,
  openTerminal,
  pin,
  raise,
  scan,
  setPin,
  signIn,
  type Terminal,
  unlock,
  words,
} from './terminal.ts';
import { openWard, people, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

/** Both have a PIN here; the first of them is at work. */
async function twoPeopleAt(terminal: Terminal): Promise<void> {
  await signIn(terminal, 'omar');
  await becomesLive(terminal);
  await setPin(terminal);
  await terminal.page.keyboard.press('l');
  await terminal.page.getByRole('button', { name: words.en.another }).click();
  await signIn(terminal, 'salma');
  await setPin(terminal);
}

const callsBeside = (page: Page) => page.getByRole('region', { name: 'Open calls' }).getByRole('article');

test('switching the user without a network: within three seconds from a name to the board, nothing of the first is left, and their draft comes back to them only', async ({
  browser,
}) => {
  const a = await openTerminal(browser, ward);
  const { page } = a;
  await twoPeopleAt(a);
  await raise(a, '403', '2');
  await ward.kill();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What is needed').fill('only salma knows this');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('l');
  await expect(callsBeside(page)).toHaveCount(1); // they stay, without a name
  const pressed = await page.evaluate(() => performance.now());
  await page.getByRole('button', { name: people.omar.en }).click();
  await page.locator('#pin').fill(pin);
  await page.getByRole('button', { name: words.en.unlock, exact: true }).click();
  await expect(page.getByRole('heading', { name: words.en.calls, exact: true })).toBeVisible();
  const took = (await page.evaluate(() => performance.now())) - pressed;
  console.log(`from the name to the board: ${Math.round(took)} ms`);
  expect(took).toBeLessThan(3000);
  await expect(a.card('Room 403, bed 2')).toBeVisible();
  await page.keyboard.press('r');
  await expect(dialog.getByLabel('What is needed')).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('l');
  await unlock(a, 'salma');
  await page.keyboard.press('r');
  await expect(dialog.getByLabel('What is needed')).toHaveValue('only salma knows this');
});

test('a badge that is scanned at the lock screen chooses its person and is no try, the same number typed is one; a strange one says so; at the sign-in it goes on to the password', async ({
  browser,
}) => {
  const a = await openTerminal(browser, ward);
  const { page } = a;
  await twoPeopleAt(a);
  await page.keyboard.press('l');
  const name = (who: 'omar' | 'salma') => page.getByRole('button', { name: people[who].en });
  await expect(name('salma')).toHaveAttribute('aria-pressed', 'true');
  // Typed by hand it is a PIN, whosever number it is: a try of Salma's, and nobody else is chosen.
  await page.locator('#pin').pressSequentially(people.omar.login, { delay: 60 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('Wrong PIN. 9 tries are left.')).toBeVisible();
  await expect(name('salma')).toHaveAttribute('aria-pressed', 'true');
  await scan(a, people.omar.login);
  await expect(name('omar')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('#pin')).toHaveValue('');
  await scan(a, '99999999999');
  await expect(page.getByText('This badge has no PIN at this terminal.', { exact: false })).toBeVisible();
  const scanned = await page.evaluate(() => performance.now());
  await page.locator('#pin').fill(pin);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: words.en.calls, exact: true })).toBeVisible();
  const took = (await page.evaluate(() => performance.now())) - scanned;
  console.log(`from the badge to the board: ${Math.round(took)} ms`);
  expect(took).toBeLessThan(3000);
  await page.keyboard.press('l');
  await page.getByRole('button', { name: words.en.another }).click();
  await expect(page.getByLabel(words.en.user)).toBeFocused();
  await scan(a, '01000000003');
  await expect(page.getByLabel(words.en.password, { exact: true })).toBeFocused();
  await expect(page.getByText('Enter your phone or staff number and your password.')).toBeHidden();
});

test('a session under a PIN goes on when the server is back: what was done under it arrives', async ({ browser }) => {
  const a = await openTerminal(browser, ward);
  await twoPeopleAt(a);
  await ward.kill();
  await a.page.keyboard.press('l');
  await unlock(a, 'omar');
  await raise(a, '401', '1');
  await ward.start();
  await expect(a.card('Room 401, bed 1').getByText('Server', { exact: true })).toBeVisible();
});

test('after two minutes without a touch the screen locks; before that it warns, and any press or key keeps it; calls stay', async ({
  browser,
}) => {
  const a = await openTerminal(browser, ward);
  const { page } = a;
  await page.clock.install();
  await page.reload();
  await signIn(a, 'salma');
  await becomesLive(a);
  await setPin(a);
  await raise(a, '403', '2');
  await page.clock.fastForward(92_000);
  const warning = page.getByRole('dialog', { name: 'Are you still there?' });
  await expect(warning).toBeVisible();
  await page.mouse.move(200, 300); // on the way to the button: it does not go from under the press
  await page.mouse.move(240, 330);
  await page.clock.runFor(2000);
  await expect(warning).toBeVisible();
  await warning.getByRole('button', { name: 'Stay' }).click();
  await expect(warning).toBeHidden();
  await page.clock.fastForward(60_000);
  await expect(a.card('Room 403, bed 2')).toBeVisible();
  await page.clock.fastForward(61_000);
  await expect(page.getByText('Choose your name, then your PIN.')).toBeVisible();
  await expect(callsBeside(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Silence for/ }), 'it goes on sounding').toBeVisible();
  await unlock(a, 'salma');
});

test('without a PIN nobody could come back while the server is away: the screen does not lock by itself, and says so', async ({
  browser,
}) => {
  const a = await openTerminal(browser, ward);
  const { page } = a;
  await page.clock.install();
  await page.reload();
  await signIn(a, 'salma');
  await becomesLive(a);
  await ward.kill();
  await expect(page.getByRole('alert').filter({ hasText: 'Disconnected' })).toBeVisible();
  await page.clock.fastForward(150_000);
  await expect(page.getByText('Not locked by itself: without a PIN')).toBeVisible();
  await expect(page.getByRole('heading', { name: words.en.calls, exact: true })).toBeVisible();
});
