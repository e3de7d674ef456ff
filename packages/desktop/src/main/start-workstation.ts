import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, Menu, powerMonitor, protocol, safeStorage, session } from 'electron';
import type { Banner, WorkstationKind } from '../api.ts';
import { appScheme } from './app-origin.ts';
import { type Configuration, readConfiguration } from './configuration/read-configuration.ts';
import { openActJournal } from './journal/act-journal.ts';
import { GuardedJournal } from './journal/guarded-journal.ts';
import { openKeys, type WorkstationKeys } from './keys/key-store.ts';
import { pageRoutes } from './page-routes.ts';
import { openDiskGuard, usualNeeds } from './profile/disk-guard.ts';
import { leftByWipe, machineWipe } from './profile/machine-wipe.ts';
import { afterLastStop, markCleanStop } from './profile/unclean-stop.ts';
import { dataFormat, hearWitness, type Witness, WitnessRecord } from './profile/witness.ts';
import { ScannerFolder } from './scanner/scanner-folder.ts';
import { servePages } from './serve-pages.ts';
import { ServerPin } from './server-pin.ts';
import { guardSession } from './session-guards.ts';
import { errorFacts, openShellLog, type ShellLog } from './shell-log.ts';
import type { Stopped } from './static-pages/stopped-page.ts';
import { openStoppedWindow, type Reason } from './stopped-window.ts';
import { WorkstationWindow } from './workstation-window.ts';

/** What one app tells the shell about itself. */
export interface Workstation {
  readonly kind: WorkstationKind;
  /** app://<host>/ is the key of the page's storage: chosen once, for ever. */
  readonly host: string;
  readonly title: string;
  /** Folder of the page's files, with index.html. */
  readonly rendererRoot: string;
  readonly preloadPath: string;
}

interface Shell {
  readonly workstation: Workstation;
  readonly userData: string;
  readonly log: ShellLog;
  /** Has to be closed at the end, once it is open. */
  journal?: GuardedJournal;
  window?: WorkstationWindow;
}

interface Profile {
  readonly witness: Witness;
  readonly banners: readonly Banner[];
}

/** The main process of a workstation, from its first line to its last. To be called at once, before `ready`. */
export function startWorkstation(workstation: Workstation): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
  app.enableSandbox();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  const userData = app.getPath('userData');
  mkdirSync(userData, { recursive: true });
  const log = openShellLog({ path: join(userData, 'logs', 'shell.log'), maxBytes: 1024 * 1024, kept: 5 });
  const shell: Shell = { workstation, userData, log };
  const profile = profileBeforeSession(shell);
  log.info('shell/started', { version: app.getVersion(), electron: process.versions.electron ?? '' });
  app.on('child-process-gone', (_event, { type, reason }) => log.warn('process/died', { type, reason }));
  app.on('window-all-closed', () => app.quit());
  endCleanly(shell, profile !== null);
  app
    .whenReady()
    .then(() => {
      if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
      return profile ? run(shell, profile) : stop(shell, ['profile/too-new']);
    })
    .catch((error) => {
      log.error('shell/failed', errorFacts(error));
      stop(shell, ['shell/failed']);
    });
}

/** All that must happen to the profile before Chromium opens it; null when it belongs to a newer program. */
function profileBeforeSession({ userData, log }: Shell): Profile | null {
  const sessionData = app.getPath('sessionData');
  const electronMajor = Number.parseInt(process.versions.electron ?? '0', 10);
  const heard = hearWitness(userData, sessionData, { electronMajor, dataFormat });
  if (heard.kind === 'too-new') {
    log.error('profile/too-new', { electronMajor, lastMajor: heard.witness.electronMajor });
    app.setPath('sessionData', mkdtempSync(join(tmpdir(), 'healthcare-')));
    return null;
  }
  const stopped = afterLastStop({ userData, sessionData }, log);
  if (stopped === 'unclean') log.warn('storage/stopped-uncleanly');
  if (heard.storageLost) log.error('storage/lost', { sequence: heard.witness.sequence });
  return {
    witness: heard.witness,
    banners: [
      ...(stopped === 'unclean' ? (['storage/stopped-uncleanly'] as const) : []),
      ...(heard.storageLost ? (['storage/lost'] as const) : []),
    ],
  };
}

