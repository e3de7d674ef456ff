import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScannedFile, ScannerLook } from '../../api.ts';
import { PageRefusal } from '../reply-to-page.ts';
import { errorFacts, type ShellLog } from '../shell-log.ts';

/** A file that has not changed for so long is whole: scanners and network shares write on within a second. */
const SETTLED_MS = 2000;
/** Of one answer to the page. */
const PIECE_BYTES = 4 * 1024 * 1024;
/** What the first bytes say a file is needs no more (DICOM: 132). */
const HEAD_BYTES = 132;
/** A folder nobody empties is not read to its end every two seconds. */
const MOST_FILES = 500;
/** Below the scanner's folder: what was added to a patient's file. */
const TAKEN = 'taken';
/** No link is followed, and a pipe is not waited for. Windows has neither, and there is no link without a right of its own. */
const OPEN_PLAINLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export interface ScannerSettings {
  /** Absolute; from the machine's policy only. */
  readonly folder: string;
  /** What becomes of a file once it is kept elsewhere. */
  readonly afterwards: 'moved' | 'removed';
}

interface Seen {
  readonly name: string;
  readonly bytes: number;
  readonly changedMs: number;
  /** Since when it has been as it is, by this process's own clock: a share's clock may be wrong. */
  readonly sinceMs: number;
  /** Null until it was settled and could be opened. */
  head: Uint8Array | null;
  /** How far it was read. */
  readTo: number;
}

/**
 * The folder into which the ward's scanner writes. The page asks by ids that a look has given, never by a path; links, folders and what is
 * not a plain file do not exist here, and a file is offered once it has stopped changing.
 */
export class ScannerFolder {
  readonly #settings: ScannerSettings;
  readonly #log: ShellLog;
  readonly #nowMs: () => number;
  #seen: ReadonlyMap<string, Seen> = new Map();
  #looking: Promise<ScannerLook> | null = null;
  #reached = true;

  constructor(settings: ScannerSettings, log: ShellLog, nowMs: () => number = () => performance.now()) {
    this.#settings = settings;
    this.#log = log;
    this.#nowMs = nowMs;
  }

  /** What lies there now, the newest first. */
  look(): Promise<ScannerLook> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /** At most 4 MiB from this byte on; empty at the end. */
  async read(id: string, from: number): Promise<Uint8Array> {
    const seen = this.#offered(id);
    const file = await this.#opened(id, seen);
    try {
      const piece = await bytesOf(file, from, PIECE_BYTES);
      if (from <= seen.readTo) seen.readTo = Math.max(seen.readTo, from + piece.length);
      return piece;
    } finally {
      await file.close();
    }
  }

  /** It is kept elsewhere: it leaves the folder, as the policy says. Only what was read to its end can be. */
  async taken(id: string): Promise<void> {
    const seen = this.#offered(id);
    if (seen.readTo < seen.bytes) throw new PageRefusal('scanner/not-read');
    const file = await this.#opened(id, seen); // still the same one
    await file.close();
    try {
      await this.#leaves(id, seen);
    } catch (error) {
      this.#log.warn('scanner/not-moved', errorFacts(error));
      throw new PageRefusal('scanner/not-moved');
    }
    this.#seen = new Map([...this.#seen].filter(([one]) => one !== id));
  }

  async #look(): Promise<ScannerLook> {
    const names = await this.#names();
    if (!names) return { reached: false };
    const seen = new Map<string, Seen>();
    for (const name of names) {
      const [id, now] = (await this.#seenNow(name)) ?? [];
      if (id !== undefined && now) seen.set(id, now);
    }
    this.#seen = seen;
    const whole = [...seen].flatMap(([id, { name, bytes, changedMs, head }]): readonly ScannedFile[] =>
      head ? [{ id, name, bytes, changedMs, head }] : [],
    );
    return { reached: true, files: whole.sort(newestFirst), arriving: seen.size - whole.length };
  }

