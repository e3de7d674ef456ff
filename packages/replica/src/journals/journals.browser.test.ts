import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { journalCases } from './conformance/cases.ts';

let web: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const entryPoints = [fileURLToPath(new URL('./conformance/page.ts', import.meta.url))];
  const logOverride = { 'empty-import-meta': 'silent' } as const; // nobody watches the disk here
  const built = await build({ entryPoints, bundle: true, write: false, format: 'iife', logOverride });
  const script = built.outputFiles[0]?.text ?? '';
  web = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>journals</title><script src="/page.js"></script>');
  });
  await new Promise<void>((ready) => web.listen(0, '127.0.0.1', ready));
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(web.address() as AddressInfo).port}/`);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  web?.close();
});

describe('IndexedDB as journal, in Chromium', () => {
  test.each(journalCases)('$name', async ({ name }) => {
    await page.evaluate((asked) => Reflect.get(globalThis, 'runJournalCase')(asked), name);
  });
});

describe('IndexedDB as journal, in a browser without storage buckets', () => {
  test.each(journalCases)('$name', async ({ name }) => {
    const plain = await browser.newPage();
    await plain.addInitScript(() => Object.defineProperty(Navigator.prototype, 'storageBuckets', { value: undefined }));
    await plain.goto(page.url());
    await plain.evaluate((asked) => Reflect.get(globalThis, 'runJournalCase')(asked), name);
    await plain.close();
  });
});

test('a bucket that nobody holds any more does not fall silent at the next garbage collection', async () => {
  // The journal answered until its bucket was collected: then the second act of a workstation was never saved, and nobody was told.
  const own = await browser.newPage();
  await own.goto(page.url());
  const devtools = await own.context().newCDPSession(own);
  await own.evaluate(() => Reflect.get(globalThis, 'keepJournal')('collected'));
  await devtools.send('HeapProfiler.collectGarbage');
  expect(await own.evaluate(() => Reflect.get(globalThis, 'countAfterOneMore')())).toBe(1);
  await own.close();
});

test('a journal whose database the browser has closed is opened again at the next use', async () => {
  const own = await browser.newPage();
  await own.goto(page.url());
  await own.evaluate(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...asked) {
      const request = open.apply(this, asked);
      request.addEventListener('success', () => Reflect.set(globalThis, 'opened', request.result));
      return request;
    };
  });
  await own.evaluate(() => Reflect.get(globalThis, 'keepJournal')('closed'));
  await own.evaluate(() => (Reflect.get(globalThis, 'opened') as IDBDatabase).close());
  expect(await own.evaluate(() => Reflect.get(globalThis, 'countAfterOneMore')())).toBe(1);
  await own.close();
});

test('on the disk are the ids alone; what an earlier program left readable is sealed in its place; another key opens nothing and takes nothing away', async () => {
  const { pending, unreadable, disk } = await page.evaluate(() => Reflect.get(globalThis, 'sealReadable')('readable'));
  expect(pending).toEqual(['a', 'b', 'c']);
  expect(unreadable).toBe(3);
  expect(JSON.parse(disk).map((one: object) => Object.keys(one).sort())).toEqual(Array(3).fill(['entry', 'x']));
  for (const word of ['calls', 'salma', 'document', 'kind']) expect(disk).not.toContain(word);
});
