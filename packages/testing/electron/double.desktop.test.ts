import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Electron from 'electron';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { electronBinary, launchWorkstation, type Workstation } from './index.ts';

interface Bare {
  who(): Promise<{ readonly url: string; readonly isTop: boolean }>;
  echo<T>(value: T): Promise<T>;
  fail(): Promise<never>;
  nobody(): Promise<never>;
  twice(callback: (value: number) => number): number;
  later(promise: Promise<number>): Promise<number>;
  readonly fs: string;
  readonly unknown: string;
  readonly inside: { readonly deep: { readonly list: readonly number[] } };
}

declare const window: { readonly bare: Bare };

let workstation: Workstation;
let page: Page;

beforeAll(async () => {
  const main = join(import.meta.dirname, 'fixtures/bare/main.cjs');
  workstation = await launchWorkstation({ main, userData: mkdtempSync(join(tmpdir(), 'bare-')) });
  page = await workstation.page();
});
afterAll(async () => {
  expect(await workstation.close()).toEqual({ code: 0, signal: null });
});

test('main is told which frame asked, and a frame below the top is known as such', async () => {
  const frame = page.frames().find((one) => one.url().endsWith('/frame.html'));
  expect(await page.evaluate(() => window.bare.who())).toEqual({ url: 'app://bare/index.html', isTop: true });
  expect(await frame?.evaluate(() => window.bare.who())).toEqual({ url: 'app://bare/frame.html', isTop: false });
});

test('what structured clone carries comes back whole', async () => {
  const came = await page.evaluate(async () => {
    const sent = {
      at: new Date(5),
      list: new Map([['hr', 72]]),
      bytes: new Uint8Array([1, 2]),
      none: undefined,
      big: 3n,
    };
    const back = await window.bare.echo(sent);
    return [back.at.getTime(), back.list.get('hr'), [...back.bytes], 'none' in back, String(back.big)];
  });
  expect(came).toEqual([5, 72, [1, 2], true, '3']);
});

test('errors of main come back in Electron’s words', async () => {
  await expect(page.evaluate(() => window.bare.fail())).rejects.toThrow(
    "Error invoking remote method 'fail': TypeError: on purpose",
  );
  await expect(page.evaluate(() => window.bare.nobody())).rejects.toThrow("No handler registered for 'nobody'");
});

test('functions and promises cross the bridge in both directions, and what is exposed is frozen', async () => {
  const came = await page.evaluate(async () => {
    const { bare } = window;
    const doubled = bare.twice((value) => value * 2);
    const later = await bare.later(Promise.resolve(4));
    return [doubled, later, Object.isFrozen(bare.inside.deep.list)];
  });
  expect(came).toEqual([4, 5, true]);
});

test('a preload has nothing of Node', async () => {
  expect(await page.evaluate(() => window.bare.fs)).toBe('module not found: node:fs');
});

test('workers run and reach nothing that the page may not', async () => {
  const said = await page.evaluate(
    () =>
      new Promise((ok) => {
        const text = "fetch('http://127.0.0.1:9/').catch(() => postMessage('refused'))";
        const worker = new Worker(URL.createObjectURL(new Blob([text])));
        worker.onmessage = ({ data }) => ok(data);
      }),
  );
  expect(said).toBe('refused');
});

test('a service worker is refused, as for every scheme that does not allow them', async () => {
  const registered = page.evaluate(() => navigator.serviceWorker.register('/index.html').then(() => 'registered'));
  await expect(registered).rejects.toThrow('not supported');
});

test('the storage of a session in memory is not the profile’s', async () => {
  await page.evaluate(() => localStorage.setItem('here', '1'));
  const other = await workstation.evaluate(async ({ BrowserWindow, session }) => {
    const own = session.fromPartition('apart');
    own.protocol.handle('app', () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } }));
    const apart = new BrowserWindow({ webPreferences: { session: own } });
    await apart.loadURL('app://bare/apart.html');
    const found = await apart.webContents.executeJavaScript('localStorage.getItem("here")');
    const gone = new Promise((ok) => apart.once('closed', () => ok(found)));
    apart.destroy();
    return gone;
  });
  expect(other).toBe(null);
});

test('a window that refuses to close keeps the app from quitting', async () => {
  const windows = await workstation.evaluate(async ({ app, BrowserWindow }) => {
    const [shown] = BrowserWindow.getAllWindows();
    const asked = new Promise<void>((ok) =>
      shown?.once('close', (event) => {
        event.preventDefault();
        ok();
      }),
    );
    app.quit();
    await asked;
    return BrowserWindow.getAllWindows().length;
  });
  expect(windows).toBe(1);
});

type Attempt = (electron: typeof Electron) => unknown;

const unmodelled: readonly (readonly [string, Attempt, string])[] = [
  ['a part of Electron', ({ Tray }) => Tray, 'electron.Tray'],
  ['a call of app', ({ app }) => app.setBadgeCount(1), 'app.setBadgeCount'],
  ['an event of app', ({ app }) => app.on('open-url', () => {}), "event 'open-url' of app"],
  ['an event of a window', ({ BrowserWindow: B }) => B.getAllWindows()[0]?.on('swipe', () => {}), "event 'swipe'"],
  [
    'a call of a page',
    ({ BrowserWindow: B }) => B.getAllWindows()[0]?.webContents.capturePage(),
    'webContents.capturePage',
  ],
  ['a window without sandbox', ({ BrowserWindow: B }) => new B({ webPreferences: { sandbox: false } }), 'sandboxed'],
  ['a window with Node', ({ BrowserWindow: B }) => new B({ webPreferences: { nodeIntegration: true } }), 'sandboxed'],
  ['an option of a window', ({ BrowserWindow: B }) => new B({ transparent: true }), "option 'transparent'"],
  ['storage by a name', ({ session }) => session.fromPartition('persist:x'), 'partitions in memory'],
  ['the deprecated key store', ({ safeStorage }) => safeStorage.encryptString('x'), 'safeStorage.encryptString'],
  ['a dialog nobody answers', ({ dialog }) => dialog.showSaveDialog({}), 'no scripted answer'],
  ['a folder', ({ app }) => app.getPath('music'), "getPath('music')"],
];

test.skipIf(electronBinary()).each(unmodelled)(
  'what the double does not model throws: %s',
  async (_what, attempt, said) => {
    await expect(workstation.evaluate(attempt)).rejects.toThrow(said);
  },
);
