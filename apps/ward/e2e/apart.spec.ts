import { expect, type Page, test } from '@playwright/test';
import { callsOnServer } from './server-side.ts';
import {
  becomesLive,
  closeTerminals,
  liveTerminal,
  openTerminal,
  raise,
  setPin,
  signIn,
  type Terminal,
  unlock,
} from './terminal.ts';
import { enrolling, openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

/** The acts that a screen has called saved, by kind. */
interface Said {
  raised: number;
  accepted: number;
  arrived: number;
  done: number;
}

/** One call after another, from raise to close: four acts each, each waited for until the screen shows it as saved. */
async function work(terminal: Terminal, room: string, calls: number, said: Said): Promise<void> {
  const { page } = terminal;
  for (let n = 0; n < calls; n += 1) {
    const card = page.getByRole('article', { name: `Room ${room}, bed 1`, exact: true });
    await raise(terminal, room, '1');
    await expect(card).toBeVisible();
    said.raised += 1;
    await step(card.getByRole('button', { name: /^Accept/ }));
    said.accepted += 1;
    await step(card.getByRole('button', { name: /^I am there/ }));
    said.arrived += 1;
    await step(card.getByRole('button', { name: /^Done/ }));
    await expect(card).toBeHidden();
    said.done += 1;
  }
}

async function step(button: ReturnType<Page['getByRole']>): Promise<void> {
  await button.click();
  await expect(button).toBeHidden();
}

test('journey 2: the server dies in the middle of 50 writes; both terminals work on, reload, and are equal when it is back', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await Promise.all([signIn(a, 'salma'), signIn(b, 'omar')]);
  await Promise.all([becomesLive(a), becomesLive(b)]);
  for (const terminal of [a, b]) await setPin(terminal);
  const said: Said = { raised: 0, accepted: 0, arrived: 0, done: 0 };
  const working = Promise.all([work(a, '401', 6, said), work(b, '402', 7, said)]);
  const acts = () => said.raised + said.accepted + said.arrived + said.done;
  await expect.poll(acts, { timeout: 60_000 }).toBeGreaterThan(18); // a slow machine takes its time over them
  await ward.kill();
  await working;
  expect(said).toEqual({ raised: 13, accepted: 13, arrived: 13, done: 13 });
  for (const { page } of [a, b])
    await expect(page.getByRole('alert').getByText(/Disconnected since \d\d:\d\d\./)).toBeVisible();
  await expect(a.page.getByText('Use the wall call.').first()).toBeVisible();
  await Promise.all([a.page.reload(), b.page.reload()]);
  await unlock(a, 'salma');
  await unlock(b, 'omar');
  await raise(a, '403', '1');
  await raise(b, '404', '2');
  await expect(a.card('Room 403, bed 1').getByText('Not on the server')).toBeVisible();
  await ward.start();
  await Promise.all([becomesLive(a), becomesLive(b)]);
  for (const { card } of [a, b]) {
    await expect(card('Room 403, bed 1')).toBeVisible({ timeout: 5000 });
    await expect(card('Room 404, bed 2')).toBeVisible({ timeout: 5000 });
  }
  const calls = await callsOnServer(ward);
  const entries = calls.flatMap((call) => call.entries);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  const count = (kind: string) => entries.filter((entry) => entry.kind === kind).length;
  expect(calls).toHaveLength(15);
  expect([count('raised'), count('accepted'), count('arrived'), count('done')]).toEqual([15, 13, 13, 13]);
});

test('journey 3: both accept one call while apart; the earlier is responsible, the other is shown beside, on both', async ({
  browser,
}) => {
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  await Promise.all([signIn(a, 'salma'), signIn(b, 'omar')]);
  await Promise.all([becomesLive(a), becomesLive(b)]);
  await raise(a, '403', '2');
  await expect(b.card('Room 403, bed 2')).toBeVisible();
  await ward.kill();
  for (const { page } of [a, b]) await expect(page.getByRole('alert')).toBeVisible();
  await a
    .card('Room 403, bed 2')
    .getByRole('button', { name: /^Accept/ })
    .click();
  await expect(a.card('Room 403, bed 2').getByText('Salma Nasr is on the way')).toBeVisible();
  await b
    .card('Room 403, bed 2')
    .getByRole('button', { name: /^Accept/ })
    .click();
  await expect(b.card('Room 403, bed 2').getByText('Omar Tarek is on the way')).toBeVisible();
  await ward.start();
  for (const { card } of [a, b]) {
    await expect(card('Room 403, bed 2').getByText('Salma Nasr is on the way')).toBeVisible();
    await expect(card('Room 403, bed 2').getByText('Omar Tarek accepted too')).toBeVisible();
  }
});

test('journey 4: the renderer is killed right after "saved"; the call is there at the next start, and reaches the server', async ({
  browser,
}) => {
  const a = await liveTerminal(browser, ward, 'salma');
  await setPin(a);
  await ward.kill();
  await raise(a, '403', '2');
  await expect(a.card('Room 403, bed 2').getByText('Saved here')).toBeVisible();
  const devtools = await a.context.newCDPSession(a.page);
  const gone = a.page.waitForEvent('crash');
  void devtools.send('Page.crash').catch(() => undefined); // the answer dies with the page
  await gone;
  const page = await a.context.newPage();
  await page.goto(ward.url + enrolling('ward'));
  await expect(page.getByText('Calls are not shown or sounded here until somebody')).toBeVisible();
  const again: Terminal = { ...a, page, card: (place) => page.getByRole('article', { name: place, exact: true }) };
  await unlock(again, 'salma');
  await expect(again.card('Room 403, bed 2')).toBeVisible();
  await ward.start();
  await expect(again.card('Room 403, bed 2').getByText('Server', { exact: true })).toBeVisible();
  expect((await callsOnServer(ward)).map(({ room, bed }) => [room, bed])).toEqual([['403', '2']]);
});
