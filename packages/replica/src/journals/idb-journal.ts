import type { Journal, Journaled } from '../core/index.ts';
import { answered, ended, placeOf, Reopened } from '../idb-place.ts';
import { openedText, sealedText } from '../seals/sealed-text.ts';
import { spaceToWrite } from '../space/index.ts';

/** The journal of a browser, open. */
export interface OpenIdbJournal extends Journal {
  /** Made at this opening: there was none before, or it is gone. */
  readonly isNew: boolean;
  /** Entries that this key does not open: another sealed them, or they are damaged. They stay. */
  readonly unreadable: number;
  close(): void;
}

/** An entry as it lies on the disk: readable is its id alone. */
interface SealedLine {
  readonly entry: { readonly id: string };
  /** The whole of it, `Journaled` as JSON. */
  readonly x: string;
}

const ENTRIES = 'entries';
const BY_ENTRY = 'entry';

/**
 * A journal in IndexedDB, in a database and, where the browser has them, a storage bucket of its own: a bucket has files of its own, so
 * that damage to those of the replica does not reach it. Entries are sealed, and those that an earlier program has left readable are sealed
 * now. Appends are flushed to the disk. Rejects when it cannot be opened.
 */
export async function openIdbJournal(name: string, key: CryptoKey): Promise<OpenIdbJournal> {
  const place = await placeOf(name);
  const { database, isNew } = await opened(place, name);
  const places: Places = new Map();
  const open = new Reopened(database, () => {
    places.clear(); // It may be gone and made anew, and then counts from the beginning.
    return opened(place, name);
  });
  await open.use((now) => sealReadable(now, key));
  const pending = async () => openedLines(key, await open.use(stored));
  const { length: here } = await open.use(stored);
  return {
    isNew,
    unreadable: here - (await pending()).length,
    async append(entries) {
      const lines = await Promise.all(entries.map((one) => sealedLine(key, one)));
      await spaceToWrite();
      await open.use((now) => append(now, lines, places));
    },
    async acknowledge(entryIds) {
      await spaceToWrite();
      await open.use((now) => acknowledge(now, entryIds, places));
      for (const id of entryIds) places.delete(id);
    },
    pending,
    close: () => open.close(),
  };
}

async function sealedLine(key: CryptoKey, one: Journaled): Promise<SealedLine> {
  const { id } = one.entry;
  return { entry: { id }, x: await sealedText(key, `journal|${id}`, JSON.stringify(one)) };
}

/** Those that do not open are passed over: the others have to come back all the same. */
async function openedLines(key: CryptoKey, lines: readonly SealedLine[]): Promise<readonly Journaled[]> {
  const read = lines.map(({ entry, x }) =>
    openedText(key, `journal|${entry.id}`, x).then(
      (text) => [JSON.parse(text) as Journaled],
      () => [],
    ),
  );
  return (await Promise.all(read)).flat();
}

/** In place, so that they keep their order. A crash in the middle leaves all of them as they were. */
async function sealReadable(database: IDBDatabase, key: CryptoKey): Promise<void> {
  const reading = database.transaction(ENTRIES).objectStore(ENTRIES);
  const [keys, lines] = await Promise.all([answered(reading.getAllKeys()), answered(reading.getAll())]);
  const readable = lines.flatMap((line: object, at) =>
    'x' in line ? [] : [{ at: keys[at], line: line as Journaled }],
  );
  if (readable.length === 0) return;
  const sealed = await Promise.all(readable.map(async ({ at, line }) => ({ at, line: await sealedLine(key, line) })));
  const writing = database.transaction(ENTRIES, 'readwrite', { durability: 'strict' });
  const done = ended(writing);
  for (const { at, line } of sealed) writing.objectStore(ENTRIES).put(line, at);
  await done;
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

/** Under which keys this page has put entries that are still kept. */
type Places = Map<string, number>;

async function append(database: IDBDatabase, entries: readonly SealedLine[], places: Places): Promise<void> {
  const added = new Map<string, IDBRequest<IDBValidKey>>();
  const writing = database.transaction(ENTRIES, 'readwrite', { durability: 'strict' });
  const store = writing.objectStore(ENTRIES);
  const done = ended(writing);
  for (const one of entries) {
    const known = store.index(BY_ENTRY).getKey(one.entry.id);
    known.onsuccess = () => {
      if (known.result === undefined) added.set(one.entry.id, store.add(one));
    };
  }
  await done;
  for (const [id, { result }] of added) places.set(id, result as number);
}

/** Need not reach the disk at once: what is forgotten too late does no harm. */
async function acknowledge(database: IDBDatabase, entryIds: readonly string[], places: Places): Promise<void> {
  const writing = database.transaction(ENTRIES, 'readwrite', { durability: 'relaxed' });
  const store = writing.objectStore(ENTRIES);
  const done = ended(writing);
  for (const [first, last] of runsOf(entryIds.flatMap((id) => places.get(id) ?? [])))
    store.delete(IDBKeyRange.bound(first, last));
  for (const id of entryIds) {
    if (places.has(id)) continue;
    const known = store.index(BY_ENTRY).getKey(id);
    known.onsuccess = () => {
      if (known.result !== undefined) store.delete(known.result);
    };
  }
  await done;
}

/** Keys that follow each other, as first and last: what was appended together is forgotten together, in one step. */
function runsOf(keys: readonly number[]): readonly (readonly [first: number, last: number])[] {
  const runs: [number, number][] = [];
  for (const key of [...keys].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && key === run[1] + 1) run[1] = key;
    else runs.push([key, key]);
  }
  return runs;
}

/** In the order of their keys, which is that in which they came. */
function stored(database: IDBDatabase): Promise<readonly SealedLine[]> {
  return answered(database.transaction(ENTRIES).objectStore(ENTRIES).getAll());
}
