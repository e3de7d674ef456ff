/** An open database, and what rejects once the browser has closed it. */
interface Connection {
  readonly database: IDBDatabase;
  readonly closed: Promise<never>;
}

/**
 * A database that the browser closes by itself when the disk fails, for example when it is full; it is opened again at the next use. What
 * is under way then has failed: a transaction that began on a closing connection neither ends nor fails by itself. It is not opened again
 * at once: Chromium that opens a database without room opens none any more as long as the page lives.
 */
export class Reopened {
  readonly #open: () => Promise<{ readonly database: IDBDatabase }>;
  #connection: Promise<Connection> | undefined;
  /** The last use that failed: why it was closed. */
  #trouble: unknown;

  constructor(database: IDBDatabase, open: () => Promise<{ readonly database: IDBDatabase }>) {
    this.#open = open;
    this.#connection = Promise.resolve(this.#watched(database));
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
    void this.#connection?.then(({ database }) => database.close());
  }

  async #tried<Result>(run: (database: IDBDatabase) => Promise<Result>): Promise<Result> {
    try {
      return await this.#once(run);
    } catch (trouble) {
      if (!(trouble instanceof DOMException && trouble.name === CLOSED)) throw trouble;
      this.#connection = undefined; // closed since, and nobody was told yet
      return this.#once(run);
    }
  }

  async #once<Result>(run: (database: IDBDatabase) => Promise<Result>): Promise<Result> {
    const { database, closed } = await this.#current();
    return Promise.race([run(database), closed]);
  }

  #current(): Promise<Connection> {
    this.#connection ??= this.#open().then(
      ({ database }) => this.#watched(database),
      (trouble) => {
        this.#connection = undefined;
        throw new Error('the database cannot be opened again', { cause: this.#trouble ?? trouble });
      },
    );
    return this.#connection;
  }

  #watched(database: IDBDatabase): Connection {
    const { promise: closed, reject } = Promise.withResolvers<never>();
    closed.catch(() => undefined); // nobody need be under way
    database.onclose = () => {
      this.#connection = undefined;
      reject(new DOMException('the browser has closed the database', 'AbortError'));
    };
    return { database, closed };
  }
}

/** What a browser says to who begins something on a closed connection. */
const CLOSED = 'InvalidStateError';

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
