import { WireFailure } from '../core/index.ts';
import { Timers } from '../timers.ts';
import type { ChunkShelf, LocalFile } from './chunk-shelf.ts';
import type { FileStates } from './file-states.ts';
import type { FileWire } from './file-wire.ts';
import type { RecordsHere } from './records-here.ts';
import { LocalDamage, sent } from './sending.ts';

export interface UploadQueueParts {
  readonly shelf: ChunkShelf;
  readonly records: RecordsHere;
  readonly states: FileStates;
  readonly wire: FileWire;
  /** Is there a session to send under? */
  readonly mayAsk: () => boolean;
  /** Lets go of what nobody has to keep any more. */
  readonly drop: (file: string) => Promise<void>;
  /** 0…1, spreads waits. */
  readonly random: () => number;
  /** Requests that failed, all of which are tried again. */
  readonly onTrouble: (trouble: unknown) => void;
  /** A file is on the server. */
  readonly onSent: (file: string) => Promise<void>;
}

/** First and longest wait after a failed request (ms). */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;

/**
 * Sends the files that the server lacks, the smallest first, chunk by chunk; after a cut or a restart it goes on at the first chunk that
 * the server lacks. A record goes before its chunks: the server takes none of a file it does not know.
 */
export class UploadQueue {
  readonly #parts: UploadQueueParts;
  readonly #timers = new Timers();
  /** Files that are not tried before somebody or a timer says so, with how often they have failed. */
  readonly #fails = new Map<string, number>();
  readonly #resting = new Set<string>();
  /** Not to be mended by trying again; after a restart they are looked at once more. */
  readonly #damaged = new Set<string>();
  #nudged = Promise.withResolvers<void>();

  constructor(parts: UploadQueueParts) {
    this.#parts = parts;
  }

  /** There may be something to do that there was not. */
  nudge(): void {
    this.#nudged.resolve();
  }

  /** The line is back, or another session: whoever rests tries now. */
  refresh(): void {
    this.#fails.clear();
    this.#resting.clear();
    this.#timers.stopAll();
    this.nudge();
  }

  /** Works until `stop`. One window of a workstation runs this at a time. */
  async run(stop: AbortSignal): Promise<void> {
    stop.addEventListener('abort', () => this.nudge());
    while (!stop.aborted) {
      this.#nudged = Promise.withResolvers();
      const file = await this.#next();
      if (file && this.#parts.mayAsk()) await this.#try(file, stop);
      else await this.#nudged.promise;
    }
    this.#timers.close();
  }

  async #next(): Promise<LocalFile | undefined> {
    const unsent = [...this.#parts.shelf.files.values()].filter(
      ({ id, state }) => state === 'unsent' && !this.#resting.has(id) && !this.#damaged.has(id),
    );
    for (const file of unsent.sort((a, b) => a.bytes - b.bytes || (a.id < b.id ? -1 : 1)))
      if (await this.#isDue(file)) return file;
    return undefined;
  }

  /** Has the server accepted the record? One that has left this workstation was answered for before. */
  async #isDue({ id, hashes }: LocalFile): Promise<boolean> {
    const { records, states, drop } = this.#parts;
    const record = await records.read(id);
    const total = hashes.length;
    const refusal = record === undefined ? await records.refusal(id) : undefined;
    if (record?.state === 'removed' || refusal === 'dismissed') await drop(id);
    else if (refusal === 'standing') states.set(id, { phase: 'refused', total });
    else if (record !== undefined && record.unsent.length > 0) states.set(id, { phase: 'waiting', total });
    else return true;
    return false;
  }

  async #try(file: LocalFile, stop: AbortSignal): Promise<void> {
    try {
      if (await sent(this.#parts, file, stop)) await this.#parts.onSent(file.id);
      this.#fails.delete(file.id);
    } catch (trouble) {
      if (!stop.aborted) await this.#failed(file, trouble);
    }
  }

  async #failed({ id, hashes }: LocalFile, trouble: unknown): Promise<void> {
    const { states, records, drop, onTrouble } = this.#parts;
    const total = hashes.length;
    onTrouble(trouble);
    if (trouble instanceof LocalDamage) {
      this.#damaged.add(id);
      states.set(id, { phase: 'damaged', total });
      return;
    }
    const failure = trouble instanceof WireFailure ? trouble : undefined;
    const isOrphan = failure?.code === 'file/unknown' && (await records.read(id)) === undefined;
    // Of a file whose record has left and is not known to the server nothing can be handed in, unless it was refused.
    if (failure?.code === 'file/removed' || (isOrphan && (await records.refusal(id)) !== 'standing')) return drop(id);
    states.set(id, { phase: 'waiting', total });
    this.#rest(id, failure);
  }

  /** One file's trouble does not hold the others up; a line that is down holds each of them for itself. */
  #rest(id: string, failure: WireFailure | undefined): void {
    const fails = (this.#fails.get(id) ?? 0) + 1;
    this.#fails.set(id, fails);
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(fails - 1, 10));
    const wait = Math.max(failure?.retryAfterMs ?? 0, longest * (0.5 + this.#parts.random() / 2));
    this.#resting.add(id);
    this.#timers.after(id, wait, () => {
      this.#resting.delete(id);
      this.nudge();
    });
  }
}
