import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';

/** Lines of one file: small enough to be read in one go (5 MB), and years of a hospital are some hundred files. */
export const LINES_PER_SEGMENT = 20_000;

const nameOf = (first: number): string => `${String(first).padStart(12, '0')}.log`;

/** The files of a chain, the oldest first, with the sequence each begins at. */
export function segmentsIn(folder: string): readonly { readonly path: string; readonly first: number }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d{12}\.log$/.test(name))
    .sort()
    .map((name) => ({ path: join(folder, name), first: Number(name.slice(0, 12)) }));
}

/** Whole lines only: the last one of a file that is being written may not be. */
export function linesIn(path: string): readonly string[] {
  return readFileSync(path, 'utf8').split('\n').slice(0, -1);
}

/** A7: takes away what a crash has left of a line. Answers whether there was any. */
export function mended(path: string): boolean {
  const bytes = readFileSync(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole === bytes.length) return false;
  const descriptor = openSync(path, 'r+');
  ftruncateSync(descriptor, whole);
  fsyncSync(descriptor);
  closeSync(descriptor);
  return true;
}

/** Appends to the newest file, and begins the next where that one is full. One at a time. */
export class Segments {
  readonly #folder: string;
  #file: FileHandle | undefined;
  #first = 0;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#first = segmentsIn(folder).at(-1)?.first ?? 0;
  }

  /** Resolves when the lines are on the disk. `seq`: of the first of them. */
  async append(lines: readonly string[], seq: number): Promise<void> {
    if (!this.#file || seq - this.#first >= LINES_PER_SEGMENT) await this.#turn(seq);
    await this.#file?.appendFile(lines.join(''));
    await this.#file?.datasync();
  }

  async #turn(seq: number): Promise<void> {
    const isFull = this.#first === 0 || seq - this.#first >= LINES_PER_SEGMENT;
    await this.#file?.close();
    if (isFull) this.#first = seq;
    this.#file = await open(join(this.#folder, nameOf(this.#first)), 'a', 0o600);
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }
}
