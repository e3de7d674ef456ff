import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

const given = process.argv
  .find((argument) => argument.startsWith('--user-data-dir='))
  ?.slice('--user-data-dir='.length);
if (!given) throw new Error('electron double: start it with --user-data-dir=<folder>');

/** The app's own folder. */
export const userData = resolve(given);
mkdirSync(userData, { recursive: true });

/** Where Chromium keeps its storage: Electron's `sessionData`, which holds `IndexedDB/` directly. */
let sessionData = join(userData, 'chromium', 'Default');

const others: Record<string, string> = { temp: tmpdir(), downloads: join(userData, 'downloads'), documents: userData };

export function pathOf(name: string): string {
  if (name === 'userData') return userData;
  if (name === 'sessionData') return sessionData;
  const found = others[name];
  if (!found) throw new Error(`electron double: app.getPath('${name}') is not modelled`);
  return found;
}

export function setPathOf(name: string, folder: string): void {
  if (name !== 'sessionData') throw new Error(`electron double: app.setPath('${name}') is not modelled`);
  sessionData = join(folder, 'Default');
}

/** Chromium's `--user-data-dir`, whose profile folder is always called Default. */
export function chromiumProfile(): string {
  if (basename(sessionData) !== 'Default') throw new Error(`electron double: sessionData is ${sessionData}`);
  return dirname(sessionData);
}
