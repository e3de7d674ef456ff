import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Entries, type Entry, stamp } from '@healthcare/domain';
import { hashPassword, seedFolder } from '@healthcare/sync-server';
import { codesFor } from '@healthcare/sync-server/both-steps';
import { demoHospital } from '@healthcare/testing/hospital';
import { type Browser, chromium, type Page } from '@playwright/test';
import { childOf } from './child.ts';
import { type Figure, quantile } from './figures.ts';

const password = 'bench password';
const ward = '4B';
const HISTORY = 480;
/** Calls that one terminal sees to in a day and a night: two an hour, most of the sixty of a busy night of the whole ward. */
const TURNS = 48;

/** A terminal in Chromium whose ward has so many patients: search, a long file, and a day at it. */
export async function patientFigures(share = 1): Promise<readonly Figure[]> {
  const count = 20_000 * share;
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-patients-'));
  const hospital = demoHospital({ seed: 7, beds: 400, nowMs: Date.now(), pastCalls: 2000 });
  const nurse = hospital.accounts.find(({ role, wards }) => role === 'nurse' && wards.includes(ward));
  const passwordHash = await hashPassword(password);
  const patients = many(hospital.documents.patients, { count, user: nurse?.id ?? '' });
  await seedFolder(folder, {
    accounts: hospital.accounts.map(({ id, name: _, ...account }) => ({ _id: id, ...account, passwordHash })),
    documents: {
      ...hospital.documents,
      patients: [...hospital.documents.patients, ...patients],
      records: [...hospital.documents.records, ...longHistory(patients[0]?.id ?? '', nurse?.id ?? '')],
    },
  });
  const server = await childOf('product-server.ts', [folder], true);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking', '--no-first-run'],
  });
  try {
    const page = await terminal(browser, `http://127.0.0.1:${server.port}/`, nurse?.logins[1] ?? '');
    return [
      ...(await searched(page, count)),
      ...(await longFile(page, patients[0]?.id ?? '')),
      ...(await day(page, browser)),
    ];
  } finally {
    await browser.close();
    await server.end();
  }
}

/** The demo hospital's patients told again under other ids and numbers, all of them in one ward and registered by somebody of it. */
function many(stories: readonly Entries[], { count, user }: { readonly count: number; readonly user: string }) {
  return Array.from({ length: count }, (_, n): Entries => {
    const [registered] = stories[n % stories.length]?.entries ?? [];
    if (!registered) throw new Error('a hospital without patients');
    const data = { ...registered.data, wardId: ward, fileNumber: `HC-${n + 100_000}`, phone: `0100${1_000_000 + n}` };
    const by = { ...registered.by, user };
    return { id: `many-${n}`, entries: [{ ...registered, id: `many-${n}`, by, data } as Entry] };
  });
}

function longHistory(patientId: string, user: string): readonly Entries[] {
  const by = { user, grant: 'seed', workstation: 'wk-seed' };
  return Array.from({ length: HISTORY }, (_, n) => {
    const facts = {
      wardId: ward,
      patientId,
      disease: `Event ${n}`,
      on: '2020-01-01',
      description: 'What was found and done.',
    };
    const at = stamp(Date.UTC(2026, 0, 1) + n * 3_600_000, 0, 'seed');
    const entry = { id: `long-${n}`, kind: 'historyAdded', at, by, after: [], data: facts, version: 1 };
    return { id: `long-${n}`, entries: [entry as Entry] };
  });
}

async function terminal(browser: Browser, url: string, login: string) {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
  await page.goto(url);
  await page.getByLabel('Phone or staff number').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Enter the code', exact: true }).waitFor();
  const [code = ''] = await codesFor(new URL(url).origin, { kind: 'email' });
  await page.locator('input[autocomplete="one-time-code"]').first().click();
  await page.keyboard.type(code);
  await page.getByRole('heading', { name: 'Calls', exact: true }).waitFor();
  await page.getByText('All work is on the server').waitFor({ timeout: 300_000 });
  return page;
}

/** From the key to the frame in which the list below it has changed. */
async function searched(page: Page, count: number): Promise<readonly Figure[]> {
  await page.getByText('All work is on the server').waitFor();
  await page.locator('main').focus();
  await page.keyboard.press('/');
  const field = page.getByRole('dialog').getByRole('combobox');
  await field.fill(`HC-${100_000 + count - 1}`);
  await page.getByRole('option').first().waitFor({ timeout: 300_000 });
  await field.fill('HC-1'); // nearly everybody: while more is read in, how many are found goes on changing
  await page.waitForFunction(
    (all) =>
      Number(
        /[\d,]+/
          .exec(document.querySelector('[role=dialog] [role=status]')?.textContent ?? '')?.[0]
          .replaceAll(',', ''),
      ) >= all,
    count,
    { timeout: 300_000 },
  );
  const delays: number[] = [];
  for (const text of ['fatma hassan', 'محمد', 'احمد السيد', '0100100', 'HC-1000', 'mohamed ali', 'المصري', 'sara'])
    for (let letters = 2; letters <= text.length; letters += 1) {
      const typed = text.slice(0, letters);
      const delay = await field.evaluate(afterTyping, typed);
      if (delay > 0) delays.push(delay); // The same list again says nothing of the time.
    }
  await page.keyboard.press('Escape');
  const name = `search among ${count.toLocaleString('en')} patients`;
  return [
    {
      what: `${name} p50`,
      value: quantile(delays, 0.5),
      unit: 'ms',
      note: `a letter typed → another list painted, ${delays.length} times`,
    },
    { what: `${name} p95`, value: quantile(delays, 0.95), unit: 'ms', wanted: { atMost: 50 } },
  ];
}