/** Opens the app's window, or the page that says why it does not run. */
async function run(shell: Shell, profile: Profile): Promise<void> {
  const { workstation, userData, log } = shell;
  const { isPackaged } = app;
  const read = await readConfiguration({ kind: workstation.kind, userData, isPackaged, env: process.env, log });
  if (!read.ok) return stop(shell, { problems: read.problems });
  const { configuration } = read;
  const keyStore = {
    folder: join(userData, 'keys'),
    platform: process.platform,
    allowPlainText: configuration.allowPlainTextKeyStore,
    recoveryKey: configuration.recoveryKey,
  };
  await leftByWipe(keyStore.folder);
  const opened = await openKeys(safeStorage, keyStore);
  if (!opened.ok) return stop(shell, [opened.code]);
  const guard = await openDiskGuard(userData, usualNeeds);
  const path = join(userData, 'acts.journal');
  const journal = await GuardedJournal.open({
    open: () => openActJournal(path, opened.keys.dataKey),
    guard,
    log,
  }).catch((error) => void log.error('journal/not-opened', errorFacts(error)));
  if (!journal) return stop(shell, ['journal/not-opened']);
  shell.journal = journal;
  const banners = bannersOf(profile, configuration, opened.keys, journal);
  const witness = new WitnessRecord(userData, profile.witness);
  const { serverUrl, serverFingerprints: fingerprints } = configuration;
  const pin = new ServerPin({ userData, serverUrl, fingerprints, log, refused: () => shell.window?.tellRefused() });
  let { keys } = opened;
  const wipe = async (): Promise<void> => {
    await journal.startAnew(async () => {
      for (const step of machineWipe({ userData, journalPath: path, keysFolder: keyStore.folder })) await step();
      const anew = await openKeys(safeStorage, keyStore);
      if (!anew.ok) throw new Error(anew.code);
      keys = anew.keys;
      return openActJournal(path, keys.dataKey);
    });
    await Promise.all([pin.forget(), witness.forget()]);
    log.warn('shell/wiped');
  };
  const scanner = configuration.scanner ? new ScannerFolder(configuration.scanner, log) : null;
  const parts = { configuration, keys: () => keys, banners, journal, guard, witness, pin, scanner, wipe, log };
  await openWindow(shell, configuration, { pin, routes: pageRoutes(parts) });
}

function bannersOf(profile: Profile, { banners }: Configuration, keys: WorkstationKeys, journal: GuardedJournal) {
  return [
    ...banners,
    ...profile.banners,
    ...(keys.isPlainText ? (['key-store/plain-text'] as const) : []),
    ...(journal.damagedLines > 0 ? (['journal/damaged'] as const) : []),
  ];
}

interface WindowUse {
  readonly pin: ServerPin;
  readonly routes: ReturnType<typeof pageRoutes>;
}

async function openWindow(shell: Shell, { serverUrl, kiosk }: Configuration, { pin, routes }: WindowUse) {
  const { host, title, preloadPath, rendererRoot } = shell.workstation;
  const own = session.defaultSession;
  guardSession(own, { host, serverUrl }, shell.log);
  pin.guard(own);
  servePages(own.protocol, {}, { host, root: rendererRoot, serverUrl });
  const window = new WorkstationWindow(
    {
      host,
      title,
      preloadPath,
      kiosk,
      isPackaged: app.isPackaged,
      statePath: join(shell.userData, 'window.json'),
      log: shell.log,
    },
    routes,
  );
  shell.window = window;
  app.on('second-instance', () => window.focus());
  powerMonitor.on('resume', () => window.tellResumed());
  powerMonitor.on('unlock-screen', () => window.tellResumed());
  await window.open();
}

function stop({ workstation, log }: Shell, reason: Reason): void {
  log.error('shell/not-started', { reason: 'problems' in reason ? 'settings' : (reason[0] satisfies Stopped) });
  const startUrl = `${appScheme}://${workstation.host}/index.html`;
  const window = openStoppedWindow({ title: workstation.title, startUrl, log }, reason);
  app.on('second-instance', () => window.focus());
}

/** The journal is closed, then the stop is marked as clean, then the process ends. */
function endCleanly(shell: Shell, isOurProfile: boolean): void {
  const { log, userData } = shell;
  app.on('will-quit', (event) => {
    event.preventDefault();
    const closed = shell.journal?.close().catch((error) => log.error('journal/not-closed', errorFacts(error)));
    void Promise.resolve(closed).then(() => {
      if (isOurProfile) markCleanStop(userData);
      log.info('shell/ended');
      app.exit(0);
    });
  });
}
