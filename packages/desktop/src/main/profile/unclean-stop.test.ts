import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openShellLog } from '../shell-log.ts';
import { logOf } from './leveldb-log.fixture.ts';
import { afterLastStop, markCleanStop } from './unclean-stop.ts';

const { log: sound } = logOf([100, 40_000]);
const torn = sound.subarray(0, sound.length - 10);

function profile(storedLog: Buffer) {
  const userData = mkdtempSync(join(tmpdir(), 'profile-'));
  const sessionData = join(userData, 'chromium');
  const database = join(sessionData, 'IndexedDB', 'app_ward_0.indexeddb.leveldb');
  mkdirSync(database, { recursive: true });
  const stored = join(database, '000003.log');
  writeFileSync(stored, storedLog);
  writeFileSync(join(database, 'LOG'), 'not a log of records');
  const log = openShellLog({ path: join(userData, 'shell.log'), maxBytes: 10_000, kept: 1 });
  return { folders: { userData, sessionData }, stored, log };
}

const copiesIn = (userData: string) => {
  try {
    return readdirSync(join(userData, 'storage-copies'));
  } catch {
    return [];
  }
};

test('a first start, and a start after a clean stop, leave the storage alone', () => {
  const { folders, stored, log } = profile(torn);
  expect(afterLastStop(folders, log)).toBe('clean');
  markCleanStop(folders.userData);
  expect(afterLastStop(folders, log)).toBe('clean');
  expect(readFileSync(stored)).toEqual(torn);
  expect(copiesIn(folders.userData)).toEqual([]);
});

test('after a power cut the torn tail is cut off, and the storage as it was found lies beside', () => {
  const { folders, stored, log } = profile(torn);
  afterLastStop(folders, log);
  expect(afterLastStop(folders, log)).toBe('unclean');
  expect(readFileSync(stored).length).toBe(logOf([100]).log.length);
  const [copy = ''] = copiesIn(folders.userData);
  const copied = join(folders.userData, 'storage-copies', copy, 'app_ward_0.indexeddb.leveldb');
  expect(readFileSync(join(copied, '000003.log'))).toEqual(torn);
  expect(readFileSync(join(copied, 'LOG'), 'utf8')).toBe('not a log of records');
});

test('a log that is whole is not touched', () => {
  const { folders, stored, log } = profile(sound);
  afterLastStop(folders, log);
  afterLastStop(folders, log);
  expect(readFileSync(stored)).toEqual(sound);
});

test('of the copies the latest two are kept', () => {
  const { folders, log } = profile(sound);
  mkdirSync(join(folders.userData, 'storage-copies', '2001-01-01'), { recursive: true });
  mkdirSync(join(folders.userData, 'storage-copies', '2002-01-01'), { recursive: true });
  afterLastStop(folders, log);
  afterLastStop(folders, log);
  const kept = copiesIn(folders.userData);
  expect(kept).toHaveLength(2);
  expect(kept).toContain('2002-01-01');
});
