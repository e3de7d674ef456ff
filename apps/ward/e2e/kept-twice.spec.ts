import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, test } from '@playwright/test';
import { noticeLooksRight, shot } from './looks-right.ts';
import { noiseOverIndexedDb } from './noise.ts';
import { callsOnServer } from './server-side.ts';
import { becomesLive, raise, setPin, signIn, type Terminal, unlock, words } from './terminal.ts';
import { enrolling, openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
let profile: string;
let context: BrowserContext | undefined;
test.beforeEach(async () => {
  ward = await openWard();
  profile = mkdtempSync(join(tmpdir(), 'ward-profile-'));
});
test.afterEach(async () => {
  await context?.close();
  context = undefined;
  await ward.remove();
  if (isMounted(profile)) execFileSync('umount', [profile]);
  rmSync(profile, { recursive: true, force: true });
});

/** Starts the browser on the profile, as a terminal that keeps its data; the start before has ended. */
async function startBrowser(start: () => Promise<BrowserContext>): Promise<Terminal> {
  context = await start();
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(ward.url + enrolling('ward'));
  return { page, context, card: (place) => page.getByRole('article', { name: place, exact: true }) };
}

const placeIn = (bed = '') => `Room ${bed.replace('/', ', bed ')}`;
/** What people did: on a slow machine the server has escalated some of it meanwhile. */
const placesOf = (calls: Awaited<ReturnType<typeof callsOnServer>>) =>
  calls.map(({ room, bed, entries }) => `${room}/${bed} ${byPeople(entries).join(' ')}`).toSorted();
const byPeople = (entries: readonly { readonly kind: string }[]) =>
  entries.map(({ kind }) => kind).filter((kind) => kind !== 'escalated');

test('the files of IndexedDB are overwritten with noise while the browser is closed: what was saved is here again, and reaches the server once', async ({
  browserName,
  playwright,
  launchOptions,
}) => {
  const start = () => playwright[browserName].launchPersistentContext(profile, { ...launchOptions, locale: 'en-GB' });
  const before = await startBrowser(start);
  await signIn(before, 'salma');
  await becomesLive(before);
  await setPin(before);
  await raise(before, '401', '1');
  await expect(before.card('Room 401, bed 1').getByText('Server', { exact: true })).toBeVisible();
  await ward.kill();
  await raise(before, '403', '2');
  await raise(before, '404', '1');
  await before
    .card('Room 401, bed 1')
    .getByRole('button', { name: /^Accept/ })
    .click();
  await expect(before.card('Room 401, bed 1').getByText('Salma Nasr is on the way')).toBeVisible();
  await context?.close();
  expect(noiseOverIndexedDb(profile)).toBeGreaterThan(3);

  const away = await startBrowser(start); // the program is in the browser, the server is away
  await unlock(away, 'salma');
  await expect(away.card('Room 403, bed 2')).toBeVisible();
  await expect(away.card('Room 404, bed 1')).toBeVisible();
  await expect(away.page.getByRole('article')).toHaveCount(2); // of the third only an acceptance is here, and no place
  await ward.start();
  const sentence = 'Nothing that was saved is lost: what was not sent yet (3) is here again and will be sent.';
  await expect(away.page.getByRole('status').filter({ hasText: sentence })).toBeVisible();
  // What proves the workstation and what signs for this sign-in were destroyed too: it is enrolled and they sign in again, and what
  // had been signed before stands.
  await away.page.getByRole('button', { name: words.en.switchUser }).click();
  await away.page.goto('about:blank');
  await away.page.goto(ward.url + enrolling('ward'));
  await away.page.getByRole('button', { name: 'Another person' }).click();
  await signIn(away, 'salma');
  await becomesLive(away);
  await expect(away.card('Room 401, bed 1').getByText('Salma Nasr is on the way')).toBeVisible();
  await expect
    .poll(async () => placesOf(await callsOnServer(ward)))
    .toEqual(['401/1 raised accepted', '403/2 raised', '404/1 raised']);
});

test('the disk is full while the server is away: work goes on with the reserve, then is refused in words; nothing that was saved is lost, and it goes on when there is room', async ({
  browserName,
  playwright,
  launchOptions,
}) => {
  const problem = mounted(profile);
  test.skip(problem !== undefined, `a small disk can only be mounted by root on Linux: ${problem}`);
  const start = () => playwright[browserName].launchPersistentContext(profile, { ...launchOptions, locale: 'en-GB' });
  const here = await startBrowser(start);
  const { page } = here;
  const inReserve = 'The disk of this computer is full. Work is saved in the last reserve';
  await signIn(here, 'salma');
  await becomesLive(here);
  await setPin(here);
  await raise(here, '401', '1');
  await expect(here.card('Room 401, bed 1').getByText('Server', { exact: true })).toBeVisible();
  await ward.kill();
  await raise(here, '402', '1');
  await expect(page.getByText(inReserve)).toBeHidden();

  const fillers = fillDisk(profile);
  await raise(here, '402', '2');
  await expect(here.card('Room 402, bed 2').getByText('Saved here')).toBeVisible();
  await expect(page.getByText(inReserve)).toBeVisible();
  await shot(page, 'disk-in-reserve');

  fillers.push(...fillDisk(profile)); // the reserve as well
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: words.en.raise, exact: true }).click();
  await dialog.getByRole('button', { name: words.en.emergency, exact: true }).click();
  await dialog.getByLabel('What is needed').fill('ضيق في التنفس');
  await dialog.getByRole('button', { name: placeIn('403/1'), exact: true }).click();
  await dialog.getByRole('button', { name: /^Raise: / }).press('Enter');
  await expect(page.getByText(/^Not saved: the disk of this workstation is full/)).toBeVisible();
  await expect(dialog).toBeVisible(); // what was filled in is still there

  await context?.close();
  fillers.push(...fillDisk(profile)); // what the browser has let go
  await ward.start(); // a browser that starts on a full disk may not find the program that it has kept
  const again = await startBrowser(start);
  await expect(again.page.getByRole('heading', { name: 'The disk of this computer is full' })).toBeVisible();
  await shot(again.page, 'disk-full');
  for (const path of fillers) rmSync(path, { force: true });
  await unlock(again, 'salma');
  for (const bed of ['401/1', '402/1', '402/2']) await expect(again.card(placeIn(bed))).toBeVisible();
  await expect(again.page.getByRole('article')).toHaveCount(3); // nothing of what was refused
  await raise(again, '403', '1');
  await becomesLive(again);
  await expect
    .poll(async () => placesOf(await callsOnServer(ward)))
    .toEqual(['401/1', '402/1', '402/2', '403/1'].map((bed) => `${bed} raised`));
  await expect(again.page.getByText(inReserve)).toBeHidden({ timeout: 60_000 }); // the reserve is whole again
});

