import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Entries, type Entry, stamp } from '@healthcare/domain';
import { hashPassword, seedFolder } from '@healthcare/sync-server';
import { codesFor } from '@healthcare/sync-server/both-steps';
import { demoHospital } from '@healthcare/testing/hospital';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { childOf } from './child.ts';
import { type Figure, quantile } from './figures.ts';

const password = 'bench password';
const ward = '4B';
const HISTORY = 480;
/** Calls of a ward of forty beds in a day and a night: twice the sixty of a busy night, and some. */
const TURNS = 150;

/** A terminal in Chromium whose ward has so many patients: search, a long file, and a day at it. */
export async function patientFigures(share = 1): Promise<readonly Figure[]> {
  const count = 20_000 * share;
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-patients-'));
  const hospital = demoHospital({ seed: 7, beds: 400, nowMs: Date.now(), pastCalls: 2000 });
  const nurse = hospital.accounts.find(({ role, wards }) => role === 'nurse' && wards.includes(ward));
  const passwordHash = await hashPassword(password);
  const patients = many(hospital.documents.patients, count);
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
    const { page, heap } = await terminal(browser, `http://127.0.0.1:${server.port}/`, nurse?.logins[1] ?? '');
    return [
      ...(await searched(page, count)),
      ...(await longFile(page, patients[0]?.id ?? '')),
      ...(await day(page, heap)),
    ];
  } finally {
    await browser.close();
    await server.end();
  }
}

/** The demo hospital's patients told again under other ids and numbers, all of them in one ward. */
function many(stories: readonly Entries[], count: number): readonly Entries[] {
  return Array.from({ length: count }, (_, n) => {
    const [registered] = stories[n % stories.length]?.entries ?? [];
    if (!registered) throw new Error('a hospital without patients');
    const data = { ...registered.data, wardId: ward, fileNumber: `HC-${n + 100_000}`, phone: `0100${1_000_000 + n}` };
    return { id: `many-${n}`, entries: [{ ...registered, id: `many-${n}`, data } as Entry] };
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
  const heap = await page.context().newCDPSession(page);
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
  return { page, heap };
}

/** From the key to the frame in which the list below it has changed. */
async function searched(page: Page, count: number): Promise<readonly Figure[]> {
  await page.getByText('All work is on the server').waitFor();
  await page.locator('main').focus();
  await page.keyboard.press('/');
  const field = page.getByRole('dialog').getByRole('combobox');
  await field.fill(`HC-${100_000 + count - 1}`);
  await page.getByRole('option').first().waitFor({ timeout: 300_000 }); // everybody is read in
  const delays: number[] = [];
  for (const text of ['fatma hassan', 'محمد', 'احمد السيد', '0100100', 'HC-1000', 'mohamed ali', 'المصري', 'sara'])
    for (let letters = 2; letters <= text.length; letters += 1) {
      const typed = text.slice(0, letters);
      delays.push(await field.evaluate(afterTyping, typed));
    }
  await page.keyboard.press('Escape');
  const name = `search among ${count.toLocaleString('en')} patients`;
  return [
    { what: `${name} p50`, value: quantile(delays, 0.5), unit: 'ms', note: 'a letter typed → the list painted' },
    { what: `${name} p95`, value: quantile(delays, 0.95), unit: 'ms', wanted: { atMost: 50 } },
  ];
}

/** Runs in the page: writes into the field as React hears it, and waits until the list has not changed for a while. */
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

/** A day at the terminal in short: a call from raise to done, a file, the board, a search, over and over; the heap after each third. */
async function day(page: Page, heap: CDPSession): Promise<readonly Figure[]> {
  const sizes: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    await aTurn(page, turn);
    if ((turn + 1) % (TURNS / 6) === 0) sizes.push(await heapMb(heap));
  }
  const [first = 0, , middle = 0] = [sizes[1], sizes[2], sizes[3]];
  const last = sizes.at(-1) ?? 0;
  return [
    {
      what: 'page’s heap after a day',
      value: last,
      unit: 'MB',
      wanted: { atMost: 400 },
      note: `after sixths: ${sizes.map((mb) => mb.toFixed(0)).join(', ')} MB`,
    },
    {
      what: 'growth over the last half of the day',
      value: last - middle,
      unit: 'MB',
      wanted: { atMost: Math.max(10, first * 0.1) },
    },
  ];
}

async function aTurn(page: Page, turn: number): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/calls';
  });
  await page.getByRole('button', { name: 'Raise a call', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('button', { name: /^Room .*, bed 1$/ })
    .first()
    .click();
  await dialog.getByRole('button', { name: /^Raise: / }).click();
  await dialog.waitFor({ state: 'hidden' });
  const card = page
    .getByRole('article')
    .filter({ has: page.getByRole('button', { name: /^Accept/ }) })
    .first();
  await card.getByRole('button', { name: /^Accept/ }).click();
  await page
    .getByRole('button', { name: /^I am there/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^Done/ }).first().click();
  for (const screen of [`patients/many-${turn}`, 'beds', `patients/many-${turn}/history`, 'patients'])
    await page.evaluate((to) => {
      location.hash = `#/${to}`;
    }, screen);
}

async function heapMb(heap: CDPSession): Promise<number> {
  await heap.send('HeapProfiler.enable');
  await heap.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await heap.send('Runtime.getHeapUsage')) as { readonly usedSize: number };
  return usedSize / 1_000_000;
}
