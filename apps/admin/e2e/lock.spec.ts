import { hashPassword, seedFolder } from '@healthcare/sync-server';
import { codesFor } from '@healthcare/sync-server/both-steps';
import { expect, type Page, test } from '@playwright/test';
import { looksRight } from '../../ward/e2e/looks-right.ts';
import { closeTerminals, pin, setPin, typeCode, words } from '../../ward/e2e/terminal.ts';
import { openWard, password, staffDocument, type WardUnderTest } from '../../ward/e2e/ward-under-test.ts';
import { openDesk, takeDesk } from './desk.ts';

/** Of human resources: sits at the same desk, and may see less of it. */
const hala = { id: 'hala', login: '01000000009', en: 'Hala Amin', ar: 'هالة أمين', sex: 'female', role: 'hr' } as const;
const untold = 'told.to.nobody@hospital.example';

let ward: WardUnderTest;
test.beforeEach(async () => {
  const passwordHash = await hashPassword(password);
  const account = { _id: hala.id, logins: [hala.login], email: 'hala@hospital.example', passwordHash };
  ward = await openWard('app://ward', (folder) =>
    seedFolder(folder, {
      accounts: [{ ...account, role: hala.role, wards: [] }],
      documents: { staff: [staffDocument({ ...hala, wards: [] })] },
    }),
  );
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

const first = (desk: Page) => desk.getByRole('heading', { name: 'Not accepted by the server' });
const names = (desk: Page) => desk.getByText('Choose your name, then your PIN.');
const warning = (desk: Page) => desk.getByRole('dialog', { name: /^(Are you still there\?|هل ما زلت هنا؟)$/ });

/** Adam and Hala have a PIN at this desk; Adam is at work, on a clock that a test moves. */
async function twoPeopleAt(desk: Page): Promise<void> {
  await desk.clock.install();
  await desk.reload();
  await takeDesk(desk);
  await setPin({ page: desk });
  await desk.keyboard.press('l');
  await desk.getByRole('button', { name: words.en.another }).click();
  await desk.getByLabel(words.en.user).fill(hala.login);
  await desk.getByLabel(words.en.password, { exact: true }).fill(password);
  await desk.getByRole('button', { name: words.en.signIn, exact: true }).click();
  await desk.getByRole('heading', { name: words.en.code, exact: true }).waitFor();
  const [code = ''] = await codesFor(ward.url, { kind: 'email', to: 'hala@hospital.example' });
  await typeCode(desk, code);
  await setPin({ page: desk });
  await desk.keyboard.press('l');
  await unlockAs(desk, 'Adam Fouad');
}

async function unlockAs(desk: Page, name: string): Promise<void> {
  await desk.getByRole('button', { name }).click();
  await desk.locator('#pin').fill(pin);
  await desk.getByRole('button', { name: words.en.unlock, exact: true }).click();
  await first(desk).waitFor();
}

/** Something that is begun, not saved, and nobody else's business. */
async function beginSomething(desk: Page): Promise<void> {
  await desk.getByRole('link', { name: 'Sign-in' }).click();
  await desk.getByLabel('Person', { exact: true }).selectOption({ label: 'Salma Nasr, Nurse' });
  await desk.getByRole('button', { name: 'Set address' }).click();
  await desk.getByRole('dialog').getByLabel('Mail address').fill(untold);
}

/** What the page shows and what a browser keeps for it in the clear. */
const everythingReadable = (desk: Page): Promise<string> =>
  desk.evaluate(() =>
    [document.documentElement.outerHTML, location.href, JSON.stringify({ ...localStorage, ...sessionStorage })]
      .concat([...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value))
      .join('\n'),
  );

test('a desk that nobody touches warns after a quarter of an hour, any press or key keeps it, and left alone it locks by itself', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const desk = await openDesk(browser, ward, { reducedMotion: 'reduce' });
  await twoPeopleAt(desk);
  await desk.clock.fastForward(14 * 60_000);
  await expect(warning(desk)).toBeHidden();
  await desk.clock.fastForward(32_000);
  await expect(warning(desk)).toBeVisible();
  await expect(warning(desk)).toContainText('What is begun and not saved goes when it locks.');
  await desk.mouse.move(200, 300); // on the way to the button: it does not go from under the press
  await desk.mouse.move(240, 330);
  await desk.clock.runFor(2000);
  await expect(warning(desk)).toBeVisible();
  await warning(desk).getByRole('button', { name: 'Stay' }).click();
  await expect(warning(desk)).toBeHidden();
  await expect(first(desk)).toBeVisible();
  await looksRight(desk, 'admin-idle', async () => {
    await desk.clock.fastForward(14 * 60_000 + 32_000);
    await expect(warning(desk)).toBeVisible();
  });
  // Nobody comes: the warning itself is no touch.
  await desk.clock.fastForward(14 * 60_000 + 35_000);
  await expect(warning(desk)).toBeVisible();
  await desk.clock.fastForward(31_000);
  await expect(names(desk)).toBeVisible();
  await looksRight(desk, 'admin-lock');
});

test('the desk locks over something that is begun: the next person comes in by PIN, sees what is theirs, and nothing of the last one is left', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const desk = await openDesk(browser, ward);
  await twoPeopleAt(desk);
  await beginSomething(desk);
  expect(await everythingReadable(desk)).toContain(untold);
  await desk.clock.fastForward(15 * 60_000 + 5000);
  await expect(names(desk)).toBeVisible();
  expect(await everythingReadable(desk)).not.toContain(untold);
  expect(new URL(desk.url()).hash).toBe('');
  await desk.goBack();
  await expect(names(desk)).toBeVisible();
  await ward.kill(); // a PIN needs no server
  await unlockAs(desk, 'Hala Amin');
  await expect(desk.getByText('Hala Amin').first()).toBeVisible();
  await expect(desk.getByRole('link', { name: 'Sign-in' })).toHaveCount(0);
  await expect(desk.getByText('Adam Fouad')).toHaveCount(0);
  expect(await everythingReadable(desk)).not.toContain(untold);
  await ward.start();
  await desk.keyboard.press('l');
  await unlockAs(desk, 'Adam Fouad');
  await expect(desk.getByRole('dialog')).toHaveCount(0);
  await desk.getByRole('link', { name: 'Sign-in' }).click();
  await expect(desk.getByLabel('Person', { exact: true })).toHaveValue('');
  expect(await everythingReadable(desk)).not.toContain(untold);
});
