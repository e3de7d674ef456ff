import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { frozen } from './frozen.ts';

/** Of the one nurse in every frozen folder; her login is `1`. */
export const password = 'a frozen password';
/** Of the workstation at which she worked. */
export const frozenSecret = 'frozen'.padEnd(43, '0');

/** A copy of a frozen server folder, to be started on. */
export function unpacked(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'frozen-'));
  for (const [file, content] of Object.entries(frozen<Record<string, string>>(`${name}.server.json`))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), Buffer.from(content, 'base64'));
  }
  return folder;
}
