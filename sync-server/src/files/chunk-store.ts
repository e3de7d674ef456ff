import { createHash } from 'node:crypto';
import { openDatabase, type Pouch, type Stored, WriteFailed, type WriteResult } from '../store/database.ts';

/** Name of the attachment that a chunk's document has. */
export const ATTACHMENT = 'chunk';
const TYPE = 'application/octet-stream';

/** One encrypted chunk of a file. What it says, whose it is and who may have it stands in the file's record. */
interface ChunkDocument extends Stored {
  readonly sha256: string;
  readonly bytes: number;
  readonly _attachments?: Readonly<Record<string, { readonly content_type: string; readonly data: Buffer }>>;
}

/** The part of PouchDB that is about attachments. */
interface AttachmentDatabase {
  put(document: ChunkDocument): Promise<{ readonly rev: string }>;
  getAttachment(id: string, name: string): Promise<Buffer>;
  bulkDocs(documents: readonly object[]): Promise<readonly WriteResult[]>;
  allDocs(options: { readonly keys: readonly string[] }): Promise<{
    readonly rows: readonly {
      readonly key: string;
      readonly value?: { readonly rev: string; readonly deleted?: true } | null;
    }[];
  }>;
  info(): Promise<unknown>;
  close(): Promise<void>;
}

/** The database `files`: chunks by id, each written once. */
export interface ChunkStore {
  /** Revisions of those that are here. */
  present(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Durable when it resolves, and then whole: half a chunk is never here. Answers the revision. */
  put(id: string, data: Buffer): Promise<string>;
  /** Undefined when it is not here. */
  get(id: string): Promise<Buffer | undefined>;
  /** What is not here is passed over. */
  remove(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** `<file>:<index>`; the file's own id may have colons too. */
export function chunkId(file: string, index: number): string {
  return `${file}:${index}`;
}

/** Which chunk of which file an id names; undefined when it names none. */
export function chunkOf(id: string): { readonly file: string; readonly index: number } | undefined {
  const read = /^([A-Za-z0-9][A-Za-z0-9:._-]{0,63}):(0|[1-9]\d{0,3})$/.exec(id);
  return read ? { file: read[1] ?? '', index: Number(read[2]) } : undefined;
}

export function sha256Of(data: Buffer): string {
  return createHash('sha256').update(data).digest('base64url');
}

export async function openChunkStore(pouch: Pouch): Promise<ChunkStore> {
  // Attachments are a part of PouchDB that the port to documents does not name.
  const database = openDatabase(pouch, 'files') as unknown as AttachmentDatabase;
  await database.info();
  const present = async (ids: readonly string[]) => {
    if (ids.length === 0) return new Map<string, string>();
    const { rows } = await database.allDocs({ keys: ids });
    return new Map(rows.flatMap(({ key, value }) => (value && !value.deleted ? [[key, value.rev] as const] : [])));
  };
  return {
    present,
    async put(id, data) {
      const attachment = { content_type: TYPE, data };
      const document = { _id: id, sha256: sha256Of(data), bytes: data.length };
      return (await database.put({ ...document, _attachments: { [ATTACHMENT]: attachment } })).rev;
    },
    async get(id) {
      try {
        return await database.getAttachment(id, ATTACHMENT);
      } catch (error) {
        if (typeof error === 'object' && error !== null && Reflect.get(error, 'status') === 404) return undefined;
        throw error;
      }
    },
    async remove(ids) {
      const gone = [...(await present(ids))].map(([_id, _rev]) => ({ _id, _rev, _deleted: true }));
      if (gone.length === 0) return;
      const failed = (await database.bulkDocs(gone)).filter(({ error }) => error);
      if (failed.length > 0) throw new WriteFailed(failed);
    },
    close: () => database.close(),
  };
}
