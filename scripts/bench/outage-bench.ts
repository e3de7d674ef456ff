import { mkdtempSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword, seedFolder } from '@healthcare/sync-server';
import { signedIn } from '@healthcare/sync-server/both-steps';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { asked } from './asking.ts';
import { childOf } from './child.ts';
import type { Figure } from './figures.ts';
import type { workstation } from './outage-page.ts';
import { freePort, removeFolder } from './seeded.ts';

const password = 'bench password';

/** A workstation in Chromium that was cut off while ten thousand calls were raised at it: until all of them are on the server. */
export async function outageFigures(share = 1): Promise<readonly Figure[]> {
  const entries = 10_000 * share;
  const folder = mkdtempSync(join(tmpdir(), 'healthcare-outage-'));
  const passwordHash = await hashPassword(password);
  const account = {
    _id: 'nurse',
    logins: ['nurse'],
    email: 'nurse@hospital.example',
    passwordHash,
    role: 'nurse',
    wards: ['4B'],
  } as const;
  await seedFolder(folder, { accounts: [account], documents: {} });
  const args = [folder, String(await freePort()), await builtPage()];
  const before = await childOf('hospital-server.ts', args, true);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking', '--no-first-run'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${before.port}/`);
    await ask(page, 'open', { user: 'nurse', password, wardId: '4B' });
    await before.end(); // SIGKILL
    const savingMs = await ask(page, 'raise', entries);
    const workstationBefore = await cpuSecondsOf(browser);
    const sent = ask(page, 'sent', undefined);
    const server = await childOf('hospital-server.ts', args, true);
    const backMs = performance.timeOrigin + performance.now();
    const told = await sent;
    const workstationSeconds = (await cpuSecondsOf(browser)) - workstationBefore;
    const stored = await storedAt(`http://127.0.0.1:${server.port}`);
    if (stored !== entries) throw new Error(`${stored} calls on the server of ${entries}`);
    const usage = await server.ask<Pick<Around, 'peakBytes' | 'cpuSeconds'>>('usage');
    await server.end();
    return figuresFrom(told, { entries, backMs, savingMs, workstationSeconds, ...usage });
  } finally {
    await browser.close();
    removeFolder(folder);
  }
}

type Told = Awaited<ReturnType<(typeof workstation)['sent']>>;
interface Around {
  readonly entries: number;
  readonly backMs: number;
  readonly savingMs: number;
  readonly peakBytes: number;
  /** Of the server, its start included. */
  readonly cpuSeconds: number;
  /** Of all processes of the workstation's browser, which shares the processors with the server. */
  readonly workstationSeconds: number;
}

function figuresFrom(
  told: Told,
  { entries, backMs, savingMs, peakBytes, cpuSeconds, workstationSeconds }: Around,
): readonly Figure[] {
  const name = `push of ${entries.toLocaleString('en')} unsent entries after an outage`;
  const counts = told.filter(([, unsent], at) => at === 0 || unsent !== told[at - 1]?.[1]);
  const silences = counts.map(([ms], at) => ms - (counts[at - 1]?.[0] ?? ms));
  return [
    {
      what: `${name}: all on the server`,
      value: ((told.at(-1)?.[0] ?? Number.NaN) - backMs) / 1000,
      unit: 's',
      wanted: { atMost: 15 },
      note: `from the server's return; saving them had taken ${(savingMs / 1000).toFixed(0)} s; processor time on the same ${cpus().length} cores: server ${cpuSeconds.toFixed(1)} s with its start, workstation ${workstationSeconds.toFixed(1)} s; load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    },
    {
      what: `${name}: longest time without progress on the screen`,
      value: Math.max(...silences),
      unit: 'ms',
      wanted: { atMost: 2000 },
      note: `"n of ${entries.toLocaleString('en')} are on the server" in ${counts.length} steps`,
    },
    { what: `${name}: server memory at most`, value: peakBytes / 1e6, unit: 'MB', wanted: { atMost: 400 } },
  ];
}

async function cpuSecondsOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

async function storedAt(url: string): Promise<number> {
  const workstation = { secret: 'counts'.padEnd(43, 'x'), kind: 'ward', wardId: '4B' } as const;
  const { token } = await signedIn(url, { user: 'nurse', password, workstation });
  return (await asked<{ readonly doc_count: number }>(url, '/db/calls', { token })).doc_count;
}

async function builtPage(): Promise<string> {
  const webRoot = mkdtempSync(join(tmpdir(), 'outage-page-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'outage-page.ts')],
    outfile: join(webRoot, 'page.js'),
    bundle: true,
    format: 'iife',
    logOverride: { 'empty-import-meta': 'silent' }, // nobody watches the disk here
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  });
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><title>outage</title><script src="page.js"></script>');
  return webRoot;
}

type Workstation = typeof workstation;

function ask<Name extends keyof Workstation>(
  page: Page,
  name: Name,
  about: Parameters<Workstation[Name]>[0],
): Promise<Awaited<ReturnType<Workstation[Name]>>> {
  return page.evaluate(
    ([which, what]: readonly [string, unknown]) => Reflect.get(Reflect.get(globalThis, 'workstation'), which)(what),
    [name, about] as const,
  );
}
