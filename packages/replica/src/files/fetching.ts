import { MOST_CHUNK_BYTES, type RecordView, SEAL_BYTES } from '@healthcare/domain/records';
import { WireFailure } from '../core/index.ts';
import type { Cache } from './cache.ts';
import type { ChunkShelf } from './chunk-shelf.ts';
import type { FileStates } from './file-states.ts';
import type { FileWire } from './file-wire.ts';
import { FileNotOpened, type FileState, type FileTrouble } from './files.ts';
import type { RecordsHere } from './records-here.ts';
import { type Bytes, fileKey, SealBroken, sha256, unseal } from './seal.ts';

export interface FetchingParts {
  readonly shelf: ChunkShelf;
  readonly cache: Cache;
  readonly records: RecordsHere;
  readonly states: FileStates;
  readonly wire: FileWire;
  readonly now: () => number;
  readonly stop: AbortSignal;
}

/** The record of a file that can be opened; throws a `FileNotOpened`. */
export async function openRecord({ records }: Pick<FetchingParts, 'records'>, id: string): Promise<RecordView> {
  const record = await records.read(id);
  if (!record || record.state === 'none') throw new FileNotOpened('unknown');
  if (record.state === 'removed') throw new FileNotOpened('removed');
  return record;
}

/** The file's plain chunks in order; each is checked against its record before anybody gets it. */
export async function* plainChunks(parts: FetchingParts, id: string, record: RecordView): AsyncGenerator<Bytes> {
  const { shelf, cache, states, now } = parts;
  const unuse = cache.use(id);
  const before = states.all.value.get(id);
  const count = record.chunks.length;
  try {
    await keepsWhatComes(parts, id, record);
    const key = await fileKey(record.key);
    for (let index = 0; index < count; index += 1) {
      const sealed = await sealedChunk(parts, { id, index, sha256: record.chunks[index] ?? '', done: index, count });
      yield await unseal(key, { file: id, index, count }, sealed);
    }
    await shelf.change(id, { usedMs: now() });
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble === 'damaged') states.set(id, { phase: 'damaged', total: count });
    throw new FileNotOpened(trouble, { cause: error });
  } finally {
    settle(parts, id, before);
    unuse();
    await cache.trim();
  }
}

/** After it was read, or nobody wanted more of it: as it stood before, or `sent` when it came from the server and is kept. */
function settle({ shelf, states }: FetchingParts, id: string, before: FileState | undefined): void {
  if (states.all.value.get(id)?.phase !== 'fetching') return;
  const kept = shelf.files.get(id);
  if (before && before.phase !== 'fetching') states.set(id, before);
  else if (kept?.state === 'sent') states.set(id, { phase: 'sent', total: kept.hashes.length });
  else states.forget(id);
}

/** What is fetched stays for the next time, if it fits. */
async function keepsWhatComes({ shelf, cache, now }: FetchingParts, id: string, record: RecordView): Promise<void> {
  const bytes = record.bytes + record.chunks.length * SEAL_BYTES;
  if (shelf.files.has(id) || !cache.takes(bytes)) return;
  await shelf.keep({ id, state: 'sent', hashes: record.chunks, bytes, usedMs: now() });
}

interface Wanted {
  readonly id: string;
  readonly index: number;
  readonly sha256: string;
  readonly done: number;
  readonly count: number;
}

async function sealedChunk(parts: FetchingParts, wanted: Wanted): Promise<Bytes> {
  const { shelf, states } = parts;
  const { id, index, done, count } = wanted;
  const here = await shelf.chunk(id, index);
  if (here && (await sha256(here)) === wanted.sha256) return here;
  states.set(id, { phase: 'fetching', done, total: count });
  const came = await fetched(parts, wanted);
  // A chunk that was damaged here is replaced with it. On a full disk it is read all the same.
  if (shelf.files.has(id)) await shelf.putChunk(id, index, came).catch(() => undefined);
  return came;
}

/** Once more if what came is not it: a line can damage, and then the second try helps. */
async function fetched({ wire, stop }: FetchingParts, { id, index, sha256: hash }: Wanted): Promise<Bytes> {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const came = await wire.fetch(id, index, stop);
    if (came.length <= MOST_CHUNK_BYTES && (await sha256(came)) === hash) return came;
  }
  throw new SealBroken('what the server gives is not the chunk of the record');
}

function troubleOf(error: unknown): FileTrouble {
  if (error instanceof SealBroken) return 'damaged';
  if (!(error instanceof WireFailure)) throw error;
  if (error.code === 'file/removed') return 'removed';
  if (error.code === 'file/not-here-yet') return 'not-here-yet';
  return error.code === 'file/unknown' ? 'unknown' : 'unreachable';
}
