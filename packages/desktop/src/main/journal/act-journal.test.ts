import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openActJournal } from './act-journal.ts';
import { ForeignKey } from './line-cipher.ts';

const key = randomBytes(32);
const freshPath = () => join(mkdtempSync(join(tmpdir(), 'journal-')), 'acts.journal');
const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

async function written(path: string, ...names: readonly string[]) {
  const journal = await openActJournal(path, key);
  await Promise.all(names.map((id) => journal.append({ id, who: 'Émile, سلمى' })));
  await journal.close();
}

test('cut at every byte, it keeps exactly the whole lines and can be appended to again', async () => {
  const path = freshPath();
  await written(path, 'a', 'b', 'c');
  const whole = readFileSync(path);
  for (let cut = 0; cut <= whole.length; cut += 1) {
    writeFileSync(path, whole.subarray(0, cut));
    const kept = whole.subarray(0, cut).toString('latin1').split('\n').length - 1;
    const again = await openActJournal(path, key);
    expect(ids(again.pending())).toEqual(['a', 'b', 'c'].slice(0, kept));
    await again.append({ id: 'later' });
    await again.close();
    const last = await openActJournal(path, key);
    expect(ids(last.pending())).toEqual([...['a', 'b', 'c'].slice(0, kept), 'later']);
    expect(last.damagedLines).toBe(0);
    await last.close();
  }
});

test('whatever byte in the middle is flipped, the other entries stay and the damaged file is kept beside', async () => {
  const path = freshPath();
  await written(path, 'a', 'b', 'c');
  const whole = readFileSync(path);
  const start = whole.indexOf(10) + 1;
  const end = whole.indexOf(10, start);
  for (let at = start; at <= end; at += at < end - 7 ? 7 : 1) {
    const folder = freshPath();
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(folder, bytes);
    const journal = await openActJournal(folder, key);
    expect(ids(journal.pending())).toEqual(['a', 'c']);
    expect(journal.damagedLines).toBeGreaterThan(0);
    await journal.close();
    const beside = readdirSync(join(folder, '..')).filter((name) => name.includes('damaged'));
    expect(beside.map((name) => readFileSync(join(folder, '..', name)))).toEqual([bytes]);
  }
});

test('what was acknowledged does not come back', async () => {
  const path = freshPath();
  const journal = await openActJournal(path, key);
  await journal.append({ id: 'a' });
  await journal.append({ id: 'b' });
  await journal.acknowledge(['a', 'never seen']);
  expect(ids(journal.pending())).toEqual(['b']);
  await journal.close();
  const again = await openActJournal(path, key);
  expect(ids(again.pending())).toEqual(['b']);
  await again.close();
});

test('the same entry twice is kept once', async () => {
  const path = freshPath();
  const journal = await openActJournal(path, key);
  await Promise.all([journal.append({ id: 'a' }), journal.append({ id: 'a' })]);
  await journal.append({ id: 'a' });
  await journal.close();
  expect(readFileSync(path, 'latin1').split('\n')).toHaveLength(2);
});

test('after one failed write nothing more is accepted, even when the disk is well again', async () => {
  const path = freshPath();
  const journal = await openActJournal(path, key);
  await failsOnce('datasync');
  await expect(journal.append({ id: 'a' })).rejects.toThrow('no space left');
  await expect(journal.append({ id: 'b' })).rejects.toThrow('no space left');
  expect(journal.pending()).toEqual([]);
  await journal.close();
});

/** The operating system refuses the next flush of any file. */
async function failsOnce(call: 'datasync'): Promise<void> {
  const file = await open(freshPath(), 'w');
  vi.spyOn(Object.getPrototypeOf(file) as FileHandle, call).mockRejectedValueOnce(new Error('no space left'));
  await file.close();
}

test('nothing of an entry can be read from the disk', async () => {
  const path = freshPath();
  await written(path, 'call-of-mr-khalil');
  const bytes = readFileSync(path);
  for (const text of ['khalil', 'Émile', 'سلمى', 'who']) expect(bytes.includes(text)).toBe(false);
});

test('the wrong key opens nothing and changes nothing', async () => {
  const path = freshPath();
  await written(path, 'a');
  const before = readFileSync(path);
  await expect(openActJournal(path, randomBytes(32))).rejects.toThrow(ForeignKey);
  expect(readFileSync(path)).toEqual(before);
});

test('a large file is written anew without what was acknowledged, while people go on writing', async () => {
  const path = freshPath();
  const journal = await openActJournal(path, key);
  const text = 'x'.repeat(10_000);
  const names = Array.from({ length: 60 }, (_, index) => `act-${index}`);
  await Promise.all(names.map((id) => journal.append({ id, text })));
  const large = readFileSync(path).length;
  await Promise.all([journal.acknowledge(names.slice(1)), journal.append({ id: 'meanwhile' })]);
  await journal.append({ id: 'after' });
  expect(readFileSync(path).length).toBeLessThan(large / 10);
  await journal.close();
  const again = await openActJournal(path, key);
  expect(ids(again.pending())).toEqual(['act-0', 'meanwhile', 'after']);
  expect(again.damagedLines).toBe(0);
  await again.close();
});
