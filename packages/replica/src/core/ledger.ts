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
  /** The row itself, while few wait: what was just saved is sent without being read again. */
  readonly row: HeldRow | undefined;
}

/** Unsent rows that are kept in memory; after a long outage there can be thousands. */
const MOST_ROWS_KEPT = 100;

/** The one way to the store: every read-change-write runs alone, and what is unsent is always known without reading. */
export class Ledger {
  readonly #store: Store;
  readonly #waiting = new Map<string, Waiting>();
  #tail: Promise<unknown> = Promise.resolve();
  #written = 0;
  /** What waits is known only to the disk: before it was read, and for good after a write that failed. */
  #unsure = true;

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
    await this.#store.put(put, drop).catch((trouble) => {
      this.#unsure = true;
      throw trouble;
    });
    this.#written += put.length;
    this.#remember(put, drop);
  }

  /** Reads what was unsent when the workstation last ended. */
  begin(): Promise<void> {
    return this.alone(async () => {
      this.#remember(await this.#store.unsent(Number.MAX_SAFE_INTEGER, new Set()), []);
      this.#unsure = false;
    });
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

  /** Documents with unsent entries, except those named, as they are on the disk; undefined when only the disk knows. */
  unsentRows(limit: number, except: ReadonlySet<string>): readonly HeldRow[] | undefined {
    if (this.#unsure || this.#waiting.size > MOST_ROWS_KEPT) return undefined;
    const rows: HeldRow[] = [];
    for (const [id, { row }] of this.#waiting) {
      if (!row) return undefined;
      if (!except.has(id) && rows.length < limit) rows.push(row);
    }
    return rows;
  }

  #remember(put: readonly HeldRow[], drop: readonly string[]): void {
    for (const id of drop) this.#waiting.delete(id);
    for (const row of put)
      if (row.dirty) this.#waiting.set(row.id, this.#waitingIn(row));
      else this.#waiting.delete(row.id);
  }

  #waitingIn(row: HeldRow): Waiting {
    const unsent = new Set(row.unsent);
    const stamps = row.entries.filter(({ id }) => unsent.has(id)).map(({ at }) => stampMs(at));
    const kept = this.#waiting.size < MOST_ROWS_KEPT ? row : undefined;
    return { entries: unsent.size, oldestMs: Math.min(...stamps), row: kept };
  }
}
