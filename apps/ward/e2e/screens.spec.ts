import { expect, type Page, test } from '@playwright/test';
import { admit } from './bed-steps.ts';
import { closeWhatLiesOnTop, looksRight } from './looks-right.ts';
import { disputedAndRefused, holdBed, waitingForHours } from './server-side.ts';
import { becomesLive, closeTerminals, openTerminal, raise, setPin, signIn, words } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

test('every screen, in both languages and both schemes: pictures, and no violation that axe can find', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const ward = await openWard();
  try {
    const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
    const b = await openTerminal(browser, ward);
    const { page } = a;
    await looksRight(page, 'signin');
    await signIn(a, 'heba');
    await signIn(b, 'omar');
    await Promise.all([becomesLive(a), becomesLive(b)]);
    await looksRight(page, 'calls-none');
    await raise(a, '403', '2');
    await raise(a, '401', '1');
    await raise(b, '402', '1');
    await b
      .card('Room 402, bed 1')
      .getByRole('button', { name: /^Accept/ })
      .click();
    await raise(b, '404', '2');
    await b
      .card('Room 404, bed 2')
      .getByRole('button', { name: /^Accept/ })
      .click();
    await b
      .card('Room 404, bed 2')
      .getByRole('button', { name: /^I am there/ })
      .click();
    await expect(a.card('Room 404, bed 2').getByRole('button', { name: /^Done/ })).toBeVisible();
    await looksRight(page, 'calls');
    await page.keyboard.press('r');
    await expect(page.getByRole('dialog')).toBeVisible();
    await looksRight(page, 'raise');
    await closeWhatLiesOnTop(page);
    await a.card('Room 402, bed 1').getByRole('link').first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await looksRight(page, 'details');
    await closeWhatLiesOnTop(page);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await looksRight(page, 'help');
    await closeWhatLiesOnTop(page);
    await page.getByRole('button', { name: 'History' }).click();
    await looksRight(page, 'history');
    await page.getByRole('link', { name: 'Disputes' }).click();
    await looksRight(page, 'disputes-none');
    await page.getByRole('link', { name: 'Refused' }).click();
    await looksRight(page, 'refused-none');
    await ward.kill();
    await page.getByRole('link', { name: 'Calls', exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await looksRight(page, 'calls-cut');
    await page.getByRole('button', { name: /Switch user/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible(); // the next person's page
    await looksRight(page, 'signin-cut');
  } finally {
    await closeTerminals(browser);
    await ward.remove();
  }
});

test('K4: the strip of calls that wait for hours says who was asked next, and no word of it is cut', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const ward = await openWard();
  try {
    await waitingForHours(ward, ['emergency', 'assistance', 'treatment', 'surgery']);
    const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
    const { page } = a;
    await signIn(a, 'heba');
    await page.keyboard.press('b');
    const tickets = page.getByRole('region', { name: /^(Open calls|النداءات المفتوحة)$/ }).getByRole('article');
    await expect(tickets.filter({ hasText: /asked/ })).toHaveCount(3);
    await looksRight(page, 'strip-escalated', async () => {
      for (const width of [1366, 1920]) {
        await page.setViewportSize({ width, height: 768 });
        expect(await tickets.evaluateAll(cutIn)).toEqual([]);
      }
    });
  } finally {
    await closeTerminals(browser);
    await ward.remove();
  }
});

/** The words in these that their boxes have no room for. */
function cutIn(tickets: readonly Element[]): readonly string[] {
  const parts = tickets.flatMap((ticket) => [
    ticket,
    ...ticket.querySelectorAll<HTMLElement>('*:not(svg, svg *, .unseen)'),
  ]);
  return parts
    .filter((part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0)
    .map((part) => part.outerHTML);
}

test('the lock screens, in both languages and both schemes: setting a PIN, the warning, the names, a wrong PIN, a cold start', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const ward = await openWard();
  try {
    const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
    const { page } = a;
    await page.clock.install();
    await page.reload();
    for (const who of ['omar', 'karim', 'heba'] as const) {
      await signIn(a, who);
      await becomesLive(a);
      if (who !== 'heba') {
        await setPin(a);
        await page.keyboard.press('l');
        await page.getByRole('button', { name: words.en.another }).click();
      }
    }
    await raise(a, '403', '2');
    await raise(a, '401', '1');
    await page.getByRole('button', { name: words.en.setPin }).click();
    await page.getByRole('dialog').getByLabel(words.en.newPin, { exact: true }).fill('123456');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Too easy to guess')).toBeVisible();
    await looksRight(page, 'pin-set');
    await closeWhatLiesOnTop(page);
    await setPin(a);
    await expect(async () => {
      await page.clock.fastForward(95_000); // the focus that goes back to the page is a touch: then once more
      await expect(page.getByRole('dialog')).toBeVisible({ timeout: 2000 });
    }).toPass();
    await page.screenshot({ path: 'shots/idle-warning-en-light-1366.png' });
    await expect(async () => {
      await page.clock.fastForward(130_000);
      await expect(page.getByText('Choose your name')).toBeVisible({ timeout: 2000 });
    }).toPass();
    await looksRight(page, 'lock');
    await page.locator('#pin').fill('908172');
    await page.keyboard.press('Enter');
    await expect(page.getByText('9 tries are left')).toBeVisible();
    await looksRight(page, 'lock-wrong');
    await ward.kill();
    await page.reload();
    await expect(page.getByText('Calls are not shown or sounded here until somebody')).toBeVisible();
    await looksRight(page, 'lock-cold');
  } finally {
    await closeTerminals(browser);
    await ward.remove();
  }
});

test('every screen of what waits for a decision, in both languages and both schemes', async ({ browser }) => {
  test.setTimeout(300_000);
  const ward = await openWard();
  try {
    await disputedAndRefused(ward);
    const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
    const { page } = a;
    await signIn(a, 'heba');
    await page.getByRole('link', { name: '1 dispute' }).click();
    await looksRight(page, 'disputes');
    await page.getByRole('link', { name: '1 not accepted' }).click();
    await looksRight(page, 'refused');
    await page.getByRole('button', { name: 'Look and send again' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await looksRight(page, 'refused-resend');
    await closeWhatLiesOnTop(page);
    await page.getByRole('button', { name: 'Put aside' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Done in person' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Put aside' }).click();
    await expect(page.getByRole('heading', { name: '1 dealt with' })).toBeVisible();
    await looksRight(page, 'refused-handled');
    await page.keyboard.press('b');
    await admit(page, '401', '1', 'Samir Adel');
    await expect(page.getByRole('button', { name: /^Bed 1.*Adel, Samir/ })).not.toContainText('not confirmed');
    await bedsApart(page, ward);
    await looksRight(page, 'beds-cut');
    await ward.start();
    await expect(page.getByRole('article', { name: 'Nadia Fouad' })).toBeVisible();
    await looksRight(page, 'beds');
    await page
      .getByRole('button', { name: /^Bed 2.*Free/ })
      .first()
      .click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await looksRight(page, 'beds-ask');
  } finally {
    await closeTerminals(browser);
    await ward.remove();
  }
});

/** While this terminal is cut off, another has given the bed that it asks for. */
async function bedsApart(page: Page, ward: WardUnderTest): Promise<void> {
  await page.context().setOffline(true);
  await holdBed(ward, '403', '2', 'Hoda Said');
  await ward.kill();
  await page.context().setOffline(false);
  await expect(page.getByRole('alert')).toBeVisible();
  await admit(page, '403', '2', 'Nadia Fouad');
  await admit(page, '402', '1', 'Karima Abdallah');
}
