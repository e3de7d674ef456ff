import { randomBytes } from 'node:crypto';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file of IndexedDB below a profile is overwritten, at its length, with noise; answers how many. Other storage stays. */
export function noiseOverIndexedDb(profile: string): number {
  const files = readdirSync(profile, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|[\\/])Default[\\/]IndexedDB[\\/]/.test(name))
    .map((name) => join(profile, name))
    .filter((path) => statSync(path).isFile());
  for (const path of files) writeFileSync(path, randomBytes(statSync(path).size));
  return files.length;
}
