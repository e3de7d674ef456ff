/** A table of IndexedDB with all its rows, as JSON. */
interface TableDump {
  readonly name: string;
  readonly keyPath: string | string[] | null;
  readonly autoIncrement: boolean;
  readonly indexes: readonly IndexDump[];
  /** Keys only where they do not stand in the rows. */
  readonly rows: readonly { readonly key?: IDBValidKey; readonly value: unknown }[];
}

interface IndexDump {
  readonly name: string;
  readonly keyPath: string | string[];
  readonly unique: boolean;
  readonly multiEntry: boolean;
}

export interface DatabaseDump {
  readonly name: string;
  readonly version: number;
  readonly tables: readonly TableDump[];
}

/** Everything that the page's origin keeps in IndexedDB. */
export async function dumped(): Promise<readonly DatabaseDump[]> {
  const all: DatabaseDump[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await answered(indexedDB.open(name));
    const tables: TableDump[] = [];
    for (const table of database.objectStoreNames) tables.push(await tableOf(database, table));
    all.push({ name, version: database.version, tables });
    database.close();
  }
  return all;
}

async function tableOf(database: IDBDatabase, name: string): Promise<TableDump> {
  const store = database.transaction(name).objectStore(name);
  const { keyPath, autoIncrement } = store;
  const indexes = [...store.indexNames].map((index) => {
    const { keyPath: path, unique, multiEntry } = store.index(index);
    return { name: index, keyPath: path as string | string[], unique, multiEntry };
  });
  const [keys, values] = await Promise.all([answered(store.getAllKeys()), answered(store.getAll())]);
  const rows = values.map((value, at) => (keyPath === null ? { key: keys[at] as IDBValidKey, value } : { value }));
  return { name, keyPath, autoIncrement, indexes, rows };
}

/** Puts a dump back, as if the program that made it had just ended. */
export async function restored(dump: readonly DatabaseDump[]): Promise<void> {
  for (const { name, version, tables } of dump) {
    const opening = indexedDB.open(name, version);
    opening.onupgradeneeded = () => {
      for (const table of tables) make(opening.result, table);
    };
    const database = await answered(opening);
    for (const table of tables) await fill(database, table);
    database.close();
  }
}

function make(database: IDBDatabase, { name, keyPath, autoIncrement, indexes }: TableDump): void {
  const store = database.createObjectStore(name, { keyPath, autoIncrement });
  for (const { name: index, keyPath: path, unique, multiEntry } of indexes)
    store.createIndex(index, path, { unique, multiEntry });
}

function fill(database: IDBDatabase, { name, rows }: TableDump): Promise<void> {
  const writing = database.transaction(name, 'readwrite');
  for (const { key, value } of rows) writing.objectStore(name).put(value, key);
  return new Promise((done, failed) => {
    writing.oncomplete = () => done();
    writing.onabort = () => failed(writing.error);
  });
}

function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((told, failed) => {
    request.onsuccess = () => told(request.result);
    request.onerror = () => failed(request.error);
  });
}
