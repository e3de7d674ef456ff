import { open, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

export interface DiskGuard {
  /** `full` once the reserve had to be given away; `low` when less than the floor is free. */
  state(): Promise<'well' | 'low' | 'full'>;
  /** Gives the reserve back to the disk, so that what has to be written still can be. `false` when there was none. */
  release(): Promise<boolean>;
}

export interface DiskNeeds {
  /** Bytes kept for the journal alone. */
  readonly reserveBytes: number;
  /** Free bytes below which people are told. */
  readonly lowBytes: number;
}

/** Enough for thousands of acts, small enough for the smallest ward terminal. */
export const usualNeeds: DiskNeeds = { reserveBytes: 16 * 1024 * 1024, lowBytes: 512 * 1024 * 1024 };

/** Keeps a file of real bytes beside the journal, made when there is room for it. */
export async function openDiskGuard(folder: string, needs: DiskNeeds): Promise<DiskGuard> {
  const path = join(folder, 'reserve');
  const free = async () => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  let released = false;
  if ((await sizeOf(path)) < needs.reserveBytes && (await free()) > needs.reserveBytes + needs.lowBytes) {
    await fill(path, needs.reserveBytes);
  }
  return {
    async state() {
      if (released) return 'full';
      return (await free()) < needs.lowBytes ? 'low' : 'well';
    },
    async release() {
      if ((await sizeOf(path)) === 0) return false;
      await rm(path, { force: true });
      released = true;
      return true;
    },
  };
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0, // not there yet
  );
}

async function fill(path: string, bytes: number): Promise<void> {
  const chunk = Buffer.alloc(1024 * 1024, 0x5a); // not zeros: some file systems store those as nothing
  const file = await open(path, 'w', 0o600);
  try {
    for (let written = 0; written < bytes; written += chunk.length) await file.write(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}
