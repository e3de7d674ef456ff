import type Electron from 'electron';
import { app, atExit, isQuitting } from './app.ts';
import { applyPermissions } from './permissions.ts';
import { type DoubleSession, session } from './session.ts';
import { cancellable, ModelledEmitter, onlyModelled, strict } from './strict.ts';
import { browserSession, closeTarget } from './targets.ts';
import { DoubleWebContents } from './web-contents.ts';

const events = [
  'close',
  'closed',
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'resize',
  'resized',
  'move',
  'moved',
  'maximize',
  'unmaximize',
  'page-title-updated',
  'session-end',
  'enter-full-screen',
  'leave-full-screen',
] as const;
type WindowEvents = Record<(typeof events)[number], []>;

const windowOptions = [
  ...['width', 'height', 'x', 'y', 'minWidth', 'minHeight', 'show', 'title', 'backgroundColor', 'kiosk', 'icon'],
  ...['fullscreen', 'autoHideMenuBar', 'webPreferences'],
];
const pageOptions = [
  ...['preload', 'contextIsolation', 'sandbox', 'nodeIntegration', 'nodeIntegrationInSubFrames', 'spellcheck'],
  ...['session', 'partition', 'webviewTag', 'devTools', 'webSecurity', 'navigateOnDragDrop', 'backgroundThrottling'],
  ...['safeDialogs', 'enableWebSQL', 'autoplayPolicy'],
];

const open = new Set<DoubleWindow>();

class DoubleWindow extends ModelledEmitter<WindowEvents> {
  static getAllWindows = () => [...open];
  static getFocusedWindow = () => [...open].at(-1) ?? null;
  static fromWebContents = (contents: unknown) => [...open].find((window) => window.webContents === contents) ?? null;

  readonly id: number;
  readonly webContents: DoubleWebContents;
  private readonly kiosk: boolean;
  private bounds: Electron.Rectangle;
  private title: string;
  private visible: boolean;
  private maximized = false;
  private gone = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super('BrowserWindow', events);
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    onlyModelled(options, windowOptions, 'BrowserWindow');
    const page = options.webPreferences ?? {};
    mustBeIsolated(page);
    const owner = sessionFor(page);
    const preload = { preload: page.preload, withSubFrames: page.nodeIntegrationInSubFrames === true };
    this.webContents = strict(new DoubleWebContents(owner, preload), 'webContents');
    this.webContents.face = this.webContents;
    this.id = this.webContents.id;
    this.kiosk = options.kiosk === true;
    this.title = options.title ?? app.name;
    this.visible = options.show !== false;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    // biome-ignore lint/correctness/noConstructorReturn: the app must meet the strict face of a window, never the bare one
    return this.known(owner);
  }

  private known(owner: DoubleSession): this {
    const shown = strict(this, 'BrowserWindow');
    open.add(shown);
    this.webContents.once('destroyed', () => this.ended(shown));
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    app.emit('web-contents-created', {}, this.webContents);
    const permitted = browserSession().then((browser) =>
      applyPermissions(browser, owner, this.webContents as unknown as Electron.WebContents),
    );
    const load = this.webContents.loadURL;
    this.loadURL = async (url) => {
      await permitted;
      await load(url);
    };
    this.webContents.loadURL = this.loadURL;
    return shown;
  }

  loadURL: (url: string) => Promise<void> = async () => {};
  isDestroyed = () => this.gone;
  isVisible = () => this.visible;
  isMinimized = () => false;
  isMaximized = () => this.maximized;
  isFullScreen = () => false;
  isKiosk = () => this.kiosk;
  getTitle = () => this.title;
  setTitle = (title: string) => {
    this.title = title;
  };
  show = () => {
    this.visible = true;
    this.emit('show');
  };
  hide = () => {
    this.visible = false;
    this.emit('hide');
  };
  focus = () => void this.emit('focus');
  restore = () => {};
  maximize = () => {
    this.maximized = true;
    this.emit('maximize');
  };
  getBounds = () => this.bounds;
  getNormalBounds = () => this.bounds;
  setBounds = (bounds: Partial<Electron.Rectangle>) => {
    this.bounds = { ...this.bounds, ...bounds };
    this.emit('resize');
    this.emit('move');
  };
  removeMenu = () => {};
  close = () => {
    const event = cancellable();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  };
  destroy = () => void this.webContents.opened.then(({ id }) => closeTarget(id));

  private ended(shown: DoubleWindow): void {
    this.gone = true;
    open.delete(shown);
    this.emit('closed');
    if (open.size > 0 || isQuitting()) return;
    if (app.listenerCount('window-all-closed') === 0) app.quit();
    else app.emit('window-all-closed');
  }
}

function mustBeIsolated(page: Electron.WebPreferences): void {
  onlyModelled(page, pageOptions, 'webPreferences');
  const open = page.nodeIntegration || page.contextIsolation === false || page.sandbox === false || page.webviewTag;
  if (open || page.webSecurity === false) {
    throw new Error('electron double: only sandboxed, isolated pages without Node and webview are modelled');
  }
}

function sessionFor(page: Electron.WebPreferences): DoubleSession {
  if (page.session) return page.session as unknown as DoubleSession;
  return page.partition ? session.fromPartition(page.partition) : session.defaultSession;
}

/** Closes as the app's quit does: each window may refuse. */
atExit.closeWindows = async () => {
  for (const window of [...open]) {
    const gone = new Promise<void>((ok) => window.once('closed', ok));
    const event = cancellable();
    window.emit('close', event);
    if (event.defaultPrevented) return false;
    window.destroy();
    await gone;
  }
  return true;
};

export const BrowserWindow = strict(DoubleWindow, 'BrowserWindow');
