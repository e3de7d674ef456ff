import type { Checkpoint, HeldRow, Journal, KeptRefusal, Store } from '@healthcare/replica/core';
import type { Random } from './random.ts';

export interface SimDiskParts {
  readonly store: Store;
  readonly journal: Journal;
  readonly random: Random;
  /** How often it takes its time, 0…1. */
  readonly slow: number;
  /** Filled with what stood in the document when an entry was written, by entry. */
  readonly saw: Map<string, readonly string[]>;
}

/**
 * A disk under one life of a workstation: sometimes slow, and of what it had not done when the workstation was killed, some was
 * done nevertheless. A dead life is never answered.
 */
export class SimDisk implements Store {
  /** The journal lies on the same disk, and is as slow. */
  readonly journal: Journal;
  readonly #store: Store;
  readonly #random: Random;
  readonly #slow: number;
  readonly #saw: Map<string, readonly string[]>;
  readonly #late: (() => void)[] = [];
  #dead = false;
  #calm = false;

  constructor({ store, journal, random, slow, saw }: SimDiskParts) {
    this.journal = {
      append: (entries) => this.#through(() => journal.append(entries)),
      acknowledge: (entryIds) => this.#through(() => journal.acknowledge(entryIds)),
      pending: () => this.#through(() => journal.pending()),
    };
    this.#saw = saw;
    this.#slow = slow;
    this.#store = store;
    this.#random = random;
  }

  get busy(): boolean {
    return this.#late.length > 0;
  }

  /** Does one thing that was late. */
  step(): void {
    this.#late.shift()?.();
  }

  kill(): void {
    this.#dead = true;
    for (const work of this.#late.splice(0)) if (this.#random.chance(0.5)) work();
  }

  calm(): void {
    this.#calm = true;
  }

  get = (ids: readonly string[]) => this.#through(() => this.#store.get(ids));
  put = (rows: readonly HeldRow[], drop: readonly string[]) => {
    for (const row of rows) this.#note(row);
    return this.#through(() => this.#store.put(rows, drop));
  };
  unsent = (limit: number, except: ReadonlySet<string>) => this.#through(() => this.#store.unsent(limit, except));
  ids = () => this.#through(() => this.#store.ids());
  checkpoint = () => this.#through(() => this.#store.checkpoint());
  setCheckpoint = (checkpoint: Checkpoint) => this.#through(() => this.#store.setCheckpoint(checkpoint));
  keepRefusals = (refusals: readonly KeptRefusal[]) => this.#through(() => this.#store.keepRefusals(refusals));

  #note({ entries, unsent }: HeldRow): void {
    for (const id of unsent)
      if (!this.#saw.has(id))
        this.#saw.set(
          id,
          entries.map((entry) => entry.id),
        );
  }

  #through<Result>(run: () => Promise<Result>): Promise<Result> {
    return new Promise((done, failed) => {
      if (this.#dead) return;
      const work = () => {
        void run().then((result) => (this.#dead ? undefined : done(result)), failed);
      };
      if (!this.#calm && this.#random.chance(this.#slow)) this.#late.push(work);
      else work();
    });
  }
}
