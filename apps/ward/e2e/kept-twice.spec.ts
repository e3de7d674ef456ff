import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, test } from '@playwright/test';
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
const placesOf = (calls: Awaited<ReturnType<typeof callsOnServer>>) =>
  calls.map(({ room, bed, entries }) => `${room}/${bed} ${entries.map(({ kind }) => kind).join(' ')}`).toSorted();

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

test('the disk is full in the middle of the work: the person is told, nothing of the act is kept, and work goes on when there is room', async ({
  browserName,
  playwright,
  launchOptions,
}) => {
  const problem = mounted(profile);
  test.skip(problem !== undefined, `a small disk can only be mounted by root on Linux: ${problem}`);
  const here = await startBrowser(() =>
    playwright[browserName].launchPersistentContext(profile, { ...launchOptions, locale: 'en-GB' }),
  );
  const { page } = here;
  await signIn(here, 'salma');
  await becomesLive(here);
  await setPin(here);
  await raise(here, '401', '1');
  await expect(here.card('Room 401, bed 1').getByText('Server', { exact: true })).toBeVisible();
  const takeAway = fillDisk(profile);

  // The browser gives room back now and then, by a file of its own that it does not need any more: what fits is really saved.
  const dialog = page.getByRole('dialog');
  const go = dialog.getByRole('button', { name: /^Raise: / });
  const refused = page.getByText(/^Not saved: the disk of this workstation is full|could not save it/);
  const saved: string[] = [];
  for (const bed of ['402/1', '402/2', '403/1', '403/2', '404/1', '404/2']) {
    await page.getByRole('button', { name: words.en.raise, exact: true }).click();
    await dialog.getByRole('button', { name: words.en.emergency, exact: true }).click();
    await dialog.getByLabel('What is needed').fill('ضيق في التنفس '.repeat(70));
    await dialog.getByRole('button', { name: placeIn(bed), exact: true }).click();
    await go.press('Enter');
    const card = here.card(placeIn(bed));
    await expect(refused.or(card)).toBeVisible();
    saved.push(bed);
    if (await refused.isVisible()) break;
    await expect(card.getByText('Server', { exact: true })).toBeVisible();
  }
  await expect(refused).toBeVisible();
  takeAway();
  await expect(dialog).toBeVisible(); // what was filled in is still there
  const raised = (beds: readonly string[]) => ['401/1', ...beds].map((bed) => `${bed} raised`);
  expect(placesOf(await callsOnServer(ward))).toEqual(raised(saved.slice(0, -1)));

  // A Chromium that has opened a database without room opens none any more as long as the page lives, and clears away what it had (seen
  // with 156): then the terminal is enrolled and signed in at again. What reached the server stands, and what was not saved is raised again.
  await page.goto('about:blank');
  await page.goto(ward.url + enrolling('ward'));
  const [byPin, anew] = [page.getByRole('button', { name: 'Salma Nasr' }), page.getByLabel('Phone or staff number')];
  await expect(byPin.or(anew)).toBeVisible();
  if (await byPin.isVisible()) await unlock(here, 'salma');
  else await signIn(here, 'salma');
  for (const bed of saved.slice(0, -1)) await expect(here.card(placeIn(bed))).toBeVisible();
  const last = here.card(placeIn(saved.at(-1)));
  const [room = '', bed = ''] = saved.at(-1)?.split('/') ?? [];
  // The journal had it and could not be told any more that it is not wanted: then it comes by itself, as after a crash.
  if (!(await last.isVisible())) await raise(here, room, bed);
  await expect(last.getByText('Server', { exact: true })).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(saved.length + 1);
  expect(placesOf(await callsOnServer(ward))).toEqual(raised(saved));
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

/** Takes all the room that there is, down to the last block; answers how to give it back. */
function fillDisk(folder: string): () => void {
  const fillers: string[] = [];
  for (let size = 2 ** 24; size >= 4096; size /= 2)
    for (let fits = true; fits; ) {
      const path = join(folder, `filler-${fillers.length}`);
      fillers.push(path);
      fits = wholeWritten(path, size);
    }
  return () => {
    for (const path of fillers) rmSync(path, { force: true });
  };
}

function wholeWritten(path: string, size: number): boolean {
  try {
    writeFileSync(path, Buffer.alloc(size, 1));
    return true;
  } catch {
    return false; // the half of it that fitted stays: it fills, too
  }
}
