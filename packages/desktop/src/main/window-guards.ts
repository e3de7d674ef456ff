import type Electron from 'electron';
import { isAppPage, shellHost } from './app-origin.ts';
import type { ShellLog } from './shell-log.ts';

/** A window of ours shows our pages only: no navigation away, no second window, no webview. */
export function guardWindow(contents: Electron.WebContents, host: string, log: ShellLog): void {
  contents.setWindowOpenHandler(() => {
    log.warn('window/open-denied');
    return { action: 'deny' };
  });
  const stay = (event: { preventDefault(): void; readonly url: string }) => {
    if (isAppPage(event.url, host) || isAppPage(event.url, shellHost)) return;
    event.preventDefault();
    log.warn('window/navigation-denied');
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
