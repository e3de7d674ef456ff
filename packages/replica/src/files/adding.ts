import { refusal } from '@healthcare/domain';
import { chunkCount, type FileFacts, MOST_FILE_BYTES, SEAL_BYTES, storedChunkBytes } from '@healthcare/domain/records';
import type { ChunkShelf } from './chunk-shelf.ts';
import type { FileAbout, FileAdded } from './files.ts';
import { recordedType } from './media-types.ts';
import type { RecordsHere } from './records-here.ts';
import { fileKey, newFileKey, seal, sha256 } from './seal.ts';

export interface AddingParts {
  readonly shelf: ChunkShelf;
  readonly records: RecordsHere;
  readonly now: () => number;
  /** Of the file in each chunk. */
  readonly chunkBytes: number;
}

/** Saves a file: its chunks, then its record, then that it has to be sent. Broken off in between, nothing of it is left. */
export async function added(
  { shelf, records, now, chunkBytes }: AddingParts,
  id: string,
  file: Blob,
  about: FileAbout,
): Promise<FileAdded> {
  // Said before minutes are spent on it; whether they may add it at all is judged with the record.
  if (file.size === 0 || file.size > MOST_FILE_BYTES)
    return { ok: false, refusal: refusal('entry/wrong-shape', 'data.bytes') };
  const size = { bytes: file.size, chunkBytes };
  const bytes = file.size + chunkCount(size) * SEAL_BYTES;
  const key = newFileKey();
  try {
    await shelf.keep({ id, state: 'adding', hashes: [], bytes, usedMs: now() });
    const chunks = await sealedInto(shelf, { id, file, key, size });
    const facts: FileFacts = { ...about, type: recordedType(file.type), ...size, chunks, key };
    const entry = await records.add(id, facts);
    if (entry.ok) {
      // Chunks and record are saved; a disk that does not take this note any more is asked again at the next start.
      await shelf.change(id, { state: 'unsent', hashes: chunks }).catch(() => undefined);
      return { ok: true, id };
    }
    await shelf.drop(id);
    return { ok: false, refusal: entry.refusal };
  } catch (error) {
    await shelf.drop(id).catch(() => undefined); // Tried again at the next start.
    const trouble = troubleOf(error);
    if (trouble) return { ok: false, trouble };
    throw error;
  }
}

interface Sealing {
  readonly id: string;
  readonly file: Blob;
  readonly key: string;
  readonly size: { readonly bytes: number; readonly chunkBytes: number };
}

/** One chunk at a time is in memory. Answers the hashes of all. */
async function sealedInto(shelf: ChunkShelf, { id, file, key, size }: Sealing): Promise<string[]> {
  const secret = await fileKey(key);
  const count = chunkCount(size);
  const hashes: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const from = index * size.chunkBytes;
    const plain = await file.slice(from, from + storedChunkBytes(size, index) - SEAL_BYTES).arrayBuffer();
    const sealed = await seal(secret, { file: id, index, count }, plain);
    hashes.push(await sha256(sealed));
    await shelf.putChunk(id, index, sealed);
  }
  return hashes;
}

function troubleOf(error: unknown): 'no-space' | 'unreadable' | undefined {
  const text = error instanceof Error ? `${error.name} ${error.message}` : JSON.stringify(error);
  if (/quota/i.test(text)) return 'no-space'; // PouchDB repeats IndexedDB's error in its reason.
  return /NotReadable|NotFoundError/.test(text) ? 'unreadable' : undefined;
}
