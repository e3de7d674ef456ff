import type { Bytes } from './seal.ts';

/** The part of PouchDB that chunks are kept by. */
export interface ChunkDatabase {
  put(document: object): Promise<{ readonly rev: string }>;
  bulkDocs(documents: readonly object[]): Promise<readonly { readonly error?: unknown }[]>;
  allDocs(options: { readonly startkey: string; readonly endkey: string; readonly include_docs?: boolean }): Promise<{
    readonly rows: readonly { readonly id: string; readonly value: { readonly rev: string }; readonly doc?: unknown }[];
  }>;
  getAttachment(id: string, name: string): Promise<Blob | Bytes>;
  close(): Promise<void>;
}

/** Where a workstation keeps chunks: IndexedDB in a page, a folder or memory in tests. */
export interface FileStorage {
  open(name: string): ChunkDatabase;
  /** Bytes in the form in which this PouchDB takes an attachment. */
  attachment(bytes: Bytes): unknown;
}

/** A file of which chunks are here. `adding`: not all of them yet. `unsent`: all, and the server may lack some. `sent`: may be let go. */
export interface LocalFile {
  readonly id: string;
  readonly state: 'adding' | 'unsent' | 'sent';
  /** SHA-256 of each sealed chunk: a file can be handed in also when its record has left this workstation. */
  readonly hashes: readonly string[];
  /** Of all its sealed chunks. */
  readonly bytes: number;
  /** When somebody last wanted it; wall ms. */
  readonly usedMs: number;
  /** Who added it, by their id; noted when the workstation is taken away, because its record leaves before the file. */
  readonly by?: string;
}

const FILE = 'file|';
/** Sorts behind every key that begins like this. */
const END = '\uffff';
const ATTACHMENT = 'chunk';

/** Sealed chunks on this workstation's disk, and which files they are of. */
export class ChunkShelf {
  readonly #database: ChunkDatabase;
  readonly #storage: FileStorage;
  readonly #files = new Map<string, LocalFile>();
  readonly #revs = new Map<string, string>();
  #last: Promise<void> = Promise.resolve();

  private constructor(storage: FileStorage, name: string) {
    this.#storage = storage;
    this.#database = storage.open(name);
  }

  static async open(storage: FileStorage, name: string): Promise<ChunkShelf> {
    const shelf = new ChunkShelf(storage, name);
    await shelf.look();
    return shelf;
  }

  get files(): ReadonlyMap<string, LocalFile> {
    return this.#files;
  }

  /** Reads anew which files are here: another window may have added some. */
  async look(): Promise<void> {
    const { rows } = await this.#database.allDocs({ startkey: FILE, endkey: FILE + END, include_docs: true });
    for (const { id, value, doc } of rows) {
      this.#files.set(id.slice(FILE.length), (doc as { readonly file: LocalFile }).file); // Written by `keep`.
      this.#revs.set(id, value.rev);
    }
  }

  /** Known to others when the disk has it, not before. */
  keep(file: LocalFile): Promise<void> {
    return this.#inTurn(() => this.#keep(file));
  }

  /** Changes what is known of a file, unless it has gone meanwhile. */
  change(id: string, change: Partial<LocalFile>): Promise<void> {
    return this.#inTurn(async () => {
      const file = this.#files.get(id);
      if (file) await this.#keep({ ...file, ...change });
    });
  }

  /** On the disk when it resolves. */
  async putChunk(file: string, index: number, bytes: Bytes): Promise<void> {
    const data = this.#storage.attachment(bytes);
    const _attachments = { [ATTACHMENT]: { content_type: 'application/octet-stream', data } };
    const id = chunkKey(file, index);
    if (!this.#revs.has(id)) await this.#readRevs(id, id);
    await this.#put(id, { _attachments });
    this.#revs.delete(id); // One write each, as a rule: not worth remembering for hundreds.
  }

  /** Undefined when it is not here. */
  async chunk(file: string, index: number): Promise<Bytes | undefined> {
    try {
      const data = await this.#database.getAttachment(chunkKey(file, index), ATTACHMENT);
      return data instanceof Blob ? new Uint8Array(await data.arrayBuffer()) : data;
    } catch (error) {
      if (typeof error === 'object' && error !== null && Reflect.get(error, 'status') === 404) return undefined;
      throw error;
    }
  }

  /** The chunks first: what is broken off in the middle is known here still, and is dropped another time. */
  drop(file: string): Promise<void> {
    this.#files.delete(file);
    return this.#inTurn(async () => {
      this.#files.delete(file);
      await this.#remove(`${file}|`, `${file}|${END}`);
      await this.#remove(FILE + file, FILE + file);
      this.#revs.delete(FILE + file);
    });
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #keep(file: LocalFile): Promise<void> {
    await this.#put(FILE + file.id, { file });
    this.#files.set(file.id, file);
  }

  /** Writes about files go one after another, so that each carries the revision of the last. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined); // Whoever asked is told; the next one is written all the same.
    return turn;
  }

  async #put(_id: string, body: object): Promise<void> {
    const _rev = this.#revs.get(_id);
    const { rev } = await this.#database.put({ _id, ...(_rev !== undefined && { _rev }), ...body });
    this.#revs.set(_id, rev);
  }

  async #readRevs(startkey: string, endkey: string): Promise<void> {
    const { rows } = await this.#database.allDocs({ startkey, endkey });
    for (const { id, value } of rows) this.#revs.set(id, value.rev);
  }

  async #remove(startkey: string, endkey: string): Promise<void> {
    const { rows } = await this.#database.allDocs({ startkey, endkey });
    if (rows.length === 0) return;
    const gone = rows.map(({ id, value }) => ({ _id: id, _rev: value.rev, _deleted: true }));
    const failed = (await this.#database.bulkDocs(gone)).filter(({ error }) => error);
    if (failed.length > 0) throw new Error(`${failed.length} chunks could not be let go`);
  }
}

/** Digits of one length, so that keys of a file stand together and in order. */
function chunkKey(file: string, index: number): string {
  return `${file}|${String(index).padStart(4, '0')}`;
}
