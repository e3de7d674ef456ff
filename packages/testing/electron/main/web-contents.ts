import type Electron from 'electron';
import { codec } from '../page/codec.ts';
import type { CdpSession } from './cdp.ts';
import { type Frame, Frames } from './frames.ts';
import { DoubleIpc, ipcMain } from './ipc-main.ts';
import { answerRequests } from './page-requests.ts';
import { isolatedWorldScript, mainWorldScript, type PreloadOptions, preloadWorld } from './page-scripts.ts';
import { asPageUrl } from './schemes.ts';
import type { DoubleSession } from './session.ts';
import { cancellable, ModelledEmitter, onlyModelled, strict } from './strict.ts';
import { closings, crashes, openers, openTarget, type Target } from './targets.ts';

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

interface FromPreload {
  readonly kind: 'send' | 'invoke' | 'preload-error';
  readonly id: number;
  readonly channel: string;
  readonly args: string;
}

const events = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'did-finish-load',
  'did-fail-load',
  'dom-ready',
  'render-process-gone',
  'unresponsive',
  'responsive',
  'console-message',
  'preload-error',
  'destroyed',
  'page-title-updated',
  'before-input-event',
] as const;
type WebContentsEvents = Record<(typeof events)[number], []>;

let lastId = 0;

/** A page of Chromium as Electron's main process sees it. */
export class DoubleWebContents extends ModelledEmitter<WebContentsEvents> {
  readonly id: number;
  readonly session: DoubleSession;
  readonly ipc = strict(new DoubleIpc(), 'webContents.ipc');
  /** The page; pending until Chromium has opened it. */
  readonly opened: Promise<Target>;
  /** What the app holds in its hands instead of this: the same, but strict. */
  face: DoubleWebContents = this;
  private readonly preload: PreloadOptions;
  private readonly frames = new Frames();
  private openHandler: OpenHandler | undefined;
  private loading: string | undefined;
  private gone = false;
  private crashed = false;

  constructor(session: DoubleSession, preload: PreloadOptions) {
    super('webContents', events);
    lastId += 1;
    this.id = lastId;
    this.session = session;
    this.preload = preload;
    this.opened = this.open();
  }

  get mainFrame(): Frame {
    return this.frames.main;
  }

  getURL = () => this.frames.mainUrl;
  getTitle = async () => this.executeJavaScript('document.title');
  isDestroyed = () => this.gone;
  isCrashed = () => this.crashed;
  isLoading = () => this.loading !== undefined;
  isDevToolsOpened = () => false;
  setWindowOpenHandler = (handler: OpenHandler) => {
    this.openHandler = handler;
  };

  send = (channel: string, ...args: unknown[]) => this.deliver({ channel, args: structuredClone(args) });

  loadURL = async (url: string): Promise<void> => {
    const { cdp } = await this.opened;
    this.loading = url;
    const loaded = new Promise<void>((ok) => cdp.once('Page.loadEventFired', () => ok()));
    const { errorText } = await cdp.send('Page.navigate', { url: asPageUrl(url) });
    if (errorText) {
      this.loading = undefined;
      this.emit('did-fail-load', {}, -2, errorText, url, true);
      throw new Error(`${errorText} (-2) loading '${url}'`);
    }
    await loaded;
  };

  reload = () => void this.loadURL(this.getURL()).catch(() => {}); // 'did-fail-load' has told

