import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scanned } from '@healthcare/testing/raw-scan';
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { callsOnServer } from './server-side.ts';
import { becomesLive, setPin, signIn, type Terminal, unlock, words } from './terminal.ts';
import { enrolling, openWard, people, type WardUnderTest } from './ward-under-test.ts';
import { secretsOfTheDay, workingDay } from './working-day.ts';

let ward: WardUnderTest;
let profile: string;
let context: BrowserContext | undefined;
test.beforeEach(async () => {
  ward = await openWard();
  profile = mkdtempSync(join(tmpdir(), 'ward-profile-'));
  withoutPasswordManager(profile);
});
test.afterEach(async () => {
  await context?.close();
  context = undefined;
  await ward.remove();
  rmSync(profile, { recursive: true, force: true });
});

/** As the policy of a ward's browsers has it (README): a browser that offers to keep a password keeps the name beside it. */
function withoutPasswordManager(folder: string): void {
  mkdirSync(join(folder, 'Default'), { recursive: true });
  const preferences = { credentials_enable_service: false, profile: { password_manager_enabled: false } };
  writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(preferences));
}

const terminalOn = (page: Page): Terminal => ({
  page,
  context: page.context(),
  card: (place) => page.getByRole('article', { name: place, exact: true }),
});

test('X6 after a working day no name, number or text that was in use stands anywhere in the browser’s profile', async ({
  browserName,
  playwright,
  launchOptions,
}) => {
  test.setTimeout(180_000);
  const start = async (folder: string) => {
    context = await playwright[browserName].launchPersistentContext(folder, { ...launchOptions, locale: 'en-GB' });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(ward.url + enrolling('ward'));
    return terminalOn(page);
  };
  const before = await start(profile);
  await signIn(before, 'salma');
  await becomesLive(before);
  await setPin(before);
  await workingDay(before);
  await before.page.getByRole('button', { name: words.en.switchUser }).click();
  await unlock(before, 'salma');
  await ward.kill();
  await workingDay(before, '2'); // with everything unsent
  await before.page.reload();
  await unlock(before, 'salma');
  // The scan would find it: this one thing is put there on purpose.
  await before.page.evaluate(() => localStorage.setItem('on purpose', 'Readable Name'));
  await context?.close();
  expect(scanned(profile, ['Readable Name']).length).toBeGreaterThan(0);
  expect(scanned(profile, secretsOfTheDay)).toEqual([]);

  // Stolen without the PIN: neither another server nor a second browser makes anything of it.
  const stolen = mkdtempSync(join(tmpdir(), 'ward-stolen-'));
  cpSync(profile, stolen, { recursive: true });
  const thief = await start(stolen);
  await expect(thief.page.getByText('Calls are not shown or sounded here until somebody')).toBeVisible();
  await expect(thief.page.getByRole('article')).toHaveCount(0);
  await context?.close();
  rmSync(stolen, { recursive: true, force: true });

  await ward.start();
  const after = await start(profile);
  await unlock(after, 'salma');
  await becomesLive(after);
  const raised = (await callsOnServer(ward)).map(({ room, bed }) => `${room}/${bed}`).toSorted();
  expect(raised).toEqual(['401/1', '401/1', '402/2', '402/2']);
});

test('X7 the tenth wrong PIN in a browser destroys the way in: the right one no longer opens, a full sign-in does, and nothing is lost', async ({
  browserName,
  playwright,
  launchOptions,
}) => {
  context = await playwright[browserName].launchPersistentContext(profile, { ...launchOptions, locale: 'en-GB' });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(ward.url + enrolling('ward'));
  const a = terminalOn(page);
  await signIn(a, 'salma');
  await becomesLive(a);
  await setPin(a);
  await ward.kill();
  await workingDay(a);
  await page.reload();
  for (let tried = 1; tried <= 10; tried += 1) {
    if (tried === 5) await page.reload(); // the count is on the disk
    await page.locator('#pin').fill(`90817${tried % 10}`);
    await page.getByRole('button', { name: words.en.unlock, exact: true }).click();
    const told =
      tried === 10
        ? 'was removed after ten wrong tries'
        : tried === 9
          ? 'One try is left'
          : `${10 - tried} tries are left`;
    await expect(page.getByRole('alert').filter({ hasText: told })).toBeVisible();
  }
  await page.reload();
  await expect(page.getByText(`The PIN of ${people.salma.en} was removed`)).toBeVisible();
  await ward.start();
  await page.getByRole('button', { name: 'Sign in with password' }).click();
  await signIn(a, 'salma');
  await becomesLive(a);
  const raised = (await callsOnServer(ward)).map(({ room, bed }) => `${room}/${bed}`).toSorted();
  expect(raised).toEqual(['401/1', '402/2']);
});
