import { spaceToWrite } from './space/index.ts';

/**
 * Runs something on an open connection; fails when the browser closes that meanwhile, because a transaction that began on a closing
 * connection neither ends nor fails by itself. Who closes it on purpose is not told of: that waits for what is under way.
 */
export async function untilClosed<Result>(connection: IDBDatabase, run: () => Promise<Result>): Promise<Result> {
  const { promise: closed, reject } = Promise.withResolvers<never>();
  const told = () => reject(new DOMException('the browser has closed the database', 'AbortError'));
  connection.addEventListener('close', told);
  try {
    return await Promise.race([run(), closed]);
  } finally {
    connection.removeEventListener('close', told);
  }
}

/**
 * A database that the browser closes by itself when the disk fails, for example when it is full; it is opened again at the next use, not
 * at once: Chromium that opens a database without room opens none any more as long as the page lives.
 */
export class Reopened {
  readonly #open: () => Promise<{ readonly database: IDBDatabase }>;
  #database: Promise<IDBDatabase> | undefined;
  /** The last use that failed: why it was closed. */
  #trouble: unknown;

  constructor(database: IDBDatabase, open: () => Promise<{ readonly database: IDBDatabase }>) {
    this.#open = open;
    this.#database = Promise.resolve(this.#watched(database));
  }

  async use<Result>(run: (database: IDBDatabase) => Promise<Result>): Promise<Result> {
    try {
      const result = await this.#tried(run);
      this.#trouble = undefined;
      return result;
    } catch (trouble) {
      this.#trouble ??= trouble;
      throw trouble;
    }
  }

  close(): void {
    void this.#database?.then((database) => database.close());
  }

  async #tried<Result>(run: (database: IDBDatabase) => Promise<Result>): Promise<Result> {
    try {
      return await this.#once(run);
    } catch (trouble) {
      if (!(trouble instanceof DOMException && trouble.name === 'InvalidStateError')) throw trouble;
      this.#database = undefined; // closed since, and nobody was told yet
      return this.#once(run);
    }
  }

  async #once<Result>(run: (database: IDBDatabase) => Promise<Result>): Promise<Result> {
    const database = await this.#current();
    return untilClosed(database, () => run(database));
  }

  #current(): Promise<IDBDatabase> {
    this.#database ??= this.#openAgain().then(
      (database) => this.#watched(database),
      (trouble) => {
        this.#database = undefined;
        throw new Error('the database cannot be opened again', { cause: this.#trouble ?? trouble });
      },
    );
    return this.#database;
  }

  async #openAgain(): Promise<IDBDatabase> {
    await spaceToWrite();
    const { database } = await this.#open();
    return database;
  }

  #watched(database: IDBDatabase): IDBDatabase {
    database.onclose = () => {
      this.#database = undefined;
    };
    return database;
  }
}

/** Not in every browser, and only in pages that came over TLS or from this machine. */
interface StorageBuckets {
  open(
    name: string,
    options: { durability: 'strict'; persisted: boolean },
  ): Promise<{ readonly indexedDB: IDBFactory }>;
}

/** Held as long as the page lives: the databases of a bucket that was garbage collected no longer answer. */
const buckets = new Set<object>();

/** A place of its own in IndexedDB: a bucket has files of its own, so that damage to those of the others does not reach it. */
export async function placeOf(name: string): Promise<IDBFactory> {
  const { storageBuckets } = navigator as { readonly storageBuckets?: StorageBuckets };
  if (!storageBuckets) return indexedDB;
  const bucket = await storageBuckets.open(name, { durability: 'strict', persisted: true });
  buckets.add(bucket);
  return bucket.indexedDB;
}

export function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** All of it is written, or nothing. */
export function ended(writing: IDBTransaction): Promise<void> {
  return new Promise((done, failed) => {
    writing.oncomplete = () => done();
    writing.onabort = () => failed(writing.error);
  });
}
