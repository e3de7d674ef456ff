import type { Change, Database, Feed } from '../store/database.ts';
import type { StoredDocument } from './unite.ts';

/** Told of a change, and of the sequence up to which everything was told before. */
export type Told = (change: Change<StoredDocument>, before: number) => void;

/**
 * The one feed of a database, for the live line, the index, and all who wait for a change: each listener at a database would read
 * every document again.
 */
export class Pulse {
  readonly #waiting = new Set<() => void>();
  readonly #told: Told[] = [];
  readonly #database: Database<StoredDocument>;
  readonly #onBroken: (error: unknown) => void;
  #feed: Feed<StoredDocument>;
  #last: number;
  #beats = 0;

  /** `since`: the database's sequence when it was opened. A feed that breaks goes on after the last change it told of. */
  constructor(database: Database<StoredDocument>, since: number, onBroken: (error: unknown) => void = () => {}) {
    this.#database = database;
    this.#onBroken = onBroken;
    this.#last = since;
    this.#feed = this.#listen();
  }

  /** Grows with every change. Read it before looking, and wait for what comes `after` it: so no change goes by unseen. */
  get beats(): number {
    return this.#beats;
  }

  /** How many wait now. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** From now on, in the order of the feed. */
  onChange(told: Told): void {
    this.#told.push(told);
  }

  /** Resolves when there was a change after these, or when the signal ends the wait. */
  after(beats: number, signal: AbortSignal): Promise<void> {
    if (beats < this.#beats || signal.aborted) return Promise.resolve();
    return new Promise((woken) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        woken();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  close(): void {
    this.#feed.cancel();
  }

  #listen(): Feed<StoredDocument> {
    return this.#database
      .changes({ since: this.#last, live: true, include_docs: true })
      .on('change', (change) => this.#beat(change))
      .on('error', (error) => {
        this.#onBroken(error);
        this.#feed = this.#listen();
      });
  }

  #beat(change: Change<StoredDocument>): void {
    const before = this.#last;
    this.#last = change.seq;
    for (const told of this.#told) told(change, before);
    this.#beats += 1;
    for (const wake of [...this.#waiting]) wake();
  }
}
