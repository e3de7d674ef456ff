import { createRequire } from 'node:module';
import { inherits } from 'node:util';
import { GatheredReads, type ReadOptions, type ReadsByKey } from './gathered-reads.ts';
import { type IteratorOptions, isPoint, PointIterator } from './point-iterator.ts';

const require = createRequire(import.meta.url);

type Done = (error?: Error) => void;
interface LevelPrototype extends ReadsByKey {
  _iterator(options: IteratorOptions): object;
  _batch(operations: unknown, options: object, done: Done): void;
  _put(key: unknown, value: unknown, options: object, done: Done): void;
  _del(key: unknown, options: object, done: Done): void;
}
interface LevelConstructor {
  (location: string): void;
  readonly prototype: LevelPrototype;
  destroy: unknown;
  repair: unknown;
}

const LevelDown: LevelConstructor = require('leveldown');

/** Of each open database. */
const gathered = new WeakMap<object, GatheredReads>();

/**
 * LevelDB with every write flushed to the disk before it is answered; PouchDB's LevelDB does not flush by default. Reads by key are
 * gathered. A plain function, not a class: PouchDB calls it without `new`, and keys its open databases by the function's name.
 */
export const FlushedLevelDown = function FlushedLevelDown(this: unknown, location: string): unknown {
  if (!(this instanceof FlushedLevelDown)) return Reflect.construct(FlushedLevelDown, [location]);
  LevelDown.call(this, location);
  gathered.set(this, new GatheredReads(this as unknown as ReadsByKey, plain));
  return undefined;
} as unknown as LevelConstructor;

inherits(FlushedLevelDown as never, LevelDown as never);
const plain = LevelDown.prototype;
Object.assign(FlushedLevelDown.prototype, {
  _batch(this: LevelPrototype, operations: unknown, options: object, done: Done) {
    plain._batch.call(this, operations, { ...options, sync: true }, done);
  },
  _put(this: LevelPrototype, key: unknown, value: unknown, options: object, done: Done) {
    plain._put.call(this, key, value, { ...options, sync: true }, done);
  },
  _del(this: LevelPrototype, key: unknown, options: object, done: Done) {
    plain._del.call(this, key, { ...options, sync: true }, done);
  },
  _get(this: LevelPrototype, key: unknown, options: ReadOptions, done: Done) {
    gathered.get(this)?.get(key, options, done as Parameters<LevelPrototype['_get']>[2]);
  },
  _iterator(this: LevelPrototype, options: IteratorOptions) {
    const reads = gathered.get(this);
    return reads && isPoint(options) ? new PointIterator(reads, options) : plain._iterator.call(this, options);
  },
} satisfies Partial<LevelPrototype>);
FlushedLevelDown.destroy = LevelDown.destroy;
FlushedLevelDown.repair = LevelDown.repair;
