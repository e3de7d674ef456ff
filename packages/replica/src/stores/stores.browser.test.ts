import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { cases } from './conformance/cases.ts';

let web: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const entryPoints = [fileURLToPath(new URL('./conformance/page.ts', import.meta.url))];
  const define = { 'process.env.NODE_ENV': '"production"', global: 'globalThis' };
  const logOverride = { 'empty-import-meta': 'silent' } as const; // nobody watches the disk here
  const built = await build({ entryPoints, bundle: true, write: false, format: 'iife', define, logOverride });
  const script = built.outputFiles[0]?.text ?? '';
  web = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>stores</title><script src="/page.js"></script>');
  });
  await new Promise<void>((ready) => web.listen(0, '127.0.0.1', ready));
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(web.address() as AddressInfo).port}/`);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  web?.close();
});

describe.each(['readable', 'sealed'] as const)('RxDB on IndexedDB, %s, as store, in Chromium', (form) => {
  test.each(cases)('$name', async ({ name }) => {
    await page.evaluate((asked) => Reflect.get(globalThis, 'runCase')(...asked), [name, form] as const);
  });
});
