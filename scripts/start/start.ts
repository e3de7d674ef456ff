// npm start, on Node 24: build what is stale, fill the hospital the first time, start the server, open the ward.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildStale } from '../build.mjs';
import { root } from '../install.mjs';
import { type ElectronBinary, electronBinary, electronBinaryOrFetched, hasDisplay } from './electron-binary.ts';
import { freePortFrom, isFree } from './free-port.ts';
import { demoPassword, hospitalData } from './hospital-data.ts';
import { help, optionsFrom, type StartOptions } from './options.ts';
import { Processes } from './processes.ts';

const DEFAULT_PORT = 4600;
const processes = new Processes();
let stopping: Promise<void> | undefined;

const options = optionsFrom(process.argv.slice(2));
if (options === null) console.log(help);
else if (typeof options === 'string') fail(`${options}\n\n${help}`);
else await run(options);

function fail(why: string): never {
  console.error(why);
  process.exit(2);
}

async function run(wanted: StartOptions): Promise<void> {
  stopOnSignals();
  const port = await portFor(wanted);
  const ui = await chosenUi(wanted);
  await buildStale();
  const { folder, demo } = await hospitalData(wanted);
  await startServer(port, folder);
  const url = `http://127.0.0.1:${port}/`;
  console.log(`\nserver   ${url}   data ${folder}`);
  console.log(`ui       ${ui.line}`);
  console.log(`sign in  password for everybody: ${demoPassword}`);
  for (const { role, name, login, wards } of demo)
    console.log(`         ${login}  ${role.padEnd(11)} ${name}${wards.length > 0 ? `, ward ${wards.join(', ')}` : ''}`);
  console.log('Ctrl-C stops everything.\n');
  console.log(`ready ${url}`);
  if (wanted.open) open(ui.electron, url);
}

async function portFor({ port }: StartOptions): Promise<number> {
  if (port === null) return freePortFrom(DEFAULT_PORT);
  if (await isFree(port)) return port;
  return fail(`port ${port} is taken by another program: stop it, or choose another with --port`);
}

interface Ui {
  readonly electron: string | null;
  readonly line: string;
}

async function chosenUi({ ui, open: opens }: StartOptions): Promise<Ui> {
  if (ui === 'browser') return { electron: null, line: 'browser (asked for with --browser)' };
  const binary: ElectronBinary = opens ? await electronBinaryOrFetched() : electronBinary();
  const usable: ElectronBinary =
    'path' in binary && !hasDisplay() ? { reason: 'there is no display to open a window on' } : binary;
  if ('path' in usable) return { electron: usable.path, line: `Electron (${usable.path})` };
  if (ui === 'electron') fail(`--electron: ${usable.reason}`);
  return { electron: null, line: `browser (${usable.reason})` };
}

async function startServer(port: number, data: string): Promise<void> {
  const server = processes.start(process.execPath, ['--no-warnings', join(root, 'sync-server/src/main.ts')], {
    ...process.env,
    HEALTHCARE_PORT: String(port),
    HEALTHCARE_DATA: data,
    HEALTHCARE_WEB_ROOT: join(root, 'apps/ward/dist/renderer'),
    HEALTHCARE_LOG_LEVEL: process.env.HEALTHCARE_LOG_LEVEL ?? 'warn',
  });
  server.stdout?.setEncoding('utf8');
  const exited = once(server, 'exit').then(([code]) => {
    if (!stopping) fail(`the server ended by itself (code ${code})`);
  });
  const listening = (async () => {
    for await (const line of server.stdout ?? []) if (String(line).includes('listening')) return;
  })();
  await Promise.race([listening, exited]);
  server.stdout?.on('data', (text: string) => process.stdout.write(text));
}

function open(electron: string | null, url: string): void {
  if (electron !== null) {
    const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), join(root, 'apps/ward')];
    const window = processes.start(electron, args, { ...process.env, HEALTHCARE_SERVER_URL: url });
    window.once('exit', () => void stopAll());
    return;
  }
  if (!hasDisplay()) return;
  const [command = '', ...args] = { darwin: ['open', url], win32: ['explorer', url] }[process.platform as string] ?? [
    'xdg-open',
    url,
  ];
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.on('error', () => console.log(`open ${url} in a browser`));
  opener.unref();
}

function stopOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stopAll());
}

function stopAll(): Promise<void> {
  stopping ??= processes.stop().then(() => process.exit(0));
  return stopping;
}
