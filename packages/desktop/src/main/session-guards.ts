import type Electron from 'electron';
import { appScheme, isAppPage } from './app-origin.ts';
import type { ShellLog } from './shell-log.ts';

export interface Allowed {
  readonly host: string;
  /** `null` on the shell's own pages: nothing is reached at all. */
  readonly serverUrl: string | null;
}

/** Denies what no page of ours needs: foreign requests, permissions, devices, downloads, dictionaries. */
export function guardSession(session: Electron.Session, allowed: Allowed, log: ShellLog): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const may = mayRequest(url, allowed.serverUrl);
    if (!may) log.warn('request/denied', { scheme: url.slice(0, url.indexOf(':')) });
    answer({ cancel: !may });
  });
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(mayHave(permission, requestingUrl, allowed)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => mayHave(permission, `${origin}/`, allowed));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
    log.warn('download/denied');
  });
  session.setSpellCheckerEnabled(false);
}

/** Our own files, what a page makes itself, and the configured server over http(s) and ws(s) of the same host and port. */
export function mayRequest(url: string, serverUrl: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const asked = new URL(url);
  if ([`${appScheme}:`, 'blob:', 'data:'].includes(asked.protocol)) return true;
  if (!serverUrl) return false;
  const server = new URL(serverUrl);
  const socket = server.protocol === 'https:' ? 'wss:' : 'ws:';
  return asked.host === server.host && [server.protocol, socket].includes(asked.protocol);
}

/** Chromium asks before a page reaches a server in the house; which server that may be is decided above. */
const localNetwork = ['local-network', 'local-network-access', 'loopback-network'];

export function mayHave(permission: string, requestingUrl: string, { host }: Allowed): boolean {
  return localNetwork.includes(permission) && isAppPage(requestingUrl, host);
}
