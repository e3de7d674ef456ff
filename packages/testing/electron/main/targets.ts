import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, atExit } from './app.ts';
import type { CdpSession } from './cdp.ts';
import { type Chromium, startChromium } from './chromium.ts';
import { chromiumProfile, pathOf } from './profile-paths.ts';
import { asAppUrl } from './schemes.ts';
import { type DoubleSession, session } from './session.ts';
import { cancellable, strict } from './strict.ts';

let running: Promise<Chromium> | undefined;
const attached = new Map<string, CdpSession>();
const awaited = new Map<string, (cdp: CdpSession) => void>();
/** Asked before a page that another page opened may load anything; keyed by the opener's target. */
export const openers = new Map<string, (url: string) => void>();
/** Told how a page's process ended. */
export const crashes = new Map<string, (status: string, exitCode: number) => void>();
/** Told when a page is gone, whoever closed it. */
export const closings = new Map<string, () => void>();

export interface Target {
  readonly id: string;
  readonly cdp: CdpSession;
}

/** A new page of a session, attached and still paused: nothing in it has run. */
export async function openTarget(owner: DoubleSession): Promise<Target> {
  const { connection } = await chromium();
  const context = owner.partition === '' ? undefined : await contextOf(connection.browser, owner);
  const { targetId } = await connection.browser.send('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
    ...(context ? { browserContextId: context } : {}),
  });
  const cdp = attached.get(targetId) ?? (await new Promise<CdpSession>((ok) => awaited.set(targetId, ok)));
  return { id: targetId, cdp };
}

export async function closeTarget(id: string): Promise<void> {
  const { connection } = await chromium();
  await connection.browser.send('Target.closeTarget', { targetId: id }).catch(() => {}); // already gone is what we want
}

export async function browserSession(): Promise<CdpSession> {
  return (await chromium()).connection.browser;
}

function chromium(): Promise<Chromium> {
  running ??= start();
  return running;
}

async function start(): Promise<Chromium> {
  const started = await startChromium(chromiumProfile(), await session.defaultSession.proxy.address());
  const { browser } = started.connection;
  writeFileSync(join(pathOf('userData'), 'electron-double.chromium'), String(started.pid));
  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const cdp = started.connection.session(sessionId);
    if (targetInfo.type !== 'page') return cdp.tell('Runtime.runIfWaitingForDebugger');
    if (targetInfo.openerId) return popUp(browser, targetInfo.openerId, targetInfo.targetId);
    attached.set(targetInfo.targetId, cdp);
    awaited.get(targetInfo.targetId)?.(cdp);
    awaited.delete(targetInfo.targetId);
  });
  browser.on('Target.targetCrashed', ({ targetId, status, errorCode }) => crashes.get(targetId)?.(status, errorCode));
  browser.on('Target.targetDestroyed', ({ targetId }) => closings.get(targetId)?.());
  await browser.send('Target.setDiscoverTargets', { discover: true });
  await browser.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  await followDownloads(browser);
  atExit.closeChromium = () => started.close();
  process.send?.({ debuggerUrl: started.debuggerUrl, chromiumPid: started.pid });
  void started.exited.then(() => app.exit(app.isReady() ? 0 : 1));
  return started;
}

function popUp(browser: CdpSession, openerId: string, targetId: string): void {
  const ask = openers.get(openerId);
  browser
    .send('Target.getTargetInfo', { targetId })
    .then(({ targetInfo }) => ask?.(asAppUrl(targetInfo.url)))
    .catch(() => {}) // the opener or the page has gone: there is nothing to ask about
    .finally(() => browser.tell('Target.closeTarget', { targetId }));
}

async function contextOf(browser: CdpSession, owner: DoubleSession): Promise<string> {
  if (owner.browserContextId) return owner.browserContextId;
  const { browserContextId } = await browser.send('Target.createBrowserContext', {
    proxyServer: await owner.proxy.address(),
    proxyBypassList: '<-loopback>',
  });
  owner.browserContextId = browserContextId;
  return browserContextId;
}

/** Electron asks `will-download` before a byte is stored. */
async function followDownloads(browser: CdpSession): Promise<void> {
  const refused = new Set<string>();
  browser.on('Browser.downloadProgress', ({ guid, state, filePath }) => {
    // Chromium tells of a download while it is under way: a small one can be through before it is cancelled.
    if (state === 'completed' && filePath && refused.has(guid)) rmSync(filePath, { force: true });
  });
  browser.on('Browser.downloadWillBegin', ({ guid, url, suggestedFilename }) => {
    const event = cancellable();
    const cancel = () => browser.tell('Browser.cancelDownload', { guid });
    const item = { getURL: () => asAppUrl(url), getFilename: () => suggestedFilename, cancel };
    session.defaultSession.emit('will-download', event, strict(item, 'DownloadItem'), null);
    if (!event.defaultPrevented) return;
    refused.add(guid);
    cancel();
  });
  await browser.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: pathOf('downloads'),
    eventsEnabled: true,
  });
}
