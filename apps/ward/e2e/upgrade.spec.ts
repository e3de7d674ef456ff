import { join } from 'node:path';
import { calls } from '@healthcare/domain/calls';
import { frozen } from '@healthcare/testing/frozen';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { shot, speak } from './looks-right.ts';
import { closeTerminals, enter, openTerminal, words } from './terminal.ts';
import { enrolling, openWard, type WardUnderTest } from './ward-under-test.ts';

let ward: WardUnderTest;
test.beforeEach(async () => {
  ward = await openWard();
});
test.afterEach(async ({ browser }) => {
  await closeTerminals(browser);
  await ward.remove();
});

interface Dump {
  readonly name: string;
  readonly tables: readonly { readonly name: string; readonly rows: readonly { readonly value: object }[] }[];
}

const MANY = 6000;
/** To seal so many takes a while (ms). */
const slow = { timeout: 60_000 };

/** A workstation of the past, with a long history of closed calls. */
function longHistory(): readonly Dump[] {
  const isCalls = (name: string) => name.endsWith('--calls');
  return frozen<readonly Dump[]>('first.indexeddb.json').map((database) => ({
    ...database,
    tables: database.tables.map((table) => {
      const [closed] = table.rows;
      if (!closed || table.name !== 'docs' || !isCalls(database.name)) return table;
      const more = Array.from({ length: MANY }, (_, at) => ({
        value: { ...closed.value, id: `old-${at}`, unsent: [], dirty: 0 },
      }));
      return { ...table, rows: [...table.rows, ...more] };
    }),
  }));
}

/** Defines `restored` in a page. */
async function putBack(): Promise<string> {
  const built = await build({
    stdin: {
      contents: "import { restored } from './indexeddb-dump.ts'; Object.assign(globalThis, { restored });",
      resolveDir: join(import.meta.dirname, '../../../packages/testing/src/upgrades'),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    logOverride: { 'empty-import-meta': 'silent' }, // nobody watches the disk here
  });
  return built.outputFiles[0]?.text ?? '';
}

/** Runs in a page: rows of a table of RxDB. */
async function rowsIn(database: string): Promise<number> {
  const settled = <Result>(request: IDBRequest<Result>) =>
    new Promise<Result>((ok, no) => {
      request.onsuccess = () => ok(request.result);
      request.onerror = () => no(request.error);
    });
  const open = await settled(indexedDB.open(database));
  const count = await settled(open.transaction('docs').objectStore('docs').count());
  open.close();
  return count;
}

const says = {
  en: /^[\d,]+ of 6,\d{3} records$/,
  ar: / من .+ سجل$/,
};

for (const language of ['en', 'ar'] as const)
  test(`what an earlier program has left is taken over at the first sign-in: the page says how far it is, then shows the board (${language})`, async ({
    browser,
  }) => {
    const a = await openTerminal(browser, ward);
    const { page } = a;
    await page.goto(new URL('health', ward.url).href); // the same origin, and nothing open
    await page.evaluate(() => localStorage.clear());
    await page.evaluate(await putBack());
    await page.evaluate((dump) => Reflect.get(globalThis, 'restored')(dump), longHistory());
    await page.goto(ward.url + enrolling('ward'));
    await speak(page, language);
    await enter(page, 'salma', { language });
    await expect(page.getByText(says[language])).toBeVisible();
    await shot(page, `upgrading-${language}`);
    await expect(page.getByRole('heading', { name: words[language].calls, exact: true })).toBeVisible(slow);
    // What lay readable is sealed now, and its tables are empty.
    expect(await page.evaluate(rowsIn, 'rxdb-dexie-ward--0--calls')).toBe(0);
    expect(await page.evaluate(rowsIn, `rxdb-dexie-ward-sealed--${calls.version}--calls`)).toBeGreaterThan(MANY);
  });