/** Runs in the page: writes into the field as React hears it, and waits until the list has not changed for a while. 0: nothing had to be painted. */
function afterTyping(field: HTMLElement | SVGElement, text: string): Promise<number> {
  const quietMs = 150;
  return new Promise((measured) => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const start = performance.now();
    let last = start;
    let quiet = setTimeout(end, quietMs * 2);
    const observer = new MutationObserver(() => {
      requestAnimationFrame(() => {
        last = performance.now();
      });
      clearTimeout(quiet);
      quiet = setTimeout(end, quietMs);
    });
    function end(): void {
      observer.disconnect();
      measured(last - start);
    }
    const list = document.querySelector('[role="dialog"]') ?? document.body;
    observer.observe(list, { childList: true, subtree: true, characterData: true });
    set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function longFile(page: Page, patient: string): Promise<readonly Figure[]> {
  const delays: number[] = [];
  for (let turn = 0; turn < 6; turn += 1) {
    await page.evaluate(() => {
      location.hash = '#/patients';
    });
    await page.getByRole('heading', { name: 'Patients', exact: true }).waitFor();
    delays.push(await page.evaluate(openedAfter, patient));
  }
  return [
    {
      what: `patient’s file with ${HISTORY + 1} events in its timeline`,
      value: quantile(delays, 0.95),
      unit: 'ms',
      wanted: { atMost: 300 },
      note: 'the slowest of six: link pressed → banner and timeline painted',
    },
  ];
}

function openedAfter(patient: string): Promise<number> {
  return new Promise((measured) => {
    const start = performance.now();
    const observer = new MutationObserver(() => {
      if (!document.body.textContent?.includes('Showing 40 of')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => measured(performance.now() - start)));
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    location.hash = `#/patients/${patient}`;
  });
}

/** A day at the terminal in short: a call from raise to done, files, the board, a search, over and over; what the page holds after each sixth. */
async function day(page: Page, browser: Browser): Promise<readonly Figure[]> {
  const memory = await memoryOf(page, browser);
  const sizes: Memory[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    await aTurn(page, turn);
    if ((turn + 1) % (TURNS / 6) === 0) sizes.push(await memory());
  }
  return [
    ...keptWithin(
      'page’s heap',
      sizes.map(({ heapMb }) => heapMb),
    ),
    ...keptWithin(
      'page’s process',
      sizes.map(({ processMb }) => processMb),
    ),
  ];
}

/** The first half of the day also warms up; the second must not grow any more. */
function keptWithin(what: string, sixths: readonly number[]): readonly Figure[] {
  const [last = Number.NaN, middle = Number.NaN] = [sixths.at(-1), sixths[2]];
  return [
    {
      what: `${what} after a day`,
      value: last,
      unit: 'MB',
      wanted: { atMost: 400 },
      note: `after sixths: ${sixths.map((mb) => mb.toFixed(0)).join(', ')} MB`,
    },
    {
      what: `${what}: growth over the second half of the day`,
      value: last - middle,
      unit: 'MB',
      wanted: { atMost: Math.max(10, middle * 0.1) },
    },
  ];
}

async function aTurn(page: Page, turn: number): Promise<void> {
  await aCall(page);
  for (const [screen, drawn] of [
    [`patients/many-${turn}`, `[href="#/patients/many-${turn}/history"]`],
    ['beds', 'main button[data-kind]'],
    [`patients/many-${turn}/history`, `[href="#/patients/many-${turn}/history"][aria-current]`],
    ['patients', 'main input'],
  ] as const) {
    await to(page, screen);
    await page.locator(drawn).first().waitFor();
  }
  await page.locator('main').focus();
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').fill(`HC-${100_000 + turn}`);
  await dialog.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

/** One is raised; the one that waits most is accepted, and found again among one's own. */
async function aCall(page: Page): Promise<void> {
  await to(page, 'calls');
  await page.getByRole('button', { name: 'Raise a call', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('button', { name: /^Room .*, bed 1$/ })
    .first()
    .click();
  await dialog.getByRole('button', { name: /^Raise: / }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page
    .getByRole('button', { name: /^Accept/ })
    .first()
    .click();
  await to(page, 'mine');
  await page
    .getByRole('button', { name: /^I am there/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^Done/ }).first().click();
}

async function to(page: Page, screen: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${screen}`);
}

/** What a page holds once its garbage is collected. `processMb`: what its renderer does not share with other processes; NaN where the system does not say. */
interface Memory {
  readonly heapMb: number;
  readonly processMb: number;
}

async function memoryOf(page: Page, browser: Browser): Promise<() => Promise<Memory>> {
  const heap = await page.context().newCDPSession(page);
  await heap.send('HeapProfiler.enable');
  const whole = await browser.newBrowserCDPSession();
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
  const busiest = processInfo
    .filter(({ type }) => type === 'renderer')
    .sort((a, b) => b.cpuTime - a.cpuTime)
    .at(0);
  return async () => {
    await heap.send('HeapProfiler.collectGarbage');
    const { usedSize } = await heap.send('Runtime.getHeapUsage');
    return { heapMb: usedSize / 1_000_000, processMb: privateMb(busiest?.id) };
  };
}

function privateMb(pid: number | undefined): number {
  try {
    const said = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kb = [...said.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].map(([, size]) => Number(size));
    return kb.reduce((sum, size) => sum + size, 0) / 1000;
  } catch {
    return Number.NaN; // Only Linux tells it.
  }
}
