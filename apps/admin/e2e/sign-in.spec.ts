import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { seedFolder } from '@healthcare/sync-server';
import { mailsAt } from '@healthcare/sync-server/both-steps';
import { expect, test } from '@playwright/test';
import { SMTPServer } from 'smtp-server';
import { looksRight } from '../../ward/e2e/looks-right.ts';
import { type AuthenticatorApp, appIn } from '../../ward/e2e/second-step.ts';
import {
  closeTerminals,
  enterPassword,
  openTerminal,
  scan,
  setPin,
  signIn,
  typeCode,
  words,
} from '../../ward/e2e/terminal.ts';
import { openWard, people, staffDocument, type WardUnderTest } from '../../ward/e2e/ward-under-test.ts';
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
  await desk.getByLabel('Second step: Nurses').selectOption('Authenticator app');
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

test('U6, U7, U9: the administrator gives a nurse a badge, is refused that of a colleague, and takes it away; scanned it chooses the nurse, and nobody once it is taken away', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const desk = await openDesk(browser, ward, { reducedMotion: 'reduce' });
  await takeDesk(desk, 'adam', { app });
  await desk.getByRole('link', { name: 'Sign-in' }).click();
  await desk.getByLabel('Person', { exact: true }).selectOption({ label: 'Salma Nasr, Nurse' });
  await expect(desk.getByRole('heading', { name: 'No badge' })).toBeVisible();
  await desk.getByRole('button', { name: 'Give a badge' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Badge of Salma Nasr' });
  await dialog.getByRole('button', { name: 'Save the badge' }).click();
  await expect(dialog.getByText('Enter the whole number, at least four characters.')).toBeVisible();
  await dialog.getByLabel('Number of the badge').fill(people.omar.login);
  await dialog.getByRole('button', { name: 'Save the badge' }).click();
  await expect(dialog.getByText(/belongs to somebody else/)).toBeVisible();
  await looksRight(desk, 'admin-badge');
  await dialog.getByLabel('Number of the badge').fill('HC-20448811');
  await dialog.getByLabel('Number of the badge').press('Enter'); // as a scanner ends
  await expect(desk.getByText('Salma Nasr has this badge now')).toBeVisible();
  await expect(desk.getByRole('heading', { name: 'HC-20448811' })).toBeVisible();
  await looksRight(desk, 'admin-person');
  const terminal = await openTerminal(browser, ward);
  const { page } = terminal;
  await signIn(terminal, 'salma');
  await setPin(terminal);
  await page.keyboard.press('l');
  await page.getByRole('button', { name: words.en.another }).click();
  await signIn(terminal, 'omar');
  await setPin(terminal);
  await page.keyboard.press('l');
  const salma = page.getByRole('button', { name: people.salma.en });
  await expect(salma).toHaveAttribute('aria-pressed', 'false');
  await expect(async () => {
    await scan(terminal, 'hc20448811'); // a machine that is busy may read it as slowly as hands type
    await expect(salma).toHaveAttribute('aria-pressed', 'true', { timeout: 1000 });
  }).toPass();
  await desk.getByRole('button', { name: 'Take away' }).click();
  await looksRight(desk, 'admin-badge-take');
  await desk.getByRole('dialog').getByRole('button', { name: 'Take away' }).click();
  await expect(desk.getByText('Badge of Salma Nasr taken away')).toBeVisible();
  await expect(desk.getByRole('heading', { name: 'No badge' })).toBeVisible();
  // The terminal hears of it with its next contact, while it waits at the lock screen.
  await page.evaluate(() => dispatchEvent(new Event('online')));
  const omar = page.getByRole('button', { name: people.omar.en });
  await expect(async () => {
    await omar.click();
    await scan(terminal, 'hc20448811');
    await expect(page.getByText('This badge has no PIN at this terminal.', { exact: false })).toBeVisible({
      timeout: 1000,
    });
  }).toPass();
  await expect(salma).toHaveAttribute('aria-pressed', 'false');
  // And of the next one.
  await desk.getByRole('button', { name: 'Give a badge' }).click();
  await dialog.getByLabel('Number of the badge').fill('HC-20448812');
  await dialog.getByLabel('Number of the badge').press('Enter');
  await expect(desk.getByRole('heading', { name: 'HC-20448812' })).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(async () => {
    await omar.click();
    await scan(terminal, 'hc20448812');
    await expect(salma).toHaveAttribute('aria-pressed', 'true', { timeout: 1000 });
  }).toPass();
});

test('somebody new is invited: an account is opened, the link of the mail opens once, and with the password they choose they come in', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  await ward.remove();
  const laila = { id: 'laila', login: '', en: 'Laila Hosni', ar: 'ليلى حسني', sex: 'female', role: 'nurse' } as const;
  ward = await openWard('app://ward', async (folder) => {
    app = await appIn(folder, 'adam');
    await seedFolder(folder, { accounts: [], documents: { staff: [staffDocument(laila)] } });
  });
  const desk = await openDesk(browser, ward);
  await takeDesk(desk, 'adam', { app });
  await desk.getByRole('link', { name: 'Sign-in' }).click();
  await desk.getByLabel('Person', { exact: true }).selectOption({ label: 'Laila Hosni, Nurse' });
  await expect(desk.getByRole('heading', { name: 'No account yet' })).toBeVisible();
  await desk.getByRole('button', { name: 'Open an account' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Open an account for Laila Hosni' });
  await dialog.getByLabel('Phone or staff number').fill('01000000001');
  await dialog.getByLabel('Mail address').fill('laila@hospital.example');
  await dialog.getByRole('button', { name: 'Open and invite' }).click();
  await expect(dialog.getByText(/Somebody else signs in by this number/)).toBeVisible();
  await looksRight(desk, 'admin-invite');
  await dialog.getByLabel('Phone or staff number').fill('N-2044');
  await dialog.getByRole('button', { name: 'Open and invite' }).click();
  await expect(desk.getByText('Invitation to Laila Hosni is on its way')).toBeVisible();
  await expect(desk.getByRole('heading', { name: 'l***@hospital.example' })).toBeVisible();
  const [mail] = (await mailsAt(ward.url)).filter(({ to }) => to === 'laila@hospital.example');
  const link = /href="([^"]+#\/password\?link=[^"]+)"/.exec(mail?.html ?? '')?.[1] ?? '';
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Choose a password' })).toBeVisible();
  await page.getByLabel('New password').fill('Hospital2026');
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(page.getByText(/among the first that anybody would guess/)).toBeVisible();
  await looksRight(page, 'choose-password');
  await page.getByLabel('New password').fill('quiet green kettle');
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(page.getByText(/The password is saved/)).toBeVisible();
  const terminal = await openTerminal(browser, ward);
  await terminal.page.getByLabel(words.en.user).fill('n 2044');
  await terminal.page.getByLabel(words.en.password, { exact: true }).fill('quiet green kettle');
  await terminal.page.getByRole('button', { name: words.en.signIn, exact: true }).click();
  await expect(terminal.page.getByRole('heading', { name: words.en.code, exact: true })).toBeVisible();
  await looksRight(terminal.page, 'code-email');
  await expect(desk.getByText(/^Invited, and has not signed in yet/)).toBeVisible();
  const [first] = (await mailsAt(ward.url)).filter(({ to }) => to === 'laila@hospital.example');
  expect(first?.subject).toContain('Your code to register');
  const code = /^\s*(\d{6})\s*$/m.exec(first?.text ?? '')?.[1] ?? '';
  await typeCode(terminal.page, code);
  await expect(terminal.page.getByRole('heading', { name: words.en.calls, exact: true })).toBeVisible();
  await expect(terminal.page.getByText('Laila Hosni').first()).toBeVisible();
});

test('a mail that does not leave: the person is told the truth, the administrator sees why, sends it again and takes it out', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  await ward.remove();
  const taken = new Set<string>();
  const mails = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      if (taken.has(address)) return done();
      const [responseCode, text] = address.startsWith('salma') ? [550, 'no such mailbox'] : [451, 'try again later'];
      return done(Object.assign(new Error(text), { responseCode }));
    },
    onData: (stream, _session, done) => void stream.resume().once('end', () => done()),
  });
  mails.listen(0, '127.0.0.1');
  await once(mails.server, 'listening');
  const { port } = mails.server.address() as AddressInfo;
  try {
    ward = await openWard(
      'app://ward',
      async (folder) => {
        app = await appIn(folder, 'adam');
      },
      undefined,
      { HEALTHCARE_SMTP_URL: `smtp://127.0.0.1:${port}` },
    );
    const [one, two] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
    await enterPassword(one.page, 'salma');
    await expect(one.page.getByText(/does not accept the address of your account/)).toBeVisible();
    await enterPassword(two.page, 'omar');
    await expect(two.page.getByText(/could not be sent yet; the server goes on trying/)).toBeVisible();
    await looksRight(two.page, 'code-waiting');
    const desk = await openDesk(browser, ward);
    await takeDesk(desk, 'adam', { app });
    await desk.getByRole('link', { name: 'Mail' }).click();
    await expect(desk.getByRole('heading', { name: '1 mail was not sent' })).toBeVisible();
    await expect(
      desk.getByRole('row', { name: /Salma Nasr Refused for good by the mail server \(550\)/ }),
    ).toBeVisible();
    await expect(desk.getByRole('row', { name: /Omar Tarek The mail server asks to wait \(451\)/ })).toBeVisible();
    await looksRight(desk, 'admin-mail');
    await desk.getByRole('button', { name: 'Send now: Code to sign in to Salma Nasr' }).click();
    await expect(desk.getByText('Refused again by the mail server')).toBeVisible();
    taken.add('omar@hospital.example');
    await desk.getByRole('button', { name: 'Send now: Code to sign in to Omar Tarek' }).click();
    await expect(desk.getByRole('heading', { name: '1 mail waits' })).toBeHidden();
    await desk.getByRole('button', { name: 'Take out: Code to sign in to Salma Nasr' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Take out' }).click();
    await expect(desk.getByText('Every mail is on its way')).toBeVisible();
  } finally {
    mails.close();
  }
});
