import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Electron's executable, or why there is none. Never loads the package itself: that would start a download. */
export type ElectronBinary = { readonly path: string } | { readonly reason: string };

/** How long the mirror may take to answer before the browser is opened instead (ms). */
const MIRROR_MS = 3000;

export function electronBinary(): ElectronBinary {
  const manifest = require.resolve('electron/package.json');
  const { version } = require(manifest) as { readonly version: string };
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const folder = given ?? join(dirname(manifest), 'dist');
  const name =
    { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string] ?? 'electron';
  const path = join(folder, name);
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return { reason: 'Electron’s binary is not on this machine' }; // the usual case where only package registries are reached
  }
  const told = join(folder, 'version');
  const found = existsSync(told) ? readFileSync(told, 'utf8').replace(/^v/, '').trim() : version;
  return given === undefined && found !== version
    ? { reason: `Electron’s binary is ${found}, not ${version}` }
    : { path };
}

/** Is there a screen to open a window on? */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Fetches the binary once, where somebody could see its window and the mirror answers. */
export async function electronBinaryOrFetched(): Promise<ElectronBinary> {
  const found = electronBinary();
  if ('path' in found || process.env.CI || !hasDisplay() || !(await mirrorAnswers())) return found;
  console.log('fetching Electron’s binary once …');
  spawnSync(process.execPath, [require.resolve('electron/install.js')], { stdio: 'inherit' });
  return electronBinary();
}

async function mirrorAnswers(): Promise<boolean> {
  const mirror =
    process.env.ELECTRON_MIRROR ??
    process.env.npm_config_electron_mirror ??
    'https://github.com/electron/electron/releases';
  try {
    await fetch(mirror, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(MIRROR_MS) });
    return true;
  } catch {
    return false; // not reached: the browser is opened, and the line that says so gives the reason
  }
}
