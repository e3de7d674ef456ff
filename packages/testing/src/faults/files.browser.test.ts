import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type BreakingLink, breakingLink } from './breaking-link.ts';
import type { asked } from './fixtures/files-page.ts';
import { password, type SmallWard, smallWard } from './small-ward.ts';

const CHUNK = 256 * 1024;
let ward: SmallWard;
let browser: Browser;
let link: BreakingLink;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  const webRoot = await mkdtemp(join(tmpdir(), 'files-page-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'fixtures/files-page.ts')],
    outfile: join(webRoot, 'page.js'),
    bundle: true,
    format: 'iife',
    logOverride: { 'empty-import-meta': 'silent' }, // nobody watches the disk here
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  });
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>files</title><script src="page.js"></script>');
  ward = await smallWard({}, { HEALTHCARE_WEB_ROOT: webRoot });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });
}, 60_000);
beforeEach(async () => {
  link = await breakingLink(ward.server.url);
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  await link.close();
});
afterAll(async () => {
  await browser?.close();
  await ward?.end();
});

type Asked = typeof asked;
type Question = keyof Asked;

function ask<Name extends Question>(
  page: Page,
  name: Name,
  about: Parameters<Asked[Name]>[0],
): Promise<Awaited<ReturnType<Asked[Name]>>> {
  const question = ([which, what]: readonly [string, unknown]) =>
    Reflect.get(Reflect.get(globalThis, 'asked'), which)(what);
  return page.evaluate(question, [name, about] as const);
}

async function disk(): Promise<BrowserContext> {
  const context = await browser.newContext();
  contexts.push(context);
  return context;
}

async function terminalIn(context: BrowserContext, user: string, mostCacheBytes = 100 * CHUNK): Promise<Page> {
  const page = await context.newPage();
  await begin(page, user, mostCacheBytes);
  return page;
}

async function begin(page: Page, user: string, mostCacheBytes: number): Promise<void> {
  await page.goto(link.url);
  await ask(page, 'open', { secret: user.padEnd(43, 'x'), user, password, mostCacheBytes });
}

const puts = () => link.asked.filter((one) => one.startsWith('PUT '));

test('in Chromium: a reload in the middle, then it goes on where it was, and opens at another terminal as it was added', async () => {
  const page = await terminalIn(await disk(), 'salma');
  expect(await ask(page, 'durability', undefined as never)).toBe('strict');
  const { id, sha256 } = await ask(page, 'add', 12 * CHUNK);
  await ask(page, 'until', { id, phase: 'sending', done: 2 });
  const before = puts().length;
  await begin(page, 'salma', 100 * CHUNK);
  await ask(page, 'until', { id, phase: 'sent', done: 0 });
  expect(new Set(puts()).size).toBe(12);
  expect(before).toBeGreaterThanOrEqual(2);
  // The chunk that was on its way at the reload may go twice, and one whose answer was lost with it.
  expect(puts().length).toBeLessThanOrEqual(14);
  const other = await terminalIn(await disk(), 'omar');
  await expect
    .poll(() => ask(other, 'read', id).catch(() => undefined), { timeout: 25_000 })
    .toEqual({ sha256, type: 'image/png' });
});

test('in Chromium: the copies of what is sent stay within the bound, the one nobody wanted for longest goes', async () => {
  const page = await terminalIn(await disk(), 'salma', 3 * CHUNK);
  const { id: first } = await ask(page, 'add', 2 * CHUNK);
  await ask(page, 'until', { id: first, phase: 'sent', done: 0 });
  const { id: second } = await ask(page, 'add', 2 * CHUNK);
  await ask(page, 'until', { id: second, phase: 'sent', done: 0 });
  await expect.poll(() => ask(page, 'phases', [first, second]), { timeout: 25_000 }).toEqual(['none', 'sent']);
  expect(puts().length).toBe(4);
});
