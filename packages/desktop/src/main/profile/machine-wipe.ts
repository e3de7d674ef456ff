import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What a machine keeps of the hospital outside the page's own storage. */
export interface MachineFiles {
  readonly userData: string;
  readonly journalPath: string;
  readonly keysFolder: string;
}

/** Keys that are going: under this name nothing is opened by them any more. */
const goneName = (keysFolder: string): string => `${keysFolder}.gone`;

/**
 * What is deleted of a workstation that is taken away, in this order. A machine that is switched off between any two of them starts again:
 * with the keys it had and fewer files, or, once the keys are put away in one step, as a new machine. Each may be done again.
 */
export function machineWipe({ userData, journalPath, keysFolder }: MachineFiles): readonly (() => Promise<void>)[] {
  const removed = (path: string) => rm(path, { recursive: true, force: true });
  return [
    () => removed(journalPath),
    async () => {
      const beside = await readdir(dirname(journalPath));
      const damaged = beside.filter((name) => name.startsWith(`${basename(journalPath)}.`));
      await Promise.all(damaged.map((name) => removed(join(dirname(journalPath), name))));
    },
    () => removed(join(userData, 'storage-copies')),
    () => removed(goneName(keysFolder)),
    async () => {
      if (existsSync(keysFolder)) await rename(keysFolder, goneName(keysFolder));
    },
    () => removed(goneName(keysFolder)),
  ];
}

/** At each start: what a wipe was killed in the middle of. */
export function leftByWipe(keysFolder: string): Promise<void> {
  return rm(goneName(keysFolder), { recursive: true, force: true });
}
