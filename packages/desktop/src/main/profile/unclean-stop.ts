import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';
import { replaceFileNow } from '../durable-file.ts';
import type { ShellLog } from '../shell-log.ts';
import { endOfLastWholeRecord } from './leveldb-log-tail.ts';

export interface ProfileFolders {
  /** The app's own folder. */
  readonly userData: string;
  /** Chromium's, which holds `IndexedDB/`. */
  readonly sessionData: string;
}

/** Copies kept of what storage looked like after an unclean stop. */
const copiesKept = 2;
/** A copy must not be what fills the disk. */
const spareBytes = 256 * 1024 * 1024;

/**
 * Must run before the session is created. After a stop that left no clean mark it puts the storage aside as it was found
 * and cuts torn tails off its logs. Sets the mark that only `markCleanStop` takes away. Answers whether the stop was clean.
 */
export function afterLastStop(folders: ProfileFolders, log: ShellLog): 'clean' | 'unclean' {
  const mark = runningMark(folders.userData);
  const stop = existsSync(mark) ? 'unclean' : 'clean';
  const storage = join(folders.sessionData, 'IndexedDB');
  if (stop === 'unclean' && existsSync(storage)) {
    copyAside(storage, join(folders.userData, 'storage-copies'), log);
    repairLogTails(storage, log);
  }
  replaceFileNow(mark, '');
  return stop;
}

/** The last thing before an ordinary end. */
export function markCleanStop(userData: string): void {
  rmSync(runningMark(userData), { force: true });
}

/** Cuts every LevelDB log below a folder back to its last whole record; answers how many needed it. */
export function repairLogTails(folder: string, log: ShellLog): number {
  let repaired = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/(^|[\\/])\d+\.log$/.test(name)) continue;
    const path = join(folder, name);
    const bytes = readFileSync(path);
    const sound = endOfLastWholeRecord(bytes);
    if (sound === bytes.length) continue;
    truncateSync(path, sound);
    repaired += 1;
    log.warn('storage/log-tail-cut', { bytes: bytes.length - sound, kept: sound });
  }
  return repaired;
}

function runningMark(userData: string): string {
  return join(userData, 'running');
}

function copyAside(storage: string, copies: string, log: ShellLog): void {
  const needed = folderBytes(storage);
  const { bavail, bsize } = statfsSync(storage);
  if (bavail * bsize < needed + spareBytes) {
    log.warn('storage/no-room-for-copy', { bytes: needed });
    return;
  }
  mkdirSync(copies, { recursive: true });
  const older = readdirSync(copies).sort();
  for (const name of older.slice(0, Math.max(0, older.length - copiesKept + 1))) {
    rmSync(join(copies, name), { recursive: true, force: true });
  }
  cpSync(storage, join(copies, new Date().toISOString().replace(/[:.]/g, '-')), { recursive: true });
  log.info('storage/copied-aside', { bytes: needed });
}

function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
