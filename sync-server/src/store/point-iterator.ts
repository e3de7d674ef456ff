import type { ReadOptions } from './gathered-reads.ts';

/** The range of an iterator, as LevelDB's own is given it. */
export interface IteratorOptions {
  readonly gte?: unknown;
  readonly lte?: unknown;
  readonly limit?: number;
  readonly keyAsBuffer?: boolean;
  readonly valueAsBuffer?: boolean;
}

/** A range of one key. */
export interface Point extends IteratorOptions {
  readonly gte: string;
}

interface Reads {
  get(key: string, options: ReadOptions, told: (error?: Error | null, value?: unknown) => void): void;
}
type Next = (error?: Error | null, key?: unknown, value?: unknown) => void;

export function isPoint(range: IteratorOptions): range is Point {
  const { gte, lte, limit = -1 } = range;
  return typeof gte === 'string' && gte === lte && limit !== 0;
}

/**
 * An iterator over one key, which is a read by that key: PouchDB asks so for each of a list of documents, and a real iterator holds a
 * snapshot. The part of LevelDB's iterators that PouchDB uses.
 */
export class PointIterator {
  readonly #reads: Reads;
  #range: Point | undefined;

  constructor(reads: Reads, range: Point) {
    this.#reads = reads;
    this.#range = range;
  }

  /** The value of the key, if there is one; nothing after that. */
  next(next: Next): this {
    const range = this.#range;
    this.#range = undefined;
    if (range) this.#read(range, next);
    else process.nextTick(next);
    return this;
  }

  end(ended: () => void): void {
    this.#range = undefined;
    process.nextTick(ended);
  }

  #read({ gte: key, keyAsBuffer, valueAsBuffer }: Point, next: Next): void {
    this.#reads.get(key, { asBuffer: valueAsBuffer !== false }, (error, value) => {
      if (!error) next(null, keyAsBuffer === false ? key : Buffer.from(key), value);
      else if (/notfound/i.test(error.message)) next();
      else next(error);
    });
  }
}
