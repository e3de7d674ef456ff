// npm start, on Node 24: build what is stale, fill the hospital the first time, start the server, open a workstation.
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { buildStale } from '../build.mjs';
import { root } from '../install.mjs';
import { type ElectronBinary, electronBinary, electronBinaryOrFetched, hasDisplay } from './electron-binary.ts';
import { freePortFrom, isFree } from './free-port.ts';
import { type Demo, type DemoCodes, demoCodes, demoPassword, hospitalIn, movedAside } from './hospital-data.ts';
import { help, optionsFrom, type StartOptions } from './options.ts';
import { Processes } from './processes.ts';
import { forgetRunning, noteRunning, runningOn } from './running.ts';
import { startServer } from './server-process.ts';

const DEFAULT_PORT = 4600;
/** The ward a browser shows; the first of every demo hospital. */
const DEMO_WARD = '4B';
const WRONG_OPTION = 2;
const processes = new Processes();
let stopping: Promise<never> | undefined;

const options = optionsFrom(process.argv.slice(2));
if (options === null) console.log(help);
else if (typeof options === 'string') fail(`${options}\n\n${help}`, WRONG_OPTION);
else {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stopAll(options.data));
  await run(options).catch((error: unknown) => stopping ?? failed(options.data, error));
}

function fail(why: string, code = 1): never {
  console.error(why);
  process.exit(code);
}

async function run(wanted: StartOptions): Promise<void> {
  const { data } = wanted;
  const other = await runningOn(data);
  if (other !== null)
    fail(`HealthCare already runs on ${resolve(data)}: ${other}\nStop it first, or give another folder with --data.`);
  const port = await portFor(wanted);
  const ui = await chosenUi(wanted);
  await buildStale();
  const aside = wanted.fresh ? movedAside(data, new Date()) : null;
  if (aside !== null) console.log(`the old hospital was moved to ${aside}`);
  const { server: databases, demo } = await hospitalIn(data, wanted.beds);
  const codes = demo && (await demoCodes(databases));
  const log = join(resolve(data), 'server.log');
  const server = await startServer(processes, { port, data: databases, log });
  server.once('exit', (code) => {
    if (!stopping) void failed(data, new Error(`the server ended by itself (code ${code}); its log is ${log}`));
  });
  const url = `http://127.0.0.1:${port}/`;
  noteRunning(data, url);
  tell({ url, ui: ui.line, folder: resolve(data), demo, codes });
  if (wanted.open) open(ui.electron, wanted, { url, codes });
}

interface Told {
  readonly url: string;
  readonly ui: string;
  readonly folder: string;
  readonly demo: Demo | null;
  readonly codes: DemoCodes | null;
}

/** Where a browser that comes for the first time enrols itself; later the same address does no harm. */
function enrolling(code: string | undefined): string {
  return code === undefined ? '' : `#enrol=${code}`;
}

function tell({ url, ui, folder, demo, codes }: Told): void {
  console.log(`\nserver   ${url}   data and log in ${folder}`);
  console.log(`ui       ${ui}`);
  if (demo) console.log(`sign in  by staff number or phone; password for everybody: ${demoPassword}`);
  for (const { role, name, login, phone, wards } of demo?.signIns ?? [])
    console.log(
      `         ${login}  ${phone}  ${role.padEnd(10)}  ${name}${wards.length > 0 ? `, ${wards.join(', ')}` : ''}`,
    );
  if (demo) console.log(`codes    ${url}mailbox   (the demo's own mailbox: no mail leaves this machine)`);
  if (demo) console.log(`ward     ${url}?ward=${DEMO_WARD}${enrolling(codes?.ward)}   (${demo.beds} beds in all)`);
  const administrator = demo?.signIns.find(({ role }) => role === 'admin');
  console.log(
    `admin    ${url}admin/${enrolling(codes?.admin)}${administrator ? `   (sign in as ${administrator.login}, ${administrator.name})` : ''}`,
  );
  if (codes)
    console.log(
      'enrol    the demo enrols its workstations by itself, with the code in these addresses; in a hospital an\n' +
        '         administrator makes a code for each computer (Workstations, on the desk)',
    );
  console.log('Ctrl-C stops everything.\n');
  console.log(`ready ${url}`);
}

async function portFor({ port }: StartOptions): Promise<number> {
  if (port === null) return freePortFrom(DEFAULT_PORT);
  if (await isFree(port)) return port;
  return fail(`--port ${port} is used by another program: stop that program, or give another port.`);
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
  if (ui === 'electron') fail(`--electron: ${usable.reason}.`);
  return { electron: null, line: `browser (${usable.reason})` };
}

interface Opened {
  readonly url: string;
  readonly codes: DemoCodes | null;
}

function open(electron: string | null, { data, app }: StartOptions, { url, codes }: Opened): void {
  if (electron === null) {
    openInBrowser((app === 'admin' ? `${url}admin/` : `${url}?ward=${DEMO_WARD}`) + enrolling(codes?.[app]));
    return;
  }
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const profile = `--user-data-dir=${join(resolve(data), app === 'ward' ? 'workstation' : `workstation-${app}`)}`;
  const window = processes.start(electron, [...asRoot, join(root, 'apps', app), profile], {
    env: { ...process.env, HEALTHCARE_SERVER_URL: url, ...(codes && { HEALTHCARE_ENROLMENT_CODE: codes[app] }) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  window.once('exit', () => void stopAll(data));
}

function openInBrowser(url: string): void {
  if (!hasDisplay()) {
    console.log(`There is no display here: open ${url} in a browser of this machine.`);
    return;
  }
  const openers: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer' };
  const opener = spawn(openers[process.platform] ?? 'xdg-open', [url], { stdio: 'ignore', detached: true });
  opener.on('error', () => console.log(`No browser could be opened by itself: open ${url}`));
  opener.unref();
}

/** Ends what was started, then this process: 0, because stopping is what was asked for. */
function stopAll(data: string): Promise<never> {
  stopping ??= processes.stop().then(() => {
    forgetRunning(data);
    process.exit(0);
  });
  return stopping;
}

async function failed(data: string, error: unknown): Promise<never> {
  console.error(error instanceof Error ? error.message : String(error));
  await processes.stop();
  forgetRunning(data);
  process.exit(1);
}
