import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { doAtBed } from './bed-steps.ts';
import { speak } from './looks-right.ts';
import { expectedOf, type NightCall, nightWard, plannedCalls, shiftOf, type When } from './night-plan.ts';
import { callsOnServer, entriesBy, signInByApi } from './server-side.ts';
import { becomesLive, closeTerminals, openTerminal, raise, setPin, signIn, type Terminal, unlock } from './terminal.ts';
import { openWard, type WardUnderTest } from './ward-under-test.ts';

const HOUR_MS = 3_600_000;
const LYING = 30;
const folder = mkdtempSync(join(tmpdir(), 'healthcare-night-'));
const clockFile = join(folder, 'clock');
let ward: WardUnderTest;

const setClock = (byMs: number) => writeFileSync(clockFile, String(byMs));

test.beforeEach(async () => {
  setClock(0);
  ward = await openWard(undefined, undefined, nightWard, {
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'moved-clock.mjs'))}`,
    MOVED_CLOCK: clockFile,
  });
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
  rmSync(folder, { recursive: true, force: true });
});

const planned = plannedCalls(55, Date.now());

/** The hours before: thirty patients lie in the ward, and 55 calls have come and gone. */
async function hoursBefore(): Promise<void> {
  const [salma, omar] = [await signInByApi(ward, 'salma'), await signInByApi(ward, 'omar')];
  const his = entriesBy(omar);
  const stays = Array.from({ length: LYING }, (_, at) => {
    const [room, bed] = [String(401 + Math.floor(at / 4)), String(1 + (at % 4))];
    const place = { wardId: '4B', roomId: `room-${room}`, room, bedId: `${room}-${bed}`, bed };
    return { _id: `stay-${at}`, entries: [his(`stay-${at}`, 'claimed', { ...place, patient: `Patient ${at + 1}` })] };
  });
  await omar.ask('/db/stays/_bulk_docs', { docs: stays });
  const docs = planned.map(({ id, kind, raised, accepted, arrived, end, endedMs, room, bed }) => {
    const steps: readonly (readonly [string, When | null, object])[] = [
      ['raised', raised, { wardId: '4B', roomId: `room-${room}`, room, bed, kind, priority: 'medium' }],
      ['accepted', accepted, {}],
      ['arrived', arrived, {}],
      [end, [endedMs, endedMs], end === 'done' ? {} : { reason: 'Not needed' }],
    ];
    let before: readonly string[] = [];
    const entries = steps.flatMap(([act, when, data]) => {
      if (!when) return [];
      const entry = entriesBy(salma, () => when[0])(`${id}-${act}`, act, data as never, before);
      before = [entry.id];
      return [entry];
    });
    return { _id: id, entries };
  });
  await salma.ask('/db/calls/_bulk_docs', { docs });
}

/** Nobody accepts an emergency that was raised 70 s ago: the server asks the next. */
async function unanswered(): Promise<When> {
  const salma = await signInByApi(ward, 'salma');
  const raisedMs = Date.now() - 70_000;
  const place = { wardId: '4B', roomId: 'room-410', room: '410', bed: '4' };
  const entry = entriesBy(salma, () => raisedMs)('unanswered', 'raised', {
    ...place,
    kind: 'emergency',
    priority: 'high',
  });
  await salma.ask('/db/calls/_bulk_docs', { docs: [{ _id: 'unanswered', entries: [entry] }] });
  return [raisedMs, raisedMs];
}

const clockOf = (page: Page) => page.evaluate(() => Date.now());

async function timed(page: Page, act: () => Promise<unknown>): Promise<When> {
  const from = await clockOf(page);
  await act();
  return [from, await clockOf(page)];
}

/** Accepts at the card, and goes on as far as is wanted. */
async function answered({ page, card }: Terminal, place: string, upTo: 'accepted' | 'done') {
  const press = async (name: string, then: string) => {
    await card(place)
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click();
    if (then === '') await expect(card(place)).toBeHidden();
    else await expect(card(place).getByRole('button', { name: new RegExp(`^${then}`) })).toBeVisible();
  };
  const accepted = await timed(page, () => press('Accept', 'I am there'));
  if (upTo === 'accepted') return { accepted, arrived: null };
  const arrived = await timed(page, () => press('I am there', 'Done'));
  await press('Done', '');
  return { accepted, arrived };
}

/** Time passes at a terminal that somebody has just touched. */
async function passes({ page }: Terminal, ms: number): Promise<void> {
  await page.getByRole('heading', { name: 'Calls', exact: true }).click();
  await page.clock.fastForward(ms);
}

const seconds = (text: string) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

/** Every line of the table of answers, for every shift, against the journey's own list. */
async function figuresAreRight(page: Page, calls: readonly NightCall[]): Promise<void> {
  const region = page.getByRole('region', { name: 'How fast calls were answered' });
  const shifts = ['all', 'morning', 'evening', 'night'] as const;
  for (const [at, shift] of shifts.entries()) {
    await region.getByRole('group', { name: 'Which shift' }).getByRole('button').nth(at).click();
    const lines = await region
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')));
    for (const [line, kind] of (['emergency', 'assistance', 'treatment', 'surgery', 'all'] as const).entries()) {
      const of = calls.filter(
        (call) => (kind === 'all' || call.kind === kind) && (shift === 'all' || shiftOf(call.raised[0]) === shift),
      );
      const { raised, accepted, escalated, times } = expectedOf(of);
      const [raisedShown, acceptedShown, ...rest] = lines[line] ?? [];
      const what = `${kind}, ${shift}`;
      expect([raisedShown, acceptedShown, rest[4]], what).toEqual([raised, accepted, escalated].map(String));
      times.forEach((span, place) => {
        const shown = rest[place] ?? '';
        const [least, most] = span ?? [Number.NaN, Number.NaN];
        if (span === null) expect(shown, what).not.toMatch(/\d/);
        else expect(seconds(shown) >= least && seconds(shown) <= most, `${what}, time ${place}: ${shown}`).toBe(true);
      });
    }
  }
}

test('a night: 40 beds, 60 calls, three escalations, two hours without the server, the handover; nothing is lost and every figure is right', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  await hoursBefore();
  const [a, b] = [await openTerminal(browser, ward), await openTerminal(browser, ward)];
  for (const [terminal, who] of [
    [a, 'heba'],
    [b, 'omar'],
  ] as const) {
    await terminal.page.clock.install();
    await terminal.page.reload();
    await signIn(terminal, who);
    await becomesLive(terminal);
    await setPin(terminal);
  }
  const calls: NightCall[] = [...planned];
  const byHand = async (terminal: Terminal, room: string, upTo: 'accepted' | 'done', wait?: () => Promise<void>) => {
    const raised = await timed(terminal.page, () => raise(terminal, room, '1'));
    await wait?.();
    const went = await answered(terminal, `Room ${room}, bed 1`, upTo);
    calls.push({ kind: 'emergency', raised, ...went, escalated: wait !== undefined });
  };

  const raised = await unanswered();
  await expect(a.card('Room 410, bed 4')).toContainText('Doctors asked');
  calls.push({ kind: 'emergency', raised, ...(await answered(a, 'Room 410, bed 4', 'done')), escalated: true });

  await ward.kill();
  for (const { page } of [a, b])
    await expect(page.getByRole('alert').filter({ hasText: 'Disconnected since' })).toBeVisible();
  await byHand(a, '402', 'done', async () => {
    await passes(a, 65_000);
    await expect(a.card('Room 402, bed 1')).toContainText('Doctors asked');
    await passes(a, 60_000);
    await expect(a.card('Room 402, bed 1')).toContainText('Head nurse asked');
  });
  await byHand(b, '403', 'done');
  await byHand(b, '404', 'accepted');
  await byHand(a, '405', 'accepted');
  for (const { page } of [a, b]) await page.clock.fastForward(2 * HOUR_MS);
  for (const [terminal, who] of [
    [a, 'heba'],
    [b, 'omar'],
  ] as const)
    await unlock(terminal, who); // nobody hears a key before the screen is there
  await a.page.keyboard.press('b');
  await doAtBed(a.page, '401', '1', 'Discharge');
  const dialog = a.page.getByRole('dialog');
  for (const check of await dialog.getByRole('checkbox').all()) await check.check();
  await dialog.getByRole('button', { name: 'Discharged home' }).click();
  await dialog.getByRole('button', { name: 'Discharge', exact: true }).click();
  await expect(dialog).toBeHidden();

  setClock(2 * HOUR_MS + 125_000);
  await ward.start();
  await Promise.all([becomesLive(a), becomesLive(b)]);
  const beds = (kind: string) => a.page.locator(`main button[data-kind="${kind}"]`);
  await expect(beds('held')).toHaveCount(LYING - 1);
  await expect(beds('dirty')).toHaveCount(1);
  await expect(beds('free')).toHaveCount(40 - LYING);
  await a.page.getByRole('button', { name: 'Night colours' }).click();
  for (const language of ['en', 'ar'] as const) {
    await speak(a.page, language);
    for (const width of [1366, 1920]) {
      await a.page.setViewportSize({ width, height: width === 1366 ? 768 : 1080 });
      await a.page.screenshot({ path: `shots/night-board-${language}-dark-${width}.png` });
    }
  }
  await speak(a.page, 'en');

  for (const { page } of [a, b]) await page.keyboard.press('h');
  const open = a.page.getByRole('region', { name: 'Open in the ward' });
  for (const place of ['Room 404, bed 1', 'Room 405, bed 1', 'Room 401, bed 1'])
    await expect(open.getByRole('link', { name: place })).toBeVisible();
  await expect(open.getByRole('listitem')).toHaveCount(3);
  await expect(a.page.getByRole('button', { name: /^Add a note: Patient / })).toHaveCount(LYING - 1);
  await a.page.getByRole('button', { name: 'About the whole ward', exact: true }).click();
  await a.page.getByRole('dialog').getByLabel('What the next shift has to know').fill('Two hours without the server');
  await a.page.getByRole('dialog').getByRole('button', { name: 'Keep the note' }).click();
  await a.page.getByRole('button', { name: 'Sign the handover' }).click();
  await a.page.getByRole('dialog').getByRole('button', { name: 'Sign and hand over' }).click();
  await b.page.getByRole('button', { name: 'Acknowledge: About the whole ward', exact: true }).click();
  await expect(a.page.getByText('waits for the next shift')).toBeHidden();

  await a.page.getByRole('link', { name: 'Lead', exact: true }).click();
  expect(calls).toHaveLength(60);
  await figuresAreRight(a.page, calls);

  await ward.kill();
  setClock(0);
  await ward.start();
  const stored = await callsOnServer(ward);
  expect(stored).toHaveLength(60);
  const ended = Object.fromEntries(stored.map(({ _id, state, entries }) => [_id, `${state} ${entries.length}`]));
  for (const { id, end } of planned) expect(ended[id]).toBe(end === 'done' ? 'done 4' : 'cancelled 2');
  const others = stored.filter(({ _id }) => !_id.startsWith('night-'));
  expect(others.map(({ room, state, entries }) => `${room} ${state} ${entries.length}`).sort()).toEqual([
    '402 done 6',
    '403 done 4',
    '404 accepted 2',
    '405 accepted 2',
    '410 done 5',
  ]);
  expect(stored.flatMap(({ entries }) => entries.filter(({ kind }) => kind === 'escalated'))).toHaveLength(3);
  const heba = await signInByApi(ward, 'heba');
  const { rows } = await heba.ask<{ rows: readonly { doc: { state: string; points: readonly unknown[] } }[] }>(
    '/db/handovers/_all_docs?include_docs=true',
  );
  expect(rows.map(({ doc }) => [doc.state, doc.points.length])).toEqual([['takenOver', 1]]);
});
