import type Electron from 'electron';
import type { CdpSession } from './cdp.ts';
import type { DoubleSession } from './session.ts';

/** Chromium's names beside Electron's. Without handlers Electron grants everything it is asked for: so does the double. */
const permissions = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['camera', 'media'],
  ['microphone', 'media'],
  ['clipboard-read', 'clipboard-read'],
  ['midi', 'midi'],
  ['local-fonts', 'local-fonts'],
  ['idle-detection', 'idle-detection'],
  ['screen-wake-lock', 'screen-wake-lock'],
] as const;

/** Chromium has no one to ask in the middle of a page, so the handlers are asked for each permission beforehand. */
export async function applyPermissions(
  browser: CdpSession,
  session: DoubleSession,
  webContents: Electron.WebContents,
): Promise<void> {
  for (const [chromiumName, name] of permissions) {
    const granted = (await requested(session, webContents, name)) && checked(session, webContents, name);
    await browser.send('Browser.setPermission', {
      permission: { name: chromiumName },
      setting: granted ? 'granted' : 'denied',
      ...(session.browserContextId ? { browserContextId: session.browserContextId } : {}),
    });
  }
}

type Name = (typeof permissions)[number][1];

function requested(session: DoubleSession, webContents: Electron.WebContents, name: Name): Promise<boolean> {
  const handler = session.permissionRequest;
  if (!handler) return Promise.resolve(true);
  const details = { isMainFrame: true, requestingUrl: webContents.getURL() };
  return new Promise((ok) => handler(webContents, name, ok, details));
}

function checked(session: DoubleSession, webContents: Electron.WebContents, name: Name): boolean {
  const details = { isMainFrame: true, requestingUrl: webContents.getURL() };
  return session.permissionCheck?.(webContents, name, webContents.getURL(), details) ?? true;
}
