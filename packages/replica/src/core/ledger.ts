import { stampMs } from '@healthcare/domain';
import type { HeldRow } from './held-row.ts';
import type { Store } from './ports.ts';
import type { Outcome } from './steps.ts';

/** Entries that wait to be answered for: how many, and since when (wall ms of the oldest). */
export interface UnsentTotal {
  readonly entries: number;
  readonly oldestMs: number | null;
}

interface Waiting {
  readonly entries: number;
  readonly oldestMs: number;
}

/** The one way to the store: every read-change-write runs alone, and what is unsent is always known without reading. */
export class Ledger {
  readonly #store: Store;
  readonly #waiting = new Map<string, Waiting>();
  #tail: Promise<unknown> = Promise.resolve();
  #written = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Rows written since the start; a repeat must not raise it. */
  get written(): number {
    return this.#written;
  }

  /** Runs after everything that was asked before. */
  alone<Result>(run: () => Promise<Result>): Promise<Result> {
    const result = this.#tail.then(run);
    this.#tail = result.catch(() => undefined); // The caller is told; those behind go on.
    return result;
  }

  /** To be called inside `alone`. */
  async change(ids: readonly string[], step: (was: HeldRow | undefined, at: number) => Outcome): Promise<void> {
    const held = await this.#store.get(ids);
    const put: HeldRow[] = [];
    const drop: string[] = [];
    ids.forEach((id, at) => {
      const next = step(held[at], at);
      if (next === 'drop') drop.push(id);
      else if (next && next !== held[at]) put.push(next);
    });
    if (put.length === 0 && drop.length === 0) return;
    await this.#store.put(put, drop);
    this.#written += put.length;
    this.#remember(put, drop);
  }

  /** Reads what was unsent when the workstation last ended. */
  async begin(): Promise<void> {
    this.#remember(await this.#store.unsent(Number.MAX_SAFE_INTEGER, new Set()), []);
  }

  get unsent(): UnsentTotal {
    let entries = 0;
    let oldestMs: number | null = null;
    for (const waiting of this.#waiting.values()) {
      entries += waiting.entries;
      if (oldestMs === null || waiting.oldestMs < oldestMs) oldestMs = waiting.oldestMs;
    }
    return { entries, oldestMs };
  }

  #remember(put: readonly HeldRow[], drop: readonly string[]): void {
    for (const id of drop) this.#waiting.delete(id);
    for (const row of put)
      if (row.dirty) this.#waiting.set(row.id, waitingIn(row));
      else this.#waiting.delete(row.id);
  }
}

function waitingIn(row: HeldRow): Waiting {
  const unsent = new Set(row.unsent);
  const stamps = row.entries.filter(({ id }) => unsent.has(id)).map(({ at }) => stampMs(at));
  return { entries: unsent.size, oldestMs: Math.min(...stamps) };
}
