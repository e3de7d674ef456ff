import { BehaviorSubject, filter, firstValueFrom, type Observable } from 'rxjs';
import type { DiskSpace } from './reserve.ts';

/** To the worker: is there room for so many bytes? */
export interface Look {
  readonly id: number;
  /** Of the file that keeps the reserve. */
  readonly name: string;
  readonly bytes?: number | undefined;
}

/** Its answer, or without an id what it found by itself. */
export interface Looked {
  readonly id?: number;
  readonly space: DiskSpace;
}

/** Nothing was written, because the disk is full. */
export class NoSpace extends Error {
  constructor() {
    super('the disk is full');
    this.name = 'QuotaExceededError';
  }
}

/** What was found so lately holds for the next write, too: of an act there are some in a row (ms). */
const HOLDS_MS = 50;
/** A worker that does not answer must not stop anybody's work (ms). */
const PATIENCE_MS = 30_000;

const found = new BehaviorSubject<DiskSpace>('enough');
let watch: Watch | undefined;

/** How the disk of this page is, as last looked at; `enough` where nobody watches it. */
export const diskSpace: Observable<DiskSpace> = found;

/**
 * Keeps a reserve on the disk under this name, and watches from now on whether there is room. To be called once, before anything is opened
 * here: on a disk without any room nothing must be. Resolves with what was found.
 */
export function watchDisk(name: string): Promise<DiskSpace> {
  const canKeep = typeof Worker !== 'undefined' && 'getDirectory' in (globalThis.navigator?.storage ?? {});
  watch ??= canKeep ? new Watch(name) : undefined;
  return lookForSpace();
}

/** Resolves as soon as somebody has made room. */
export async function untilSpace(): Promise<void> {
  await firstValueFrom(found.pipe(filter((space) => space !== 'none')));
}

/** Is there room for so many bytes, with all that a database writes around them? */
export async function lookForSpace(bytes?: number): Promise<DiskSpace> {
  return watch ? await watch.look(bytes) : 'enough';
}

/** Resolves when there is room for what is to be written. Throws `NoSpace`. */
export async function spaceToWrite(bytes?: number): Promise<void> {
  if ((await lookForSpace(bytes)) === 'none') throw new NoSpace();
}

class Watch {
  readonly #name: string;
  readonly #worker: Worker;
  readonly #asked = new Map<number, (space: DiskSpace) => void>();
  #last = 0;
  #foundMs = Number.NEGATIVE_INFINITY;
  #broken = false;

  constructor(name: string) {
    this.#name = name;
    this.#worker = new Worker(new URL('./reserve-worker.ts', import.meta.url), { type: 'module' });
    this.#worker.onmessage = ({ data }: MessageEvent<Looked>) => this.#hear(data);
    this.#worker.onerror = () => {
      this.#broken = true;
      for (const answer of this.#asked.values()) answer('enough');
    };
  }

  look(bytes?: number): Promise<DiskSpace> {
    const isFresh = performance.now() - this.#foundMs < HOLDS_MS;
    if (this.#broken || (isFresh && bytes === undefined && found.value === 'enough'))
      return Promise.resolve(this.#broken ? 'enough' : found.value);
    const id = ++this.#last;
    return new Promise((done) => {
      const patience = setTimeout(() => answer(found.value), PATIENCE_MS);
      const answer = (space: DiskSpace) => {
        clearTimeout(patience);
        this.#asked.delete(id);
        done(space);
      };
      this.#asked.set(id, answer);
      this.#worker.postMessage({ id, name: this.#name, bytes } satisfies Look);
    });
  }

  #hear({ id, space }: Looked): void {
    this.#foundMs = performance.now();
    if (space !== found.value) found.next(space);
    if (id !== undefined) this.#asked.get(id)?.(space);
  }
}
