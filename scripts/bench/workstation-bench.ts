import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Entries, type Entry, heads, stamp } from '@healthcare/domain';
import type { ChangesPage, SignedIn } from '@healthcare/protocol';
import { hashPassword, type Seed, seedFolder } from '@healthcare/sync-server';
import { codesFor, signedIn } from '@healthcare/sync-server/both-steps';
import { demoHospital, type Hospital } from '@healthcare/testing/hospital';
import { type Browser, chromium, type Page } from '@playwright/test';
import { type Child, childOf } from './child.ts';
import { type Figure, quantile } from './figures.ts';

const password = 'bench password';
const ward = '4B';

export interface Bench {
  readonly server: Child;
  readonly url: string;
  readonly browser: Browser;
  readonly login: string;
}

/** Screens in Chromium against the server as it ships: from screen to screen, first sync, second start, search. */
export async function workstationFigures(): Promise<readonly Figure[]> {
  return [
    ...(await withHospital(200, screenToScreen)),
    ...(await withHospital(10_000, (bench) => firstSync(bench, 10_000))),
    ...(await withHospital(50_000, atFiftyThousand)),
  ];
}

/** A server whose ward holds so many calls, and a browser. */
function withHospital<Result>(calls: number, measure: (bench: Bench) => Promise<Result>): Promise<Result> {
  const hospital = demoHospital({ seed: 7, beds: 40, nowMs: Date.now(), pastCalls: Math.ceil(calls * 2.2) });
  const documents = { ...hospital.documents, calls: hospital.documents.calls.filter(inWard).slice(-calls) };
  return withServer({ ...hospital, documents }, measure);
}

/** A server with this hospital, whose people have accounts, and a browser; a nurse of the ward signs in. */
export async function withServer<Result>(
  { accounts, documents }: Pick<Hospital, 'accounts'> & Pick<Seed, 'documents'>,
  measure: (bench: Bench) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-bench-'));
  const passwordHash = await hashPassword(password);
  const nurse = accounts.find(({ role, wards }) => role === 'nurse' && wards.includes(ward));
  await seedFolder(folder, {
    accounts: accounts.map(({ id, name: _, ...account }) => ({ _id: id, ...account, passwordHash })),
    documents,
  });
  const server = await childOf('product-server.ts', [folder], true);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
  try {
    await atRest(server);
    return await measure({ server, url: `http://127.0.0.1:${server.port}/`, browser, login: nurse?.logins[1] ?? '' });
  } finally {
    await browser.close();
    await server.end();
  }
}

/** Processor time in a second of a server that only waits (µs). */
const IDLE_US = 50_000;

/** A server that has just started looks through what it has stored; a workstation meets it as it is on any other day. */
async function atRest(server: Child): Promise<void> {
  for (let before = await usedBy(server); ; ) {
    await new Promise((over) => setTimeout(over, 1000));
    const now = await usedBy(server);
    if (now - before < IDLE_US) return;
    before = now;
  }
}

async function usedBy(server: Child): Promise<number> {
  const { user, system } = await server.ask<NodeJS.CpuUsage>('usage');
  return user + system;
}

function inWard({ entries }: Entries): boolean {
  return entries[0]?.data.wardId === ward;
}

/** Notes when words first appear on the page, in ms of the page's own clock and of the machine's. */
export async function openPage({ browser, url }: Bench): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
  await page.addInitScript(watchPage);
  await page.goto(url);
  return page;
}

interface Watched {
  painted: Record<string, number>;
  clicked: number;
  waitsFor: string[];
}

function watchPage(): void {
  const watched: Watched = { painted: {}, clicked: 0, waitsFor: ['article', 'received', 'All work is on the server'] };
  Object.assign(globalThis, { watched });
  const epoch = () => performance.timeOrigin + performance.now();
  addEventListener(
    'click',
    (event) => {
      watched.clicked = performance.timeOrigin + event.timeStamp;
    },
    { capture: true },
  );
  const look = () => {
    const open = watched.waitsFor.filter((word) => !(word in watched.painted));
    if (open.length === 0) return;
    const text = document.body?.textContent ?? ''; // innerText would make the page lay itself out at every change
    for (const word of open)
      if (word === 'article' ? document.querySelector('article') : text.includes(word))
        requestAnimationFrame(() => {
          watched.painted[word] ??= epoch();
        });
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  Object.assign(globalThis, { framesAfter });

  /**
   * The last frame that changed the work area after the event, once nothing has changed for a while. Running clocks do not count, and
   * neither does what the server then answers: on how many stations a card is shown.
   */
  function framesAfter(event: string): Promise<number> {
    const quietMs = 200;
    return new Promise((measured) => {
      const heard = (): void => {
        const start = performance.now();
        let last = start;
        let quiet = setTimeout(end, quietMs);
        const observer = new MutationObserver((changes) => {
          if (changes.every(({ target }) => elementOf(target)?.closest('time, article ul'))) return;
          requestAnimationFrame(() => {
            last = performance.now();
          });
          clearTimeout(quiet);
          quiet = setTimeout(end, quietMs);
        });
        observer.observe(document.querySelector('main') ?? document.body, {
          childList: true,
          subtree: true,
          characterData: true,
        });
        function elementOf(node: Node): Element | null {
          return node instanceof Element ? node : node.parentElement;
        }
        function end(): void {
          observer.disconnect();
          measured(last - start);
        }
      };
      addEventListener(event, heard, { capture: true, once: true });
    });
  }
}

/** When the words were painted, ms since the epoch; waits for them. */
export async function paintedAt(page: Page, word: string): Promise<number> {
  const handle = await page.waitForFunction(
    (of) => (globalThis as unknown as { watched: Watched }).watched.painted[of],
    word,
    { timeout: 120_000, polling: 20 },
  );
  return (await handle.jsonValue()) as number;
}

function clickedAt(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched.clicked);
}

