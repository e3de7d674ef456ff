import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';

/**
 * Takes the code out of a packed `app.asar` into `targetFolder`, so that it can be run without the binary it was packed
 * with. Answers the path of its main file.
 */
export function unpackedAppFrom(asarPath: string, targetFolder: string): string {
  if (!existsSync(asarPath)) throw new Error(`${asarPath} is not there: pack the app first (npm run pack)`);
  extractAll(asarPath, targetFolder);
  return join(targetFolder, 'dist/main.cjs');
}

/** What lies in the archive, as /dist/main.cjs. */
export function packedFiles(asarPath: string): readonly string[] {
  return listPackage(asarPath, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
}

/** The archive below a folder that electron-builder wrote for one system, wherever that system keeps it. */
export function asarBelow(packedFolder: string): string {
  const found = readdirSync(packedFolder, { recursive: true, encoding: 'utf8' }).find((path) =>
    /app\.asar$/.test(path),
  );
  if (!found) throw new Error(`no app.asar below ${packedFolder}`);
  return join(packedFolder, found);
}
