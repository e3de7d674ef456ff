import { BrowserWindow, session } from 'electron';
import { appScheme, shellHost } from './app-origin.ts';
import type { SettingProblem } from './configuration/problem.ts';
import { servePages } from './serve-pages.ts';
import { guardSession } from './session-guards.ts';
import { errorFacts, type ShellLog } from './shell-log.ts';
import { settingsPage } from './static-pages/settings-page.ts';
import { type Stopped, stoppedPage } from './static-pages/stopped-page.ts';
import { guardWindow } from './window-guards.ts';

export interface StoppedParts {
  readonly title: string;
  /** Where "try again" leads. */
  readonly startUrl: string;
  readonly log: ShellLog;
}

/** The page shown instead of the app: why it stopped, or what is wrong with the settings. */
export type Reason = readonly [Stopped] | { readonly problems: readonly SettingProblem[] };

const partition = 'shell';

/**
 * A window in a session of its own in memory: the storage of the profile is neither opened nor touched. It has no preload and
 * no script.
 */
export function openStoppedWindow(parts: StoppedParts, reason: Reason): BrowserWindow {
  const own = session.fromPartition(partition);
  const page = 'problems' in reason ? settingsPage(reason.problems) : stoppedPage(reason[0], parts.startUrl);
  if (own.protocol.isProtocolHandled(appScheme)) own.protocol.unhandle(appScheme);
  else guardSession(own, { host: shellHost, serverUrl: null }, parts.log);
  servePages(own.protocol, { '/stopped': page }, null);
  const window = new BrowserWindow({
    width: 1100,
    height: 700,
    title: parts.title,
    backgroundColor: '#eceef1',
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  guardWindow(window.webContents, shellHost, parts.log);
  window
    .loadURL(`${appScheme}://${shellHost}/stopped`)
    .catch((error) => parts.log.error('window/load-failed', errorFacts(error)));
  return window;
}
