type Told = (error?: Error | null, value?: unknown) => void;

/** The part of a LevelDB that reads by key. */
export interface ReadsByKey {
  readonly status: string;
  _get(key: unknown, options: ReadOptions, told: Told): void;
  _getMany(
    keys: readonly unknown[],
    options: ReadOptions,
    told: (error: Error | null, values?: unknown[]) => void,
  ): void;
}

export interface ReadOptions {
  readonly asBuffer?: boolean;
}

interface Asked {
  readonly key: unknown;
  readonly options: ReadOptions;
  readonly told: Told;
}

/** One task of a thread reads so many keys: enough to be worth the way there, few enough that other threads get their share. */
const TOGETHER = 250;

/**
 * Reads of single keys that are asked for in one turn, as PouchDB does for a list of documents, go to the disk together: the way to a
 * thread and back costs more than the reading.
 */
export class GatheredReads {
  readonly #level: ReadsByKey;
  readonly #plain: Pick<ReadsByKey, '_get' | '_getMany'>;
  #asked: Asked[] = [];

  constructor(level: ReadsByKey, plain: Pick<ReadsByKey, '_get' | '_getMany'>) {
    this.#level = level;
    this.#plain = plain;
  }

  get(key: unknown, options: ReadOptions, told: Told): void {
    if (this.#asked.length === 0) queueMicrotask(() => this.#read());
    this.#asked.push({ key, options, told });
  }

  #read(): void {
    const asked = this.#asked;
    this.#asked = [];
    for (const asBuffer of [false, true]) {
      const alike = asked.filter(({ options }) => (options.asBuffer !== false) === asBuffer);
      for (let from = 0; from < alike.length; from += TOGETHER) this.#readTogether(alike.slice(from, from + TOGETHER));
    }
  }

  #readTogether(asked: readonly Asked[]): void {
    const [first] = asked;
    if (!first) return;
    if (this.#level.status !== 'open') {
      // It was closed in the same turn: the native part does not ask.
      for (const { told } of asked) told(new Error('Database is not open'));
    } else if (asked.length === 1) this.#readAlone(first);
    else this.#readMany(asked, first.options);
  }

  #readAlone({ key, options, told }: Asked): void {
    this.#plain._get.call(this.#level, key, options, told);
  }

  #readMany(asked: readonly Asked[], options: ReadOptions): void {
    const keys = asked.map(({ key }) => key);
    this.#plain._getMany.call(this.#level, keys, options, (error, values = []) => {
      for (const [at, one] of asked.entries()) {
        const value = values[at];
        // One that cannot be read must not make the others fail.
        if (error) this.#readAlone(one);
        else if (value === undefined) one.told(new Error('NotFound'));
        else one.told(null, value);
      }
    });
  }
}
