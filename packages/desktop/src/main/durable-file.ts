import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Puts a whole file in place so that after a power cut either the old or the new one is there, flushed. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  await writeBeside(path, content);
  await putInPlace(path);
}

/** The first half of it: the new content lies flushed beside the file. When that fails nothing of it stays, and the file is as it was. */
export async function writeBeside(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(beside(path), 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await rm(beside(path), { force: true }); // on a full disk it would take the last room
    throw error;
  } finally {
    await file.close();
  }
}

/** The second half: from here on the new content is the file. */
export async function putInPlace(path: string): Promise<void> {
  await rename(beside(path), path);
  await flushFolder(dirname(path));
}

function beside(path: string): string {
  return `${path}.next`;
}

/** The same for the moments before the app is ready, when nothing may run in between. */
export function replaceFileNow(path: string, content: string): void {
  const next = beside(path);
  const file = openSync(next, 'w', 0o600);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
  if (process.platform === 'win32') return;
  const folder = openSync(join(path, '..'), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Makes a new or renamed name in a folder last. */
export async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // Windows gives no handle to a folder to flush
  const handle: FileHandle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
