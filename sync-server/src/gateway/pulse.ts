import type { Database, Feed, Stored } from '../store/database.ts';

/** Wakes those who wait for a database to change: one listener at the database, however many wait. */
export class Pulse {
  readonly #waiting = new Set<() => void>();
  readonly #database: Database<Stored>;
  #feed: Feed<Stored>;
  #last: number;
  #beats = 0;

  /** `since`: the database's sequence when it was opened. */
  constructor(database: Database<Stored>, since: number) {
    this.#database = database;
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

  #listen(): Feed<Stored> {
    return this.#database
      .changes({ since: this.#last, live: true, include_docs: true })
      .on('change', ({ seq }) => {
        this.#last = seq;
        this.#beat();
      })
      .on('error', () => {
        this.#feed = this.#listen(); // It goes on after the last change it told of.
      });
  }

  #beat(): void {
    this.#beats += 1;
    for (const wake of [...this.#waiting]) wake();
  }
}
