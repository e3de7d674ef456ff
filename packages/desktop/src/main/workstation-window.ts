import { BrowserWindow, screen } from 'electron';
import { resumedChannel, serverRefusedChannel } from '../api.ts';
import { appScheme, isAppPage } from './app-origin.ts';
import { type RendererDeath, recoveryFor } from './renderer-recovery.ts';
import type { Routes } from './reply-to-page.ts';
import { serveChannels } from './serve-channels.ts';
import { errorFacts, type ShellLog } from './shell-log.ts';
import type { Stopped } from './static-pages/stopped-page.ts';
import { openStoppedWindow } from './stopped-window.ts';
import { guardWindow } from './window-guards.ts';
import { keepWindowState, readWindowState } from './window-state.ts';

export interface WindowParts {
  readonly host: string;
  readonly title: string;
  readonly preloadPath: string;
  readonly kiosk: boolean;
  readonly isPackaged: boolean;
  /** Where the window's place is kept. */
  readonly statePath: string;
  readonly log: ShellLog;
}

/** A page that does not answer for this long after Chromium noticed is ended and started anew: what it saved is safe. */
const hangMs = 15_000;

/** The one window of a workstation, through all the pages and processes that come and go in it. */
export class WorkstationWindow {
  private readonly parts: WindowParts;
  private readonly startUrl: string;
  private readonly routes: Routes;
  private window: BrowserWindow | undefined;
  /** The static page, while it is shown. */
  private resting: BrowserWindow | undefined;
  private deaths: readonly RendererDeath[] = [];

  constructor(parts: WindowParts, routes: (window: WorkstationWindow) => Routes) {
    this.parts = parts;
    this.startUrl = `${appScheme}://${parts.host}/index.html`;
    this.routes = routes(this);
  }

  get current(): BrowserWindow {
    if (!this.window) throw new Error('the window has not been opened');
    return this.window;
  }

  async open(): Promise<void> {
    const window = this.made();
    this.window = window;
    await this.load(window);
  }

  /** Lets go of the page with its process and memory, and shows a fresh one in a window at the same place. */
  async replace(): Promise<void> {
    const old = this.window;
    if (old && !old.isDestroyed()) this.keepPlace(old);
    const window = this.made(); // before the old one goes: the app ends with its last window
    this.window = window;
    if (old && !old.isDestroyed()) {
      const gone = new Promise<void>((ok) => old.once('closed', () => ok()));
      old.destroy();
      await gone;
    }
    await this.load(window);
  }

  tellResumed(): void {
    if (this.window && !this.window.isDestroyed()) this.window.webContents.send(resumedChannel);
  }

  /** The server has shown a certificate that it may not have. */
  tellRefused(): void {
    if (this.window && !this.window.isDestroyed()) this.window.webContents.send(serverRefusedChannel);
  }

  focus(): void {
    if (!this.window || this.window.isDestroyed()) return;
    if (this.window.isMinimized()) this.window.restore();
    this.window.focus();
  }

  private async load(window: BrowserWindow): Promise<void> {
    try {
      await window.loadURL(this.startUrl);
    } catch (error) {
      this.parts.log.error('window/load-failed', errorFacts(error)); // the page dying meanwhile has its own recovery
    }
  }

  private made(): BrowserWindow {
    const { title, kiosk, preloadPath, isPackaged, statePath, host, log } = this.parts;
    const { bounds, maximized } = readWindowState(statePath, screen.getAllDisplays());
    const window = new BrowserWindow({
      ...bounds,
      minWidth: 640,
      minHeight: 480,
      title,
      kiosk,
      show: false,
      backgroundColor: '#eceef1',
      webPreferences: {
        preload: preloadPath,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: !isPackaged,
      },
    });
    if (maximized && !kiosk) window.maximize();
    const refused = (channel: string, code: string, cause: unknown) =>
      log.warn('ipc/refused', { channel, code, ...(cause === undefined ? {} : errorFacts(cause)) });
    serveChannels(window.webContents, { host, refused }, this.routes);
    guardWindow(window.webContents, host, log);
    this.follow(window);
    return window;
  }

  private follow(window: BrowserWindow): void {
    const { log } = this.parts;
    window.once('ready-to-show', () => window.show());
    window.on('page-title-updated', (event) => event.preventDefault()); // no patient in a title
    window.on('close', () => this.keepPlace(window));
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      log.error('renderer/died', { reason });
      this.deaths = [...this.deaths, { at: performance.now(), reason }];
      void this.recover(window);
    });
    window.webContents.on('preload-error', (_event, _path, error) => {
      log.error('preload/failed', errorFacts(error));
      this.rest(window, 'shell/failed'); // without its API the page would take itself for one in a browser
    });
    let hanging: NodeJS.Timeout | undefined;
    window.webContents.on('unresponsive', () => {
      log.warn('renderer/unresponsive');
      clearTimeout(hanging);
      hanging = setTimeout(() => !window.isDestroyed() && window.webContents.forcefullyCrashRenderer(), hangMs);
    });
    window.webContents.on('responsive', () => clearTimeout(hanging));
    window.once('closed', () => clearTimeout(hanging));
  }

  private async recover(window: BrowserWindow): Promise<void> {
    if (window.isDestroyed() || window !== this.window) return;
    switch (recoveryFor(this.deaths, performance.now())) {
      case 'none':
        return;
      case 'reload':
        return this.load(window);
      case 'new-window':
        return this.replace();
      case 'safe-page':
        return this.rest(window, 'renderer/keeps-dying');
    }
  }

  /** The static page in a window without preload or data, until somebody asks for another try. */
  private rest(window: BrowserWindow, why: Stopped): void {
    this.parts.log.error('renderer/given-up');
    const { title, log } = this.parts;
    const resting = openStoppedWindow({ title, startUrl: this.startUrl, log }, [why]);
    this.window = resting;
    this.resting = resting;
    window.destroy();
    resting.webContents.on('will-navigate', (event) => {
      event.preventDefault();
      if (!isAppPage(event.url, this.parts.host)) return;
      this.deaths = [];
      void this.replace();
    });
  }

  private keepPlace(window: BrowserWindow): void {
    if (window === this.resting) return;
    keepWindowState(this.parts.statePath, window.getNormalBounds(), window.isMaximized());
  }
}