  async #names(): Promise<readonly string[] | null> {
    try {
      const names = await readdir(this.#settings.folder);
      this.#reached = true;
      return names.filter((name) => !name.startsWith('.')).slice(0, MOST_FILES);
    } catch (error) {
      if (this.#reached) this.#log.warn('scanner/unreachable', errorFacts(error));
      this.#reached = false;
      return null;
    }
  }

  async #seenNow(name: string): Promise<readonly [id: string, seen: Seen] | null> {
    const facts = await plainFile(this.#pathOf(name));
    if (!facts) return null;
    const id = idOf(name, facts);
    const before = this.#seen.get(id);
    const bytes = Number(facts.size);
    const seen = before ?? {
      name,
      bytes,
      changedMs: Number(facts.mtimeNs / 1_000_000n),
      sinceMs: this.#nowMs(),
      head: null,
      readTo: 0,
    };
    if (!seen.head && bytes > 0 && this.#nowMs() - seen.sinceMs >= SETTLED_MS) seen.head = await this.#headOf(id, seen);
    return [id, seen];
  }

  /** Null: somebody holds it still (Windows), or it has just changed; the next look asks again. */
  async #headOf(id: string, seen: Seen): Promise<Uint8Array | null> {
    const file = await this.#opened(id, seen).catch(() => null);
    if (!file) return null;
    try {
      return await bytesOf(file, 0, HEAD_BYTES);
    } finally {
      await file.close();
    }
  }

  #offered(id: string): Seen {
    const seen = this.#seen.get(id);
    if (!seen?.head) throw new PageRefusal('scanner/gone');
    return seen;
  }

  /** The file that was looked at, and no other that has come in its place. */
  async #opened(id: string, { name }: Seen): Promise<FileHandle> {
    const path = this.#pathOf(name);
    if (!(await plainFile(path))) throw new PageRefusal('scanner/gone');
    const file = await open(path, OPEN_PLAINLY).catch((error) => {
      this.#log.warn('scanner/not-opened', errorFacts(error));
      throw new PageRefusal('scanner/not-opened');
    });
    const facts = await file.stat({ bigint: true });
    if (facts.isFile() && idOf(name, facts) === id) return file;
    await file.close();
    throw new PageRefusal('scanner/changed');
  }

  async #leaves(id: string, { name }: Seen): Promise<void> {
    const path = this.#pathOf(name);
    if (this.#settings.afterwards === 'removed') return unlink(path);
    const folder = this.#pathOf(TAKEN);
    await mkdir(folder).catch(() => undefined); // there already, or what comes next says it
    if (!(await lstat(folder)).isDirectory()) throw new Error('not a folder');
    await rename(path, join(folder, `${id.slice(0, 8)} ${name}`)); // two scans of one name do not meet
  }

  /** Names come from the folder's own list, so none leads out of it. */
  #pathOf(name: string): string {
    return join(this.#settings.folder, name);
  }
}

interface Facts {
  readonly size: bigint;
  readonly mtimeNs: bigint;
  isFile(): boolean;
}

/** A file that changes gets another id, so what the page asks for is what it was shown. */
function idOf(name: string, { size, mtimeNs }: Facts): string {
  return createHash('sha256').update(`${name}\0${size}\0${mtimeNs}`).digest('base64url');
}

/** Null: gone, or a link, a folder, a device. */
async function plainFile(path: string): Promise<Facts | null> {
  const facts = await lstat(path, { bigint: true }).catch(() => null);
  return facts?.isFile() ? facts : null;
}

async function bytesOf(file: FileHandle, from: number, most: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(most);
  let filled = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, filled, most - filled, from + filled);
    filled += bytesRead;
    if (bytesRead === 0 || filled === most) return buffer.slice(0, filled);
  }
}

function newestFirst(a: ScannedFile, b: ScannedFile): number {
  return b.changedMs - a.changedMs || (a.name < b.name ? -1 : 1);
}
