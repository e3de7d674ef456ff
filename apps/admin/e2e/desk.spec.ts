import { expect, test } from '@playwright/test';
import { closeWhatLiesOnTop, looksRight } from '../../ward/e2e/looks-right.ts';
import { disputedAndRefused, disputedRoom } from '../../ward/e2e/server-side.ts';
import {
  becomesLive,
  closeTerminals,
  enterByPin,
  enterPassword,
  liveTerminal,
  openTerminal,
  setPin,
  signIn,
  unlock,
} from '../../ward/e2e/terminal.ts';
import { openWard, type WardUnderTest } from '../../ward/e2e/ward-under-test.ts';
import { deskOf, openDesk, takeDesk } from './desk.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

test('F2: an administrator is shown what was refused anywhere, and puts it aside with a note that the ward reads', async ({
  browser,
}) => {
  await disputedAndRefused(ward);
  const desk = await openDesk(browser, ward);
  const a = await openTerminal(browser, ward);
  await signIn(a, 'salma');
  await takeDesk(desk);
  const refused = desk.getByRole('article', { name: /^Close a call/ });
  await expect(refused.getByText('Salma Nasr', { exact: false })).toBeVisible();
  await expect(desk.getByRole('link', { name: '1 not accepted' })).toBeVisible();
  // Nobody of this desk may close a call: it is not offered.
  await expect(refused.getByRole('button', { name: 'Look and send again' })).toHaveCount(0);
  await refused.getByRole('button', { name: 'Put aside' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'What was done about it' }).fill('The ward closed it by hand');
  await dialog.getByRole('button', { name: 'Put aside' }).click();
  await expect(desk.getByText('The ward closed it by hand')).toBeVisible();
  await a.page.getByRole('link', { name: 'Refused' }).click();
  await expect(a.page.getByText('The ward closed it by hand')).toBeVisible();
  await expect(a.page.getByText('Put aside by Adam Fouad', { exact: false })).toBeVisible();
});

test('W2, M2: the administrator decides what two people said differently about a room, and the ward sees it', async ({
  browser,
}) => {
  await disputedRoom(ward);
  const desk = await openDesk(browser, ward);
  await takeDesk(desk);
  await desk.getByRole('link', { name: '1 dispute' }).click();
  const room = desk.getByRole('article', { name: /^Room/ });
  await room.getByRole('button', { name: 'Keep: Surgery' }).click();
  await expect(desk.getByText('No disputes', { exact: true })).toBeVisible();
  const a = await liveTerminal(browser, ward, 'heba');
  await expect(a.page.getByRole('link', { name: '1 dispute' })).toBeHidden();
});

test('the ward and the desk in one browser are two workstations: neither disturbs the other, and both load without the server', async ({
  browser,
}) => {
  const a = await liveTerminal(browser, ward, 'salma');
  const desk = await a.context.newPage();
  await desk.goto(deskOf(ward));
  await takeDesk(desk);
  await becomesLive({ page: desk });
  const secrets = await desk.evaluate(() =>
    ['healthcare.workstation', 'admin:healthcare.workstation'].map((key) => localStorage.getItem(key)),
  );
  expect(new Set(secrets).size).toBe(2);
  for (const page of [a.page, desk]) await page.evaluate(() => navigator.serviceWorker.ready);
  await setPin(a);
  await setPin({ page: desk });
  await ward.kill();
  await Promise.all([a.page.reload(), desk.reload()]);
  await unlock(a, 'salma');
  await enterByPin(desk, 'adam');
  await expect(a.page.getByRole('heading', { name: 'Calls', exact: true })).toBeVisible();
  await expect(a.page).toHaveTitle('HealthCare Ward');
  await expect(desk.getByRole('heading', { name: 'Not accepted by the server' })).toBeVisible();
  await expect(desk).toHaveTitle('HealthCare Administration');
  await expect(desk.getByText('What comes from elsewhere may be missing.', { exact: false })).toBeVisible();
  await expect(desk.getByText('Use the wall call.')).toHaveCount(0);
});

test('a nurse has no place at this desk, and the server says so', async ({ browser }) => {
  const desk = await openDesk(browser, ward);
  await enterPassword(desk, 'salma');
  await expect(desk.getByText('Your role does not work at this kind of workstation.')).toBeVisible();
});

test('every screen of the desk, in both languages and both schemes', async ({ browser }) => {
  test.setTimeout(300_000);
  await disputedAndRefused(ward);
  await disputedRoom(ward);
  const desk = await openDesk(browser, ward, { reducedMotion: 'reduce' });
  await expect(desk.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await looksRight(desk, 'admin-signin');
  await takeDesk(desk);
  await looksRight(desk, 'admin-refused');
  await desk.keyboard.press('d');
  await looksRight(desk, 'admin-disputes');
  await desk.keyboard.press('?');
  await expect(desk.getByRole('dialog')).toBeVisible();
  await looksRight(desk, 'admin-help');
  await closeWhatLiesOnTop(desk);
  await ward.kill();
  await expect(desk.getByRole('alert')).toBeVisible();
  await desk.keyboard.press('n');
  await looksRight(desk, 'admin-cut');
});
