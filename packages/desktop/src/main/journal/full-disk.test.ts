import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DiskGuard, openDiskGuard } from '../profile/disk-guard.ts';
import { PageRefusal } from '../reply-to-page.ts';
import { openShellLog } from '../shell-log.ts';
import { openActJournal } from './act-journal.ts';
import { GuardedJournal } from './guarded-journal.ts';

const key = randomBytes(32);
const disk = mkdtempSync(join(tmpdir(), 'small-disk-'));
const cannotMount = mountProblem();

/** Undefined once a file system of two megabytes lies at `disk`; otherwise why not. */
function mountProblem(): string | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return `a small file system can only be mounted by root on Linux: ${error}`;
  }
}

const text = 'x'.repeat(20_000);
const entryOf = (number: number, body = text) => ({ id: `act-${number}`, body });
const freeBytes = () => {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
};
/** Somebody else's data, until so much is left. */
const fillUpTo = (left: number) =>
  writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, freeBytes() - left), 1));

describe.skipIf(cannotMount)(`a journal on a disk that is really full${cannotMount ? ` (${cannotMount})` : ''}`, () => {
  let journal: GuardedJournal;
  let guard: DiskGuard;
  const path = join(disk, 'acts.journal');
  const idsOnDisk = async () => {
    const again = await openActJournal(path, key);
    const ids = again.pending().map(({ id }) => id);
    await again.close();
    return ids;
  };

  beforeEach(async () => {
    const log = openShellLog({ path: join(tmpdir(), `shell-${process.pid}.log`), maxBytes: 10_000, kept: 1 });
    guard = await openDiskGuard(disk, { reserveBytes: 300_000, lowBytes: 0 });
    journal = await GuardedJournal.open({ open: () => openActJournal(path, key), guard, log });
  });
  afterEach(async () => {
    await journal.close();
    for (const name of readdirSync(disk)) rmSync(join(disk, name), { recursive: true });
  });
  afterAll(() => {
    execFileSync('umount', [disk]);
  });

  /** Acts until one is refused: those that were called saved, and the refusal. */
  async function actsUntilFull() {
    const saved: string[] = [];
    for (let number = 0; ; number += 1) {
      const refusal = await journal.append(entryOf(number)).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (refusal) return { saved, refusal };
      saved.push(`act-${number}`);
    }
  }

  test('the reserve is used up first; what is refused then is named, and nothing of it is there', async () => {
    fillUpTo(100_000);
    const { saved, refusal } = await actsUntilFull();
    expect(refusal).toEqual(new PageRefusal('journal/disk-full'));
    expect(saved.length).toBeGreaterThan(9); // more than fit without the reserve
    expect(await guard.state()).toBe('full');
    expect(journal.pending().map(({ id }) => id)).toEqual(saved);
    expect(await idsOnDisk()).toEqual(saved);
  });

  test('a write that fitted only in part leaves nothing, and smaller ones go on', async () => {
    fillUpTo(100_000);
    await journal.append(entryOf(0, 'small'));
    const large = journal.append(entryOf(1, 'x'.repeat(900_000)));
    await expect(large).rejects.toEqual(new PageRefusal('journal/disk-full'));
    await journal.append(entryOf(2, 'small'));
    expect(await idsOnDisk()).toEqual(['act-0', 'act-2']);
  });

  test('when there is room again the next act is saved, without a restart', async () => {
    fillUpTo(50_000);
    const { saved } = await actsUntilFull();
    await expect(journal.append(entryOf(1000))).rejects.toEqual(new PageRefusal('journal/disk-full'));
    rmSync(join(disk, 'filler'));
    await journal.append(entryOf(1001));
    expect(await idsOnDisk()).toEqual([...saved, 'act-1001']);
  });

  test('what the server has answered for is given back to the disk', async () => {
    fillUpTo(400_000);
    const { saved } = await actsUntilFull();
    await journal.acknowledge(saved).catch(() => {}); // there may be no room to note it yet
    rmSync(join(disk, 'filler'));
    await journal.append(entryOf(1000, 'x'.repeat(300_000))); // an attempt without room is made again after so much more
    await journal.acknowledge([...saved, 'act-1000']);
    // It is written anew behind the acknowledgement, which does not wait for that.
    await expect.poll(freeBytes).toBeGreaterThan(1_900_000);
    expect(await idsOnDisk()).toEqual([]);
  });
});
