import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

/** A browser in whose pages a script of this folder runs. Pages of one context share their IndexedDB. */
export interface PageUnderTest {
  context(): Promise<BrowserContext>;
  readonly url: string;
  close(): Promise<void>;
}

export async function pageUnderTest(script: string): Promise<PageUnderTest> {
  const code = await bundled(script);
  const web = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript; charset=utf-8' : 'text/html');
    response.end(isScript ? code : '<!doctype html><title>page</title><script src="/page.js"></script>');
  });
  await new Promise<void>((ready) => web.listen(0, '127.0.0.1', ready));
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
  return {
    context: () => browser.newContext(),
    url: `http://127.0.0.1:${(web.address() as AddressInfo).port}/`,
    async close() {
      await browser.close();
      web.close();
    },
  };
}

async function bundled(script: string): Promise<string> {
  const entryPoints = [fileURLToPath(new URL(script, import.meta.url))];
  const define = { 'process.env.NODE_ENV': '"production"', global: 'globalThis' };
  const logOverride = { 'empty-import-meta': 'silent' } as const; // nobody watches the disk here
  const built = await build({ entryPoints, bundle: true, write: false, format: 'iife', define, logOverride });
  return built.outputFiles[0]?.text ?? '';
}
