import { copyFile, type FileHandle, open, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalEntry } from '../../api.ts';
import { flushFolder, replaceFile } from '../durable-file.ts';
import { sealedLine } from './line-cipher.ts';
import { soundLines } from './sound-lines.ts';

type Act = { readonly entry: JournalEntry } | { readonly acknowledged: readonly string[] };

interface Waiting {
  readonly line: string;
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

/** The file is written anew, without what was acknowledged, when it is opened with this many bytes or more. */
const compactBytes = 256 * 1024;

/**
 * Opens the journal at `path`, encrypted with a key of 32 bytes. A torn last line is cut off; a damaged line in the middle
 * is passed over and the file kept aside. `append` resolves when the line is flushed; appends that wait together share one
 * flush. Fail-stop: after one failed write every later one rejects too, until it is opened again, because only opening
 * finds out what reached the disk. Throws `ForeignKey` with the wrong key, and changes nothing then.
 */
export async function openActJournal(path: string, key: Buffer): Promise<ActJournal> {
  const bytes = await readFile(path).catch(ifMissing);
  const found = soundLines(bytes, key);
  const pending = pendingFrom(found.texts);
  if (found.damagedLines > 0) await copyFile(path, `${path}.damaged-${Date.now()}`);
  if (found.damagedLines > 0 || bytes.length >= compactBytes) {
    await replaceFile(path, [...pending.values()].map((entry) => `${sealedLine(key, text({ entry }))}\n`).join(''));
  } else if (bytes.length > found.soundBytes) {
    await truncate(path, found.soundBytes); // a torn tail must not be followed by good lines
  }
  const file = await open(path, 'a', 0o600);
  await file.sync();
  await flushFolder(dirname(path));
  return new OpenJournal(file, key, pending, found.damagedLines);
}

class OpenJournal implements ActJournal {
  readonly damagedLines: number;
  private readonly file: FileHandle;
  private readonly key: Buffer;
  private readonly entries: Map<string, JournalEntry>;
  /** Resolves with the flush of the append that brought the id. */
  private readonly appended = new Map<string, Promise<void>>();
  private queue: Waiting[] = [];
  private flushing: Promise<void> | undefined;
  private failure: unknown;

  constructor(file: FileHandle, key: Buffer, entries: Map<string, JournalEntry>, damagedLines: number) {
    this.file = file;
    this.key = key;
    this.entries = entries;
    this.damagedLines = damagedLines;
  }

  pending = () => [...this.entries.values()];

  append(entry: JournalEntry): Promise<void> {
    const underWay = this.appended.get(entry.id);
    if (underWay) return underWay;
    if (this.entries.has(entry.id)) return Promise.resolve();
    const safe = this.write({ entry }).then(() => void this.entries.set(entry.id, entry));
    this.appended.set(entry.id, safe);
    return safe.finally(() => this.appended.delete(entry.id));
  }

  async acknowledge(ids: readonly string[]): Promise<void> {
    const known = ids.filter((id) => this.entries.has(id));
    if (known.length === 0) return;
    await this.write({ acknowledged: known });
    for (const id of known) this.entries.delete(id);
  }

  async close(): Promise<void> {
    await this.flushing;
    this.failure ??= new Error('the journal is closed');
    await this.file.close();
  }

  private write(act: Act): Promise<void> {
    const line = `${sealedLine(this.key, text(act))}\n`;
    return new Promise((safe, failed) => {
      this.queue.push({ line, safe, failed });
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
        if (this.failure) throw this.failure;
        await this.file.appendFile(together.map(({ line }) => line).join(''));
        await this.file.datasync();
        for (const { safe } of together) safe();
      } catch (error) {
        this.failure = error;
        for (const { failed } of together) failed(error);
      }
    }
  }
}

function text(act: Act): string {
  return JSON.stringify(act);
}

function pendingFrom(texts: readonly string[]): Map<string, JournalEntry> {
  const pending = new Map<string, JournalEntry>();
  for (const act of texts.map((line) => JSON.parse(line) as Act)) {
    if ('entry' in act) pending.set(act.entry.id, act.entry);
    else for (const id of act.acknowledged) pending.delete(id);
  }
  return pending;
}

function ifMissing(error: NodeJS.ErrnoException): Buffer {
  if (error.code === 'ENOENT') return Buffer.alloc(0);
  throw error;
}
