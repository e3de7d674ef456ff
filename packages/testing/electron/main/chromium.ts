import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { CdpConnection } from './cdp.ts';

export interface Chromium {
  readonly connection: CdpConnection;
  /** ws:// address for a second client, the test's. */
  readonly debuggerUrl: string;
  readonly pid: number;
  readonly exited: Promise<void>;
  close(): Promise<void>;
}

/** Starts Chromium on a profile folder; `proxy` is the only way its default session reaches a network. */
export async function startChromium(profile: string, proxy: string): Promise<Chromium> {
  mkdirSync(profile, { recursive: true });
  const binary = process.env.ELECTRON_DOUBLE_CHROMIUM ?? '/usr/bin/chromium';
  withoutPasswordManager(profile);
  const child = spawn(binary, switches(profile, proxy), { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const debuggerUrl = await addressFrom(child);
  const connection = new CdpConnection(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const exited = child.exitCode === null ? once(child, 'exit').then(() => undefined) : Promise.resolve();
  return {
    connection,
    debuggerUrl,
    pid: child.pid as number,
    exited,
    async close() {
      connection.browser.tell('Browser.close');
      await exited;
    },
  };
}

/** Electron has no password manager; Chromium's would keep the name of whoever signs in in the profile. */
function withoutPasswordManager(profile: string): void {
  const path = join(profile, 'Default', 'Preferences');
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const preferences = { credentials_enable_service: false, profile: { password_manager_enabled: false } };
  writeFileSync(path, JSON.stringify(preferences));
}

function switches(profile: string, proxy: string): readonly string[] {
  return [
    ...(process.env.ELECTRON_DOUBLE_HEADED === '1' ? [] : ['--headless=new']),
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--remote-debugging-pipe',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    `--proxy-server=${proxy}`,
    '--proxy-bypass-list=<-loopback>',
    '--ignore-certificate-errors', // the session's own check decides, in certificates.ts
    '--no-startup-window',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-dev-shm-usage',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    '--password-store=basic',
    '--use-mock-keychain',
    '--window-size=1366,768',
    // Electron asks the permission handlers instead; `session.ts` models those.
    '--disable-features=LocalNetworkAccessChecks,Translate,OptimizationHints,MediaRouter',
  ];
}

function addressFrom(child: ChildProcess): Promise<string> {
  return new Promise((ok, no) => {
    let printed = '';
    child.on('error', no);
    child.on('exit', (code) => no(new Error(`Chromium ended with ${code} before it was ready:\n${printed}`)));
    child.stderr?.on('data', (chunk: Buffer) => {
      printed = (printed + chunk.toString('utf8')).slice(-4000);
      const found = /DevTools listening on (ws:\S+)/.exec(printed);
      if (found?.[1]) ok(found[1]);
    });
  });
}