/** Signs in; answers when the button was pressed, ms since the epoch. */
export async function signIn(page: Page, login: string): Promise<number> {
  await page.getByLabel('Phone or staff number').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.evaluate(() => {
    const { watched } = globalThis as unknown as { watched: Watched };
    watched.painted = {};
  });
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Enter the code', exact: true }).waitFor();
  const [code = ''] = await codesFor(new URL(page.url()).origin, { kind: 'email' });
  await page.locator('input[autocomplete="one-time-code"]').first().click();
  // The last digit signs in: what is measured begins there.
  await page.keyboard.type(code.slice(0, -1));
  await page.keyboard.type(code.slice(-1));
  const pressed = await page.evaluate(() => performance.timeOrigin + performance.now());
  await page.getByRole('heading', { name: 'Calls', exact: true }).waitFor();
  return pressed;
}

const pin = '720518';

async function setPin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set a PIN', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New PIN', { exact: true }).fill(pin);
  await dialog.getByLabel('The same again', { exact: true }).fill(pin);
  await dialog.getByRole('button', { name: 'Set the PIN', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** At the lock screen after a start; answers when the button was pressed, ms since the epoch. */
async function unlock(page: Page): Promise<number> {
  await page.locator('#pin').fill(pin);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  return clickedAt(page);
}

async function screenToScreen(bench: Bench): Promise<readonly Figure[]> {
  const [a, b] = [await openPage(bench), await openPage(bench)];
  const cleaner = await apiSession(bench);
  await signIn(a, bench.login);
  await signIn(b, bench.login);
  for (const page of [a, b]) await paintedAt(page, 'All work is on the server');
  const delays: number[] = [];
  for (let n = 0; n < 60; n += 1) {
    await closeOpenCalls(bench, cleaner);
    const word = `screen to screen ${n}`;
    await b.evaluate((wanted) => (globalThis as unknown as { watched: Watched }).watched.waitsFor.push(wanted), word);
    await a.getByRole('button', { name: 'Raise a call', exact: true }).click();
    const dialog = a.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Emergency', exact: true }).click();
    await dialog.getByLabel('What is needed').fill(word);
    await dialog
      .getByRole('button', { name: /^Room .*, bed 1$/ })
      .first()
      .click();
    await dialog.getByRole('button', { name: /^Raise: / }).click();
    const raised = await clickedAt(a);
    delays.push((await paintedAt(b, word)) - raised);
  }
  const warm = delays.slice(10);
  return [
    {
      what: 'screen to screen p50',
      value: quantile(warm, 0.5),
      unit: 'ms',
      wanted: { atMost: 80 },
      note: 'button pressed on A → painted on B',
    },
    { what: 'screen to screen p95', value: quantile(warm, 0.95), unit: 'ms', wanted: { atMost: 200 } },
  ];
}

async function firstSync(bench: Bench, documents: number): Promise<readonly Figure[]> {
  const page = await openPage(bench);
  const pressed = await signIn(page, bench.login);
  const usable = (await paintedAt(page, 'article')) - pressed;
  const live = (await paintedAt(page, 'All work is on the server')) - pressed;
  const progress = await page.evaluate(
    () => 'received' in (globalThis as unknown as { watched: Watched }).watched.painted,
  );
  const name = `first sync of ${documents.toLocaleString('en')}`;
  return [
    {
      what: `${name}: all received`,
      value: live / 1000,
      unit: 's',
      wanted: { atMost: documents > 20_000 ? 20 : 4 },
      note: progress ? 'progress shown' : 'no progress shown',
    },
    { what: `${name}: first usable screen`, value: usable / 1000, unit: 's', wanted: { atMost: 1.5 } },
  ];
}

async function atFiftyThousand(bench: Bench): Promise<readonly Figure[]> {
  const page = await openPage(bench);
  const pressed = await signIn(page, bench.login);
  const usable = (await paintedAt(page, 'article')) - pressed;
  const live = (await paintedAt(page, 'All work is on the server')) - pressed;
  const progress = await page.evaluate(
    () => 'received' in (globalThis as unknown as { watched: Watched }).watched.painted,
  );
  await setPin(page);
  await page.reload();
  const unlocked = await unlock(page);
  const second = (await paintedAt(page, 'article')) - unlocked;
  await paintedAt(page, 'All work is on the server');
  const catchUp = await page.evaluate(() => {
    const asked = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.includes('/_changes')) as PerformanceResourceTiming[];
    return (
      Math.max(...asked.map(({ responseEnd }) => responseEnd)) - Math.min(...asked.map(({ startTime }) => startTime))
    );
  });
  const search = await searchTimes(page);
  const filter = await filterTimes(page);
  return [
    {
      what: 'first sync of 50,000: all received',
      value: live / 1000,
      unit: 's',
      wanted: { atMost: 20 },
      note: progress ? 'progress shown' : 'no progress shown',
    },
    { what: 'first sync of 50,000: first usable screen', value: usable / 1000, unit: 's', wanted: { atMost: 1.5 } },
    {
      what: 'second start with 50,000: from the PIN to the board',
      value: second / 1000,
      unit: 's',
      wanted: { atMost: 3 },
    },
    {
      what: 'catching up with nothing new at 50,000',
      value: catchUp,
      unit: 'ms',
      wanted: { atMost: 100 },
      note: 'all databases',
    },
    {
      what: 'search at 50,000 p95',
      value: quantile(search, 0.95),
      unit: 'ms',
      wanted: { atMost: 50 },
      note: 'letter typed → result painted',
    },
    {
      what: 'filter at 50,000 p95',
      value: quantile(filter, 0.95),
      unit: 'ms',
      wanted: { atMost: 50 },
      note: 'pressed → painted',
    },
  ];
}

/** From each letter typed until the frame after the list has changed. */
async function searchTimes(page: Page): Promise<readonly number[]> {
  await page.getByRole('button', { name: 'History' }).click();
  const field = page.getByPlaceholder('Search room, person, words');
  await field.waitFor();
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('main [role=status]')].some(({ textContent }) =>
        /^\d\d,\d{3} calls$/.test(textContent ?? ''),
      ),
    undefined,
    { timeout: 120_000 },
  );
  const times: number[] = [];
  for (const letter of ['a', 's', 's', 'i', 's', 't']) {
    await field.press('End');
    const took = page.evaluate(() => framesAfter('input'));
    await field.press(letter);
    times.push(await took);
  }
  return times;
}

