import { mailsAt } from '@healthcare/sync-server/both-steps';
import { withFactorsIn } from '@healthcare/sync-server/factors';
import { expect, type Page, test } from '@playwright/test';
import { looksRight, speak } from './looks-right.ts';
import { type AuthenticatorApp, appIn, codeOf } from './second-step.ts';
import {
  becomesLive,
  closeTerminals,
  enterByPin,
  enterPassword,
  newestCode,
  openTerminal,
  setPin,
  signIn,
  type Terminal,
  typeCode,
} from './terminal.ts';
import { enrolling, openWard, password, people, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
let app: AuthenticatorApp;

test.beforeEach(async () => {
  ward = await openWard('app://ward', async (folder) => {
    app = await appIn(folder, 'salma');
  });
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

async function openAccount({ page }: Terminal): Promise<void> {
  await page.getByRole('link', { name: 'Account' }).click();
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
}

test('a nurse sets the app up on another phone: the code confirms it, other sessions end', async ({ browser }) => {
  const [here, there] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await signIn(here, 'salma', { app });
  await signIn(there, 'salma', { app });
  await becomesLive(there);
  const { page } = here;
  await openAccount(here);
  await expect(page.getByRole('button', { name: /^End the session at Ward terminal/ })).toHaveCount(1);
  await looksRight(page, 'account');
  await page.getByRole('button', { name: 'Set up on another phone' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set up the authenticator app' });
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible();
  await looksRight(page, 'account-app');
  const shown = (await dialog.locator('code').innerText()).replaceAll(' ', '');
  await dialog.getByLabel(/The six digits/).fill('000000');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog.getByText(/This code is not right/)).toBeVisible();
  await dialog.getByLabel(/The six digits/).fill(codeOf(shown));
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog).toBeHidden();
  await expect(there.page.getByText(/second factor was changed/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^End the session/ })).toHaveCount(0);
  await becomesLive(here);
});

test('recovery codes are shown once, and left only by saying that they are kept', async ({ browser }) => {
  const terminal = await openTerminal(browser, ward);
  const { page } = terminal;
  await signIn(terminal, 'salma', { app });
  await openAccount(terminal);
  await expect(page.getByText('10 of 10 left')).toBeVisible();
  await page.getByRole('button', { name: 'Make new codes' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make new codes' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your recovery codes' });
  await expect(dialog.getByRole('listitem')).toHaveCount(10);
  await page.keyboard.press('Escape');
  await looksRight(page, 'account-codes');
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
  await expect(dialog).toBeHidden();
});

test('a passkey is added; at a number there are none', async ({ browser }) => {
  const terminal = await openTerminal(browser, ward);
  const { page, context } = terminal;
  await page.goto(ward.url.replace('127.0.0.1', 'localhost') + enrolling('ward'));
  const devices = await context.newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  await signIn(terminal, 'salma', { app });
  await openAccount(terminal);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByLabel('What do you call it?').fill('Blue key');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Blue key' })).toBeVisible();
  await looksRight(page, 'account-passkey');
  const { credentials } = await devices.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials.map(({ rpId }) => rpId)).toEqual(['localhost']);
  await setPin(terminal);
  await page.reload();
  await enterByPin(page, 'salma');
  await expect(page.getByRole('heading', { name: 'Blue key' })).toBeVisible();
  const numbered = await openTerminal(browser, ward);
  await signIn(numbered, 'salma', { app });
  await openAccount(numbered);
  await expect(numbered.page.getByText(/Passkeys do not work at this address/)).toBeVisible();
});

test('another session is ended by one press, in Arabic and by keyboard alone', async ({ browser }) => {
  const [here, there] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await signIn(here, 'omar');
  await signIn(there, 'omar');
  await openAccount(here);
  await speak(here.page, 'ar');
  await here.page.getByRole('button', { name: /^إنهاء الجلسة في محطة قسم/ }).focus();
  await here.page.keyboard.press('Enter');
  await expect(here.page.getByText('أُنهيت الجلسة')).toBeVisible();
  await expect(there.page.getByText(/You ended this session from another workstation/)).toBeVisible();
});

test('the password is changed with the old one', async ({ browser }) => {
  const terminal = await openTerminal(browser, ward);
  const { page } = terminal;
  await signIn(terminal, 'salma', { app });
  await openAccount(terminal);
  await page.getByRole('button', { name: 'Change password' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change password' });
  await dialog.getByLabel('The password you have now').fill(password);
  await dialog.getByLabel('New password').fill('Password2026');
  await looksRight(page, 'account-password');
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await expect(dialog.getByText(/among the first that anybody would guess/)).toBeVisible();
  await dialog.getByLabel('New password').fill('kettle and otter');
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Password changed')).toBeVisible();
});

/** The six digits of the newest mail to this address with such a subject. */
async function mailed(page: Page, to: string, subject: RegExp): Promise<string> {
  const mails = await mailsAt(new URL(page.url()).origin);
  const mail = mails.find((one) => one.to === to && subject.test(one.subject));
  return /^\s*(\d{6})\s*$/m.exec(mail?.text ?? '')?.[1] ?? '';
}

test('U1 a session left open has to show again who it is; then the address changes with the codes of both', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  await ward.remove();
  ward = await openWard('app://ward', undefined, undefined, { HEALTHCARE_PROOF_SECONDS: '3' });
  const terminal = await openTerminal(browser, ward);
  const { page } = terminal;
  await signIn(terminal, 'omar');
  await openAccount(terminal);
  await expect(page.getByRole('heading', { name: 'o***@hospital.example' })).toBeVisible();
  await page.getByRole('button', { name: 'Change address' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change address' });
  await dialog.getByLabel('New mail address').fill('nowhere');
  await dialog.getByRole('button', { name: 'Send the codes' }).click();
  await expect(dialog.getByText(/Enter a whole mail address/)).toBeVisible();
  await looksRight(page, 'account-address');
  await dialog.getByLabel('New mail address').fill('omar.tarek@mail.example');
  await dialog.getByRole('button', { name: 'Send the codes' }).click();
  const proof = page.getByRole('dialog', { name: 'Show that it is you' });
  await proof.getByLabel('Your password').fill('not this one');
  await proof.getByRole('button', { name: 'Continue' }).click();
  await expect(proof.getByText('This is not your password. Try again.')).toBeVisible();
  await looksRight(page, 'proof-password');
  await proof.getByLabel('Your password').fill(password);
  await proof.getByRole('button', { name: 'Continue' }).click();
  await expect(proof.getByLabel('The six digits')).toBeVisible();
  await looksRight(page, 'proof-code');
  await proof.getByLabel('The six digits').fill(await mailed(page, 'omar@hospital.example', /code to sign in/));
  await proof.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog.getByLabel(/^Code from the new address/)).toBeVisible();
  await looksRight(page, 'account-address-codes');
  await dialog.getByLabel(/^Code from the new address/).fill('000000');
  await dialog
    .getByLabel(/^Code from the present address/)
    .fill(await mailed(page, 'omar@hospital.example', /^Confirm the change/));
  await dialog.getByRole('button', { name: 'Change address' }).click();
  await expect(dialog.getByText(/This code is not right/)).toBeVisible();
  await dialog
    .getByLabel(/^Code from the new address/)
    .fill(await mailed(page, 'omar.tarek@mail.example', /^Confirm your new/));
  await dialog.getByRole('button', { name: 'Change address' }).click();
  await expect(page.getByText('Mail address changed')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'o***@mail.example' })).toBeVisible();
  await becomesLive(terminal);
});

test('a forgotten password: the mail, the link, another password; the old sessions end and the old password is worth nothing', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const [before, terminal] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  const { page } = terminal;
  await signIn(before, 'omar');
  await becomesLive(before);
  await page.getByRole('button', { name: 'I forgot my password' }).click();
  await page.getByRole('button', { name: 'Send the mail' }).click();
  await expect(page.getByText('Enter your phone or staff number.')).toBeVisible();
  await looksRight(page, 'forgot-password');
  await page.getByLabel('Phone or staff number').fill(people.omar.login);
  await page.getByRole('button', { name: 'Send the mail' }).click();
  await expect(page.getByText(/a mail is on its way/)).toBeVisible();
  const linkIn = async () =>
    /href="([^"]+link=[^"]+)"/.exec(
      (await mailsAt(ward.url)).find(({ subject }) => /new password/.test(subject))?.html ?? '',
    )?.[1];
  await expect.poll(linkIn).toBeDefined();
  await page.goto((await linkIn()) ?? '');
  await page.getByLabel('New password').fill('kettle and otter');
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(page.getByText(/The password is saved/)).toBeVisible();
  await expect(before.page.getByText(/Your password or second factor was changed/)).toBeVisible();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await enterPassword(page, 'omar');
  await expect(page.getByText(/does not match what the server knows/)).toBeVisible();
});

test('U4 from the day it holds, what the role needs is set up at the sign-in, and nothing else can be done before', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  await ward.remove();
  ward = await openWard(
    'app://ward',
    (folder) => withFactorsIn(folder, (factors) => factors.setPolicy({ nurse: 'totp' }, 'adam')),
    undefined,
    { HEALTHCARE_FACTOR_GRACE_DAYS: '0' },
  );
  const terminal = await openTerminal(browser, ward);
  const { page } = terminal;
  await enterPassword(page, 'omar');
  await page.getByRole('heading', { name: 'Enter the code' }).waitFor();
  await typeCode(page, await newestCode(page, 'omar'));
  await expect(page.getByRole('heading', { name: 'One more thing before you go in' })).toBeVisible();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await looksRight(page, 'sign-in-set-up');
  const shown = (await page.locator('code').innerText()).replaceAll(' ', '');
  await page.getByLabel(/The six digits/).fill('000000');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByText(/This code is not right/)).toBeVisible();
  await page.getByLabel(/The six digits/).fill(codeOf(shown));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
  await looksRight(page, 'sign-in-codes');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByRole('heading', { name: 'Calls', exact: true })).toBeVisible();
  await becomesLive(terminal);
});
