import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const executable = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' } as Record<string, string>;

/**
 * The path of a real Electron that can be started here, or null. It looks at files only: `require('electron')` would start
 * a download.
 */
export function electronBinary(): string | null {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const packageJson = require.resolve('electron/package.json');
  const folder = given ?? join(dirname(packageJson), 'dist');
  const binary = join(folder, executable[process.platform] ?? 'electron');
  try {
    accessSync(binary, constants.X_OK);
  } catch {
    return null; // no binary is the usual case, and what this function is there to find out
  }
  const versionFile = join(folder, 'version');
  if (given || !existsSync(versionFile)) return binary;
  const { version } = require('electron/package.json') as { readonly version: string };
  return readFileSync(versionFile, 'utf8').replace(/^v/, '').trim() === version ? binary : null;
}