async function filterTimes(page: Page): Promise<readonly number[]> {
  const times: number[] = [];
  for (const name of ['Current', 'Mine', 'All today', 'Current', 'Mine']) {
    const took = page.evaluate(() => framesAfter('click'));
    await page.getByRole('button', { name, exact: true }).click();
    times.push(await took);
  }
  return times;
}

/** In the page: ms from the next event until the first quiet frame after it, that is when the main thread has drawn its result. */
declare function framesAfter(event: string): Promise<number>;

/** The same nurse at another workstation, without a page. */
export async function apiSession({ url, login }: Pick<Bench, 'url' | 'login'>): Promise<SignedIn> {
  const body = { user: login, password, workstation: { secret: 'c'.repeat(43), kind: 'ward' } } as const;
  return signedIn(url, body);
}

/** So that the next call is drawn at the top of the list. */
async function closeOpenCalls({ url }: Bench, { session, token }: SignedIn): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const page = (await (
    await fetch(`${url}db/calls/_changes?limit=5000&include_docs=true`, { headers })
  ).json()) as ChangesPage;
  const docs = page.results
    .flatMap(({ doc }) => (doc && doc.phase === 'open' ? [doc] : []))
    .map((doc) => {
      const id = crypto.randomUUID();
      const by = { user: session.user, grant: session.grant, workstation: session.workstation };
      const cancel = {
        id,
        kind: 'cancelled',
        at: stamp(Date.now(), 0, 'bench'),
        by,
        after: heads(doc.entries as readonly Entry[]),
        data: { reason: 'bench is over' },
      };
      return { _id: doc._id, _rev: doc._rev, entries: [cancel] };
    });
  if (docs.length > 0)
    await fetch(`${url}db/calls/_bulk_docs`, { method: 'POST', headers, body: JSON.stringify({ docs }) });
}
