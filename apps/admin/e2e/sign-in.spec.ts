import { expect, test } from '@playwright/test';
import { looksRight } from '../../ward/e2e/looks-right.ts';
import { type AuthenticatorApp, appIn } from '../../ward/e2e/second-step.ts';
import { closeTerminals, openTerminal, signIn } from '../../ward/e2e/terminal.ts';
import { openWard, type WardUnderTest } from '../../ward/e2e/ward-under-test.ts';
import { openDesk, takeDesk } from './desk.ts';

let ward: WardUnderTest;
let app: AuthenticatorApp;
test.beforeEach(async () => {
  ward = await openWard('app://ward', async (folder) => {
    app = await appIn(folder, 'adam');
  });
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

test('the administrator requires the app of nurses; ends and resets a person', async ({ browser }) => {
  test.setTimeout(180_000);
  const terminal = await openTerminal(browser, ward);
  await signIn(terminal, 'salma');
  const desk = await openDesk(browser, ward);
  await takeDesk(desk, 'adam', { app });
  await desk.getByRole('link', { name: 'Sign-in' }).click();
  await expect(desk.getByText(/NIST SP 800-63B-4 does not accept it/)).toBeVisible();
  await desk.getByLabel('What Nurse needs').selectOption('Authenticator app');
  await desk.getByRole('button', { name: 'Save' }).click();
  await expect(desk.getByText(/^Last changed by Adam Fouad/)).toBeVisible();
  await terminal.page.getByRole('link', { name: 'Beds' }).click();
  await expect(terminal.page.getByText(/Your role needs an authenticator app/)).toBeVisible();
  await looksRight(terminal.page, 'account-lead');
  await terminal.page.getByRole('link', { name: 'Set it up now' }).click();
  await expect(terminal.page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  await desk.getByLabel('Person', { exact: true }).selectOption({ label: 'Salma Nasr, Nurse' });
  await expect(desk.getByText(/Ward terminal, ward 4B/)).toBeVisible();
  await looksRight(desk, 'admin-sign-in');
  await desk.getByRole('button', { name: 'Reset the second step' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Reset the second step' }).click();
  await expect(desk.getByText('Second step of Salma Nasr reset')).toBeVisible();
  await expect(terminal.page.getByText(/second factor was changed/)).toBeVisible();
});