test('no room at the start: what the page says, in both languages and both schemes', async ({
  browserName,
  playwright,
  launchOptions,
}) => {
  const { origin } = new URL(ward.url);
  await noticeLooksRight('disk-full', async (chosen) => {
    context = await playwright[browserName].launchPersistentContext(profile, launchOptions);
    const page = await context.newPage();
    await page.goto(new URL('health', ward.url).href); // the same origin, and nothing open
    await page.evaluate((choices) => {
      for (const [name, choice] of Object.entries(choices)) localStorage.setItem(`healthcare.${name}`, choice);
    }, chosen);
    const browsers = await context.newCDPSession(page);
    await browsers.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2.5e6 });
    await page.goto(ward.url);
    await expect(
      page.getByRole('heading', { name: /^(The disk of this computer is full|قرص هذا الحاسوب ممتلئ)$/ }),
    ).toBeVisible();
    return page;
  });
});

test('the profile forgets a finished draft too late for a kill: it does not come back, and the next call is a call of its own', async ({
  browserName,
  playwright,
  launchOptions,
}) => {
  // It came back with the ids of the saved call: what was written into it then was called saved, and nowhere.
  const here = await startBrowser(() =>
    playwright[browserName].launchPersistentContext(profile, { ...launchOptions, locale: 'en-GB' }),
  );
  const { page } = here;
  const dialog = page.getByRole('dialog');
  const raiseSaying = async (words: string) => {
    await dialog.getByLabel('What is needed').fill(words);
    await dialog.getByRole('button', { name: 'Room 401, bed 1', exact: true }).click();
  };
  await signIn(here, 'salma');
  await becomesLive(here);
  await page.getByRole('button', { name: words.en.raise, exact: true }).click();
  await raiseSaying('the first');
  const drafts = () => page.evaluate(() => localStorage.getItem('healthcare.drafts') ?? '{}');
  await expect.poll(drafts).not.toBe('{}');
  await page.evaluate(() => {
    Storage.prototype.setItem = () => undefined; // as if the machine ended before the browser had written
  });
  await dialog.getByRole('button', { name: /^Raise: / }).click();
  await expect(dialog).toBeHidden();
  await expect(here.card('Room 401, bed 1').getByText('Server', { exact: true })).toBeVisible();
  await page.reload();
  expect(await drafts()).not.toBe('{}');
  await signIn(here, 'salma');
  await expect(here.card('Room 401, bed 1')).toBeVisible();
  await expect.poll(drafts).toBe('{}');
  await page.getByRole('button', { name: words.en.raise, exact: true }).click();
  await expect(dialog.getByLabel('What is needed')).toHaveValue('');
  await raiseSaying('the second');
  await dialog.getByRole('button', { name: /^Raise: / }).click();
  await expect(dialog).toBeHidden();
  const said = async () => (await callsOnServer(ward)).map(({ entries }) => entries[0]?.data.description).toSorted();
  await expect.poll(said).toEqual(['the first', 'the second']);
});

function isMounted(folder: string): boolean {
  return existsSync('/proc/mounts') && readFileSync('/proc/mounts', 'utf8').includes(` ${folder} `);
}

/** Mounts a disk of 150 MB at the folder; why not, when it cannot be. */
function mounted(folder: string): string | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=150m', 'tmpfs', folder], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Takes all the room that there is for anything larger than this (bytes). */
const SMALLEST = 2 ** 18;

/** As a program does that writes until the disk is full; answers what it wrote. */
function fillDisk(folder: string): string[] {
  const fillers: string[] = [];
  for (let size = 2 ** 24; size >= SMALLEST; size /= 2)
    for (let fits = true; fits; ) {
      const path = join(folder, `filler-${crypto.randomUUID()}`);
      fits = wholeWritten(path, size);
      if (fits) fillers.push(path);
      else rmSync(path, { force: true }); // the half of it that fitted is not for us
    }
  return fillers;
}

function wholeWritten(path: string, size: number): boolean {
  try {
    writeFileSync(path, Buffer.alloc(size, 1));
    return true;
  } catch {
    return false;
  }
}