  executeJavaScript = async (code: string): Promise<unknown> => {
    const { cdp } = await this.opened;
    const answer = await cdp.send('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? 'failed');
    return answer.result.value;
  };

  printToPDF = async (options: Electron.PrintToPDFOptions): Promise<Buffer> => {
    onlyModelled(options, ['pageSize', 'printBackground', 'landscape', 'preferCSSPageSize'], 'printToPDF');
    if (options.pageSize !== undefined && options.pageSize !== 'A4') throw new Error('electron double: A4 only');
    const { cdp } = await this.opened;
    const { landscape = false, printBackground = false, preferCSSPageSize = false } = options;
    const paper = { paperWidth: 8.27, paperHeight: 11.69 };
    const answer = await cdp.send('Page.printToPDF', { ...paper, landscape, printBackground, preferCSSPageSize });
    return Buffer.from(answer.data, 'base64');
  };

  /** Nobody stands at a printer here: a test says what happens by replacing it through the driver's `evaluate`. */
  print = (_options: Electron.WebContentsPrintOptions, _done?: (printed: boolean, why: string) => void): void => {
    throw new Error('electron double: webContents.print has no scripted answer');
  };

  forcefullyCrashRenderer = () => void this.opened.then(({ cdp }) => cdp.tell('Page.crash'));

  private async open(): Promise<Target> {
    const target = await openTarget(this.session);
    const { cdp } = target;
    openers.set(target.id, (url) => this.popUp(url));
    crashes.set(target.id, (status, exitCode) => this.died(status, exitCode));
    closings.set(target.id, () => this.closed(target.id));
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === 'electronDoubleSend') void this.heard(JSON.parse(payload) as FromPreload, executionContextId);
    });
    cdp.on('Runtime.consoleAPICalled', ({ type, args }) =>
      this.emit('console-message', { level: type, message: args.map((arg) => String(arg.value)).join(' ') }),
    );
    cdp.on('Page.loadEventFired', () => this.loaded());
    cdp.on('Page.domContentEventFired', () => this.emit('dom-ready', {}));
    cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => this.attached(cdp, sessionId, targetInfo.type));
    await this.prepare(cdp);
    return target;
  }

  private async prepare(cdp: CdpSession): Promise<void> {
    await cdp.send('Page.enable');
    await this.frames.follow(cdp);
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: 'electronDoubleSend', executionContextName: preloadWorld });
    await answerRequests(cdp, this.session, (url, frameId) => this.mayNavigate(url, frameId));
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(this.preload) });
    const source = isolatedWorldScript(this.preload);
    if (source) await cdp.send('Page.addScriptToEvaluateOnNewDocument', { worldName: preloadWorld, source });
    await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
    await cdp.send('Runtime.runIfWaitingForDebugger');
  }

  /** Workers have no preload and no IPC, and reach the network through the proxy: they may simply run. */
  private attached(cdp: CdpSession, sessionId: string, type: string): void {
    if (type === 'iframe') throw new Error('electron double: a frame in a process of its own is not modelled');
    cdp.tell('Target.detachFromTarget', { sessionId });
  }

  private loaded(): void {
    this.loading = undefined;
    this.crashed = false;
    this.emit('did-finish-load', {});
  }

  private mayNavigate(url: string, frameId: string): boolean {
    const isMainFrame = this.frames.isMain(frameId);
    if (isMainFrame && url === this.loading) return true;
    const event = cancellable({ url, isMainFrame, isSameDocument: false, frame: null, initiator: null });
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event, url, false, isMainFrame);
    return !event.defaultPrevented;
  }

  private popUp(url: string): void {
    const answer = this.openHandler?.(strict({ url }, 'details of a window to open') as Electron.HandlerDetails);
    if (answer?.action !== 'deny') {
      process.stderr.write(`electron double: ${url} was allowed to open a window, which is not modelled\n`);
      process.exit(70);
    }
  }

  private died(status: string, exitCode: number): void {
    this.crashed = true;
    const reason = status === 'killed' || status === 'oom' ? status : 'crashed';
    this.emit('render-process-gone', {}, { reason, exitCode });
  }

  private closed(targetId: string): void {
    if (this.gone) return;
    this.gone = true;
    for (const book of [openers, crashes, closings]) book.delete(targetId);
    this.emit('destroyed');
  }

  private async heard(message: FromPreload, contextId: number): Promise<void> {
    const args = codec.parse(message.args) as unknown[];
    if (message.kind === 'preload-error') {
      this.emit('preload-error', {}, this.preload.preload, new Error(String(args[0])));
      return;
    }
    const frames = this.frames;
    const event = strict(
      {
        sender: this.face,
        get senderFrame() {
          return frames.ofContext(contextId);
        },
        type: 'frame',
      },
      'IPC event',
    ) as unknown as Electron.IpcMainInvokeEvent;
    if (message.kind === 'send') {
      this.ipc.emit(message.channel, event, ...args);
      ipcMain.emit(message.channel, event, ...args);
      return;
    }
    try {
      const handler = this.ipc.handlers.get(message.channel) ?? ipcMain.handlers.get(message.channel);
      if (!handler) throw new Error(`No handler registered for '${message.channel}'`);
      const value = structuredClone(await handler(event, ...args));
      this.deliver({ id: message.id, ok: true, value }, contextId);
    } catch (error) {
      const value = `Error invoking remote method '${message.channel}': ${String(error)}`;
      this.deliver({ id: message.id, ok: false, value }, contextId);
    }
  }

  private deliver(message: object, contextId = this.frames.mainContext): void {
    if (contextId === undefined) return;
    const expression = `electronDoubleReceive(${JSON.stringify(codec.stringify(message))})`;
    void this.opened.then(({ cdp }) => cdp.tell('Runtime.evaluate', { contextId, expression }));
  }
}
