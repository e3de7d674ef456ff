import { createRequire } from 'node:module';
import { inherits } from 'node:util';
import type { ReadOptions } from './gathered-reads.ts';

const require = createRequire(import.meta.url);

/** The range of an iterator, as LevelDB's own is given it. */
export interface IteratorOptions {
  readonly gte?: unknown;
  readonly lte?: unknown;
  readonly limit?: number;
  readonly keyAsBuffer?: boolean;
  readonly valueAsBuffer?: boolean;
}

interface Reads {
  get(key: string, options: ReadOptions, told: (error: Error | null | undefined, value?: unknown) => void): void;
}
type Next = (error?: Error | null, key?: unknown, value?: unknown) => void;

const AbstractIterator = require('abstract-leveldown').AbstractIterator as {
  (db: unknown): void;
  readonly prototype: object;
};

/** Is this range one key? */
export function isPoint({ gte, lte, limit = -1 }: IteratorOptions): boolean {
  return typeof gte === 'string' && gte === lte && limit !== 0;
}

interface PointIterator {
  key: string | undefined;
  readonly reads: Reads;
  readonly keyAsBuffer: boolean;
  readonly asBuffer: boolean;
}

/** An iterator over one key, which is a read by that key: PouchDB asks so for each of a list of documents, and a real iterator holds a snapshot. */
export const pointIterator = function PointIterator(
  this: unknown,
  db: object,
  reads: Reads,
  options: IteratorOptions,
): unknown {
  if (!(this instanceof pointIterator)) return Reflect.construct(pointIterator, [db, reads, options]);
  AbstractIterator.call(this, db);
  const { gte: key, keyAsBuffer, valueAsBuffer } = options;
  Object.assign(this as object, { key, reads, keyAsBuffer: keyAsBuffer !== false, asBuffer: valueAsBuffer !== false });
  return undefined;
} as unknown as { (db: object, reads: Reads, options: IteratorOptions): object; readonly prototype: object };

inherits(pointIterator as never, AbstractIterator as never);
Object.assign(pointIterator.prototype, {
  _next(this: PointIterator, next: Next): void {
    const { key } = this;
    this.key = undefined;
    if (key === undefined) {
      process.nextTick(next);
      return;
    }
    this.reads.get(key, { asBuffer: this.asBuffer }, (error, value) => {
      if (!error) next(null, this.keyAsBuffer ? Buffer.from(key) : key, value);
      else if (/notfound/i.test(error.message)) next();
      else next(error);
    });
  },
});
