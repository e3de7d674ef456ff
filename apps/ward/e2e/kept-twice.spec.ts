import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, test } from '@playwright/test';
import { noiseOverIndexedDb } from './noise.ts';
import { callsOnServer } from './server-side.ts';
import { becomesLive, raise, signIn, type Terminal } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

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
  rmSync(profile, { recursive: true, force: true });
});

/** Starts the browser on the profile, as a terminal that keeps its data; the start before has ended. */
async function startBrowser(start: () => Promise<BrowserContext>): Promise<Terminal> {
  context = await start();
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(ward.url);
  return { page, context, card: (place) => page.getByRole('article', { name: place, exact: true }) };
}

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
  await raise(before, '401', '1');
  await becomesLive(before);
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
  await expect(away.card('Room 403, bed 2')).toBeVisible();
  await expect(away.card('Room 404, bed 1')).toBeVisible();
  await expect(away.page.getByRole('article')).toHaveCount(2); // of the third only an acceptance is here, and no place
  await ward.start();
  await signIn(away, 'salma');
  const sentence = 'Nothing that was saved is lost: what was not sent yet (3) is here again and will be sent.';
  await expect(away.page.getByRole('status').filter({ hasText: sentence })).toBeVisible();
  await becomesLive(away);
  await expect(away.card('Room 401, bed 1').getByText('Salma Nasr is on the way')).toBeVisible();
  await expect
    .poll(async () => placesOf(await callsOnServer(ward)))
    .toEqual(['401/1 raised accepted', '403/2 raised', '404/1 raised']);
});
