import type { Journal, Journaled } from '../core/index.ts';

/** The journal of a browser, open. */
export interface OpenIdbJournal extends Journal {
  /** Made at this opening: there was none before, or it is gone. */
  readonly isNew: boolean;
  close(): void;
}

const ENTRIES = 'entries';
const BY_ENTRY = 'entry';

/**
 * A journal in IndexedDB, in a database and, where the browser has them, a storage bucket of its own: a bucket has files of its own, so
 * that damage to those of the replica does not reach it. Appends are flushed to the disk. Rejects when it cannot be opened.
 */
export async function openIdbJournal(name: string): Promise<OpenIdbJournal> {
  const place = await placeOf(name);
  const { database, isNew } = await opened(place, name);
  const open = new Reopened(database, () => opened(place, name));
  return {
    isNew,
    append: (entries) => open.use((now) => append(now, entries)),
    acknowledge: (entryIds) => open.use((now) => acknowledge(now, entryIds)),
    pending: () => open.use(pending),
    close: () => open.close(),
  };
}

/** A database that the browser closes by itself when the disk fails, for example when it is full; it is opened again at the next use. */
class Reopened {
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
      return await run(await this.#current());
    } catch (trouble) {
      if (!(trouble instanceof DOMException && trouble.name === 'InvalidStateError')) throw trouble;
      this.#database = undefined; // closed since, and nobody was told yet
      return await run(await this.#current());
    }
  }

  #current(): Promise<IDBDatabase> {
    this.#database ??= this.#open().then(
      ({ database }) => this.#watched(database),
      (trouble) => {
        this.#database = undefined;
        throw new Error('the journal cannot be opened again', { cause: this.#trouble ?? trouble });
      },
    );
    return this.#database;
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

async function placeOf(name: string): Promise<IDBFactory> {
  const { storageBuckets } = navigator as { readonly storageBuckets?: StorageBuckets };
  if (!storageBuckets) return indexedDB;
  const bucket = await storageBuckets.open(name, { durability: 'strict', persisted: true });
  buckets.add(bucket);
  return bucket.indexedDB;
}

async function opened(place: IDBFactory, name: string): Promise<{ database: IDBDatabase; isNew: boolean }> {
  const request = place.open(name, 1);
  let isNew = false;
  request.onupgradeneeded = () => {
    isNew = true;
    const store = request.result.createObjectStore(ENTRIES, { autoIncrement: true });
    store.createIndex(BY_ENTRY, 'entry.id', { unique: true });
  };
  return { database: await answered(request), isNew };
}

async function append(database: IDBDatabase, entries: readonly Journaled[]): Promise<void> {
  const writing = database.transaction(ENTRIES, 'readwrite', { durability: 'strict' });
  const store = writing.objectStore(ENTRIES);
  const done = ended(writing);
  for (const one of entries) {
    const known = store.index(BY_ENTRY).getKey(one.entry.id);
    known.onsuccess = () => {
      if (known.result === undefined) store.add(one);
    };
  }
  await done;
}

/** Need not reach the disk at once: what is forgotten too late does no harm. */
async function acknowledge(database: IDBDatabase, entryIds: readonly string[]): Promise<void> {
  const writing = database.transaction(ENTRIES, 'readwrite', { durability: 'relaxed' });
  const store = writing.objectStore(ENTRIES);
  const done = ended(writing);
  for (const id of entryIds) {
    const known = store.index(BY_ENTRY).getKey(id);
    known.onsuccess = () => {
      if (known.result !== undefined) store.delete(known.result);
    };
  }
  await done;
}

/** In the order of their keys, which is that in which they came. */
function pending(database: IDBDatabase): Promise<readonly Journaled[]> {
  return answered(database.transaction(ENTRIES).objectStore(ENTRIES).getAll());
}

function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** All of it is written, or nothing. */
function ended(writing: IDBTransaction): Promise<void> {
  return new Promise((done, failed) => {
    writing.oncomplete = () => done();
    writing.onabort = () => failed(writing.error);
  });
}
