import { copyFile, type FileHandle, open, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalEntry } from '../../api.ts';
import { flushFolder, putInPlace, replaceFile, writeBeside } from '../durable-file.ts';
import { sealedLine } from './line-cipher.ts';
import { type Act, Pending } from './pending.ts';
import { soundLines } from './sound-lines.ts';

interface Waiting {
  readonly act: Act;
  readonly safe: () => void;
  readonly failed: (error: unknown) => void;
}

/** Where a person's act becomes "saved". See `openActJournal`. */
export interface ActJournal {
  append(entry: JournalEntry): Promise<void>;
  acknowledge(ids: readonly string[]): Promise<void>;
  pending(): readonly JournalEntry[];
  /** Whole lines that could not be read when it was opened; the damaged file was kept beside it. */
  readonly damagedLines: number;
  close(): Promise<void>;
}

/** The file is written anew once so much of it, and at least half, is acknowledged (bytes). */
const compactBytes = 256 * 1024;

/**
 * Opens the journal at `path`, encrypted with a key of 32 bytes. A torn last line is cut off; a damaged line in the middle
 * is passed over and the file kept aside. `append` resolves when the line is flushed; appends that wait together share one
 * flush, and what is acknowledged waits for none. After a failed write the file is cut back to what was safe before it.
 * Fail-stop: then every later write rejects too, until it is opened again, because only opening finds out what reached the
 * disk. Throws `ForeignKey` with the wrong key, and changes nothing then.
 */
export async function openActJournal(path: string, key: Buffer): Promise<ActJournal> {
  const bytes = await readFile(path).catch(ifMissing);
  const found = soundLines(bytes, key);
  const pending = new Pending();
  for (const { text, length } of found.lines) pending.take(JSON.parse(text) as Act, length);
  const file: JournalFile = { path, key, pending, damagedLines: found.damagedLines, size: found.soundBytes };
  if (found.damagedLines > 0) {
    await copyFile(path, `${path}.damaged-${Date.now()}`);
    const content = contentOf(key, pending);
    await replaceFile(path, content);
    return new OpenJournal({ ...file, size: content.length }, await openedToAppend(path));
  }
  if (bytes.length > found.soundBytes) await truncate(path, found.soundBytes); // a torn tail must not be followed by good lines
  return new OpenJournal(file, await openedToAppend(path));
}

interface JournalFile {
  readonly path: string;
  readonly key: Buffer;
  readonly pending: Pending;
  readonly damagedLines: number;
  /** Bytes up to the end of the last line that is safe. */
  readonly size: number;
}

class OpenJournal implements ActJournal {
  readonly damagedLines: number;
  private readonly path: string;
  private readonly key: Buffer;
  private readonly entries: Pending;
  /** Resolves with the flush of the append that brought the id. */
  private readonly appended = new Map<string, Promise<void>>();
  private file: FileHandle;
  private size: number;
  /** Larger after each attempt to write it anew that found no room. */
  private deadBytes = compactBytes;
  private queue: Waiting[] = [];
  private flushing: Promise<void> | undefined;
  private failure: unknown;

  constructor({ path, key, pending, damagedLines, size }: JournalFile, file: FileHandle) {
    this.path = path;
    this.key = key;
    this.entries = pending;
    this.damagedLines = damagedLines;
    this.size = size;
    this.file = file;
  }

  pending = () => this.entries.all();

  append(entry: JournalEntry): Promise<void> {
    const underWay = this.appended.get(entry.id);
    if (underWay) return underWay;
    if (this.entries.has(entry.id)) return Promise.resolve();
    const safe = this.write({ entry }).finally(() => this.appended.delete(entry.id));
    this.appended.set(entry.id, safe);
    return safe;
  }

  async acknowledge(ids: readonly string[]): Promise<void> {
    const known = ids.filter((id) => this.entries.has(id));
    if (known.length > 0) await this.write({ acknowledged: known });
  }

  async close(): Promise<void> {
    await this.flushing;
    this.failure ??= new Error('the journal is closed');
    await this.file.close();
  }

  private write(act: Act): Promise<void> {
    return new Promise((safe, failed) => {
      this.queue.push({ act, safe, failed });
      this.flushing ??= this.flush().finally(() => {
        this.flushing = undefined;
      });
    });
  }

  private async flush(): Promise<void> {
    while (this.queue.length > 0) {
      const together = this.queue;
      this.queue = [];
      try {
        await this.makeSafe(together.map(({ act }) => act));
        for (const { safe } of together) safe();
      } catch (error) {
        this.failure ??= error;
        for (const { failed } of together) failed(error);
      }
      if (!this.failure) await this.compact();
    }
  }

  private async makeSafe(acts: readonly Act[]): Promise<void> {
    if (this.failure) throw this.failure;
    const lines = acts.map((act) => sealed(this.key, act));
    const text = lines.join('');
    try {
      await this.file.appendFile(text);
      // An acknowledgement that is lost does no harm.
      if (acts.some((act) => 'entry' in act)) await this.file.datasync();
    } catch (error) {
      await this.file.truncate(this.size).catch(() => {}); // opening it again finds out what is there
      throw error;
    }
    this.size += text.length;
    for (const [at, act] of acts.entries()) this.entries.take(act, lines[at]?.length ?? 0);
  }

  /** Without room for it nothing is lost: it goes on in the file that is there. */
  private async compact(): Promise<void> {
    const dead = this.size - this.entries.bytes;
    if (dead < this.deadBytes || dead < this.entries.bytes) return;
    const content = contentOf(this.key, this.entries);
    const hasRoom = await writeBeside(this.path, content).then(
      () => true,
      () => false,
    );
    this.deadBytes = hasRoom ? compactBytes : dead + compactBytes;
    if (hasRoom) await this.goOnIn(content);
  }

  private async goOnIn(content: string): Promise<void> {
    const old = this.file;
    try {
      await putInPlace(this.path);
      this.file = await openedToAppend(this.path);
      this.size = content.length;
      await old.close();
    } catch (error) {
      this.failure = error; // nobody knows which file is there
    }
  }
}

async function openedToAppend(path: string): Promise<FileHandle> {
  const file = await open(path, 'a', 0o600);
  await file.sync();
  await flushFolder(dirname(path));
  return file;
}

function contentOf(key: Buffer, pending: Pending): string {
  return pending
    .all()
    .map((entry) => sealed(key, { entry }))
    .join('');
}

function sealed(key: Buffer, act: Act): string {
  return `${sealedLine(key, JSON.stringify(act))}\n`;
}

function ifMissing(error: NodeJS.ErrnoException): Buffer {
  if (error.code === 'ENOENT') return Buffer.alloc(0);
  throw error;
}
