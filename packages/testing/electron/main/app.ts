import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type Electron from 'electron';
import { pathOf, setPathOf } from './profile-paths.ts';
import { firstInstanceTold, takeSingleInstanceLock } from './single-instance.ts';
import { cancellable, ModelledEmitter } from './strict.ts';

interface AppEvents {
  ready: [];
  'before-quit': [];
  'will-quit': [];
  quit: [];
  'window-all-closed': [];
  'second-instance': [];
  activate: [];
  'web-contents-created': [];
  'child-process-gone': [];
}

/** What `quit` needs of the windows and of Chromium; set by those modules, which know `app`. */
export const atExit = {
  closeWindows: async (): Promise<boolean> => true,
  closeChromium: async (): Promise<void> => {},
};

const mainFile = resolve(process.argv[1] ?? '');
let ready = false;
let quitting = false;

class DoubleApp extends ModelledEmitter<AppEvents> {
  readonly isPackaged = process.env.ELECTRON_DOUBLE_PACKAGED === '1';
  name = packageFact('productName') ?? packageFact('name') ?? 'Electron';
  readonly commandLine = { appendSwitch: () => {}, hasSwitch: () => false };

  getName = () => this.name;
  setName = (name: string) => {
    this.name = name;
  };
  getVersion = () => packageFact('version') ?? '0.0.0';
  getAppPath = () => dirname(mainFile);
  getLocale = () => 'en-GB';
  getPath = (name: string) => pathOf(name);
  setPath = (name: string, folder: string) => setPathOf(name, folder);
  setAppUserModelId = () => {};
  enableSandbox = () => {
    if (ready) throw new Error('app.enableSandbox() can only be called before app is ready');
  };
  isReady = () => ready;
  whenReady = () => new Promise<void>((ok) => (ready ? ok() : this.once('ready', () => ok())));
  requestSingleInstanceLock = () =>
    takeSingleInstanceLock((argv) => this.emit('second-instance', cancellable(), [...argv], process.cwd(), null));

  quit = () => void this.quitting();
  exit = (code = 0) => void this.exiting(code);

  private async quitting(): Promise<void> {
    if (quitting) return;
    const before = cancellable();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    quitting = true;
    const will = cancellable();
    const closed = await atExit.closeWindows();
    if (closed) this.emit('will-quit', will);
    if (!closed || will.defaultPrevented) quitting = false;
    else await this.exiting(0);
  }

  private async exiting(code: number): Promise<void> {
    quitting = true;
    await firstInstanceTold;
    await atExit.closeChromium();
    this.emit('quit', cancellable(), code);
    process.exit(code);
  }
}

/** Fields of the package.json that belongs to the app being run. */
function packageFact(name: string): string | undefined {
  for (let folder = dirname(mainFile); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)[name];
  }
  return undefined;
}

type Modelled = Pick<
  Electron.App,
  | 'commandLine'
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getLocale'
  | 'getName'
  | 'getVersion'
  | 'isPackaged'
  | 'isReady'
  | 'name'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setName'
  | 'whenReady'
>;

export const app = new DoubleApp('app', [
  'ready',
  'before-quit',
  'will-quit',
  'quit',
  'window-all-closed',
  'second-instance',
  'activate',
  'web-contents-created',
  'child-process-gone',
]);
app satisfies Omit<Modelled, 'commandLine'>;

export function isQuitting(): boolean {
  return quitting;
}

setImmediate(() => {
  ready = true;
  app.emit('ready');
});
