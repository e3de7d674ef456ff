import { resolve } from 'node:path';

/** The right to be the one server on a data folder, until it is given back. */
export interface Lease {
  giveBack(): void;
}

/** Another server of this process works on the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly code = 'ELOCKED';
}

const taken = new Set<string>();

/**
 * One server, and with it one arbiter, works on a folder. Between processes the lock of LevelDB sees to that: the second cannot
 * open the databases. Within a process PouchDB shares what is open, so a second server has to be refused here. Throws `FolderInUse`.
 */
export function takeFolder(folder: string): Lease {
  const path = resolve(folder);
  if (taken.has(path)) throw new FolderInUse('another server of this process works on this data folder');
  taken.add(path);
  return { giveBack: () => void taken.delete(path) };
}
