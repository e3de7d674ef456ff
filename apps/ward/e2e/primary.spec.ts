import { seedFolder } from '@healthcare/sync-server';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { looksRight } from './looks-right.ts';
import {
  becomesLive,
  closeTerminals,
  liveTerminal,
  openTerminal,
  setPin,
  signIn,
  type Terminal,
  unlock,
} from './terminal.ts';
import { openWard, smallWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  // None is chosen yet.
  ward = await openWard(undefined, withDemoCode, { documents: { ...smallWard.documents, wards: [] } });
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

const demoCode = 'JRNEY-DEMOS';

function withDemoCode(folder: string): Promise<void> {
  const code = { code: demoCode, kind: 'ward', name: 'Demo', wards: [], uses: 9, hours: 24, demo: true } as const;
  return seedFolder(folder, { accounts: [], documents: {}, enrolmentCodes: [{ ...code, wards: [] }] });
}

const fault = (page: Page) => page.getByRole('region', { name: 'Primary station of the ward' });

test('W5, W7, W8: the head nurse chooses the primary station; gone, every terminal says so, a locked one too; a person takes over; the server goes and comes back', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await signIn(a, 'heba');
  await signIn(b, 'salma');
  await Promise.all([becomesLive(a), becomesLive(b)]);
  await setPin(b);
  for (const { page } of [a, b]) await expect(fault(page)).toContainText('No primary station is chosen.');
  await a.page.getByRole('link', { name: 'Lead', exact: true }).click();
  await a.page
    .getByRole('group', { name: 'What about the ward' })
    .getByRole('button', { name: 'Calls', exact: true })
    .click();
  const stations = a.page.getByRole('list', { name: 'Primary workstation' }).getByRole('listitem');
  await expect(stations.filter({ hasText: 'On the line since' })).toHaveCount(2);
  await stations.filter({ hasText: 'This workstation.' }).getByRole('button').click();
  for (const { page } of [a, b]) await expect(fault(page)).toBeHidden();

  await a.context.close(); // the terminal is switched off
  await expect(fault(b.page)).toContainText('is not on the line.', { timeout: 40_000 });
  await expect(fault(b.page)).toContainText('This terminal has been on the line longest.');
  await b.page.keyboard.press('l');
  await expect(b.page.getByRole('button', { name: 'Salma Nasr' })).toBeVisible();
  await expect(fault(b.page)).toContainText('is not on the line.', { timeout: 40_000 });
  await expect(fault(b.page).getByRole('button')).toBeHidden();
  await unlock(b, 'salma');
  await fault(b.page).getByRole('button', { name: 'Make this station the primary' }).click({ timeout: 40_000 });
  await expect(fault(b.page)).toBeHidden();

  const c = await liveTerminal(browser, ward, 'omar');
  await expect(fault(c.page)).toBeHidden();
  await ward.kill();
  await expect(fault(b.page)).toContainText('This is the primary station, and it does not hear the server.');
  await expect(fault(c.page)).toContainText('is on the line is not known: this terminal does not hear the server.');
  for (const { page } of [b, c]) await expect(fault(page).getByRole('button')).toBeHidden();
  await ward.start();
  await Promise.all([becomesLive(b), becomesLive(c)]);
  for (const { page } of [b, c]) await expect(fault(page)).toBeHidden();
});

test('choosing the primary station, and its fault, in both languages and both schemes', async ({ browser }) => {
  test.setTimeout(180_000);
  const a = await openTerminal(browser, ward, { reducedMotion: 'reduce' });
  const { page } = a;
  await signIn(a, 'heba');
  await becomesLive(a);
  await page.getByRole('link', { name: 'Lead', exact: true }).click();
  await page
    .getByRole('group', { name: 'What about the ward' })
    .getByRole('button', { name: 'Calls', exact: true })
    .click();
  await expect(fault(page)).toBeVisible();
  await page.getByRole('list', { name: 'Primary workstation' }).scrollIntoViewIfNeeded();
  await looksRight(page, 'primary-station');
});

test('W9: in a demo the first terminal at which somebody works is the primary one, and no other takes over from it by itself', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const [a, b] = [await demoTerminal(browser), await demoTerminal(browser)];
  await signIn(a, 'salma');
  await becomesLive(a);
  await expect(fault(a.page)).toBeHidden();
  await signIn(b, 'heba');
  await becomesLive(b);
  await b.page.getByRole('link', { name: 'Lead', exact: true }).click();
  await b.page
    .getByRole('group', { name: 'What about the ward' })
    .getByRole('button', { name: 'Calls', exact: true })
    .click();
  const stations = b.page.getByRole('list', { name: 'Primary workstation' }).getByRole('listitem');
  await expect(stations.filter({ hasText: 'On the line since' })).toHaveCount(2);
  await expect(stations.filter({ hasText: 'This workstation.' }).getByRole('button')).toBeEnabled();
  await expect(fault(b.page)).toBeHidden();
  await a.context.close();
  await expect(fault(b.page)).toContainText('is not on the line.', { timeout: 40_000 });
  await expect(fault(b.page).getByRole('button', { name: 'Make this station the primary' })).toBeVisible();
});

/** As whoever opens the demo's page. */
function demoTerminal(browser: Browser): Promise<Terminal> {
  return openTerminal(browser, ward, {}, `#enrol=${demoCode}`);
}
