import { MOST_CHUNKS } from '@healthcare/domain/records';
import { distinctUntilChanged, map, type Observable, skip } from 'rxjs';
import { v7 } from 'uuid';
import type { SyncState } from '../replica.ts';
import type { Address } from '../wire/index.ts';
import { added } from './adding.ts';
import { Cache } from './cache.ts';
import { ChunkShelf, type FileStorage } from './chunk-shelf.ts';
import { type FetchingParts, openRecord, plainChunks } from './fetching.ts';
import { FileStates } from './file-states.ts';
import { fileWire, handInFileWire } from './file-wire.ts';
import { type FileLeft, FileNotOpened, type FileOpened, type Files } from './files.ts';
import { filesHandedIn, ownersNoted } from './handing-in.ts';
import { shownType } from './media-types.ts';
import type { RecordsHere } from './records-here.ts';
import { UploadQueue } from './upload-queue.ts';

type Line = Pick<SyncState, 'link'>;

export interface FilesParts {
  readonly storage: FileStorage;
  /** Of this workstation's local database; the files stand beside it. */
  readonly name: string;
  readonly address: Address;
  readonly records: RecordsHere;
  readonly sync: Observable<Line> & { readonly value: Line };
  readonly now: () => number;
  readonly random: () => number;
  readonly onTrouble: (trouble: unknown) => void;
  /** Of files that the server has too, bytes. */
  readonly mostCacheBytes?: number | undefined;
}

export interface FilesHere extends Files {
  /** To be called before the records are handed in: whose the files are. */
  noteOwners(): Promise<void>;
  /** Sends what the server lacks by the key of this workstation, which is taken away (N6). Answers what is left. */
  handIn(): Promise<readonly FileLeft[]>;
  close(): Promise<void>;
}

/** A ward's pictures of some weeks; far below what a browser lets an origin have. */
const MOST_CACHE_BYTES = 200 * 1024 * 1024;
/** Small enough that a break costs little, and that what passes through a process is forgotten at once (measured: 1 MiB takes twice the memory). */
const CHUNK_BYTES = 256 * 1024;
/** Of files that would be too many chunks: a record names each of them. */
const LARGE_CHUNK_BYTES = 1024 * 1024;

/** Opens the files of this workstation, and sends what waits as soon as there is a session. */
export async function openFiles(parts: FilesParts): Promise<FilesHere> {
  const { storage, name, address, records, sync, now } = parts;
  const shelf = await ChunkShelf.open(storage, `${name} files`);
  const states = new FileStates();
  for (const file of shelf.files.values()) if (file.state !== 'adding') states.set(file.id, firstStateOf(file));
  const cache = new Cache(shelf, states, parts.mostCacheBytes ?? MOST_CACHE_BYTES);
  const stopping = new AbortController();
  const stop = stopping.signal;
  const wire = fileWire(address);
  const here = new FilesOnDisk(shelf, states, records);
  const drop = (file: string) => here.drop(file);
  const queue = new UploadQueue({
    ...parts,
    shelf,
    states,
    wire,
    mayAsk: () => address.token() !== undefined && sync.value.link !== 'signed-out',
    drop,
    // A record that has left meanwhile takes its file with it.
    onSent: (file) => here.look(file).then(() => cache.trim()),
  });
  const listening = [
    records.changed.subscribe((id) => {
      if (shelf.files.has(id)) withoutWaiting(here.look(id).then(() => queue.nudge(), parts.onTrouble));
    }),
    sync
      .pipe(
        map(({ link }) => link),
        distinctUntilChanged(),
        skip(1),
      )
      .subscribe(() => queue.refresh()),
  ];
  // Another window of this workstation may be at it: then this one goes on when that one is closed.
  const working = navigator.locks.request(`${name} files`, { signal: stop }, async () => {
    await shelf.look();
    await here.lookAtAll();
    await queue.run(stop);
  });
  const ended = working.catch((trouble: unknown) => {
    if (!stop.aborted) parts.onTrouble(trouble);
  });
  const fetching: FetchingParts = { shelf, cache, records, states, wire, now, stop };
  return {
    states: states.all.asObservable(),
    async add(file, about) {
      const id = v7();
      here.adding.add(id);
      try {
        const chunkBytes = file.size <= CHUNK_BYTES * MOST_CHUNKS ? CHUNK_BYTES : LARGE_CHUNK_BYTES;
        const answer = await added({ shelf, records, now, chunkBytes }, id, file, about);
        if (answer.ok) states.set(id, firstStateOf({ state: 'unsent', hashes: shelf.files.get(id)?.hashes ?? [] }));
        return answer;
      } finally {
        here.adding.delete(id);
        queue.nudge();
      }
    },
    open: (id) => opened(fetching, id),
    noteOwners: () => ownersNoted({ shelf, records }),
    handIn: () => filesHandedIn({ ...parts, shelf, states, wire: handInFileWire(address), drop }, stop),
    chunks: (id) => chunksOf(fetching, id),
    async close() {
      stopping.abort();
      for (const one of listening) one.unsubscribe();
      await ended;
      states.all.complete();
      await shelf.close();
    },
  };
}

function firstStateOf({ state, hashes }: { readonly state: string; readonly hashes: readonly string[] }) {
  return { phase: state === 'sent' ? 'sent' : 'waiting', total: hashes.length } as const;
}

async function* chunksOf(fetching: FetchingParts, id: string) {
  yield* plainChunks(fetching, id, await openRecord(fetching, id));
}

/** The chunks are handed to the Blob as they come: the browser keeps large ones on the disk. */
async function opened(fetching: FetchingParts, id: string): Promise<FileOpened> {
  try {
    const record = await openRecord(fetching, id);
    const pieces: Blob[] = [];
    for await (const chunk of plainChunks(fetching, id, record)) pieces.push(new Blob([chunk]));
    return { ok: true, blob: new Blob(pieces, { type: shownType(record.type) }), name: record.name };
  } catch (error) {
    if (error instanceof FileNotOpened) return { ok: false, trouble: error.trouble };
    throw error;
  }
}

/** Keeps the chunks on this workstation in step with the records: what may not be held, or is removed, goes. */
class FilesOnDisk {
  /** Being added in this window: their records are still to come. */
  readonly adding = new Set<string>();
  readonly #shelf: ChunkShelf;
  readonly #states: FileStates;
  readonly #records: RecordsHere;

  constructor(shelf: ChunkShelf, states: FileStates, records: RecordsHere) {
    this.#shelf = shelf;
    this.#states = states;
    this.#records = records;
  }

  async lookAtAll(): Promise<void> {
    for (const id of [...this.#shelf.files.keys()]) await this.look(id);
  }

  async look(id: string): Promise<void> {
    const file = this.#shelf.files.get(id);
    if (!file || this.adding.has(id)) return;
    const record = await this.#records.read(id);
    if (record?.state === 'removed') return await this.drop(id);
    if (record && file.state === 'adding')
      return await this.#shelf.change(id, { hashes: record.chunks, state: 'unsent' });
    if (record || file.state === 'unsent') return; // Unsent without its record: still to be handed in, unreadable here.
    await this.drop(id);
  }

  async drop(id: string): Promise<void> {
    this.#states.forget(id);
    await this.#shelf.drop(id);
  }
}

/** Its troubles are told to `onTrouble`; nobody has to wait. */
function withoutWaiting(work: Promise<unknown>): void {
  void work;
}
