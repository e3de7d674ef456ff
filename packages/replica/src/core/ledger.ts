import { type AnyAggregate, stampMs } from '@healthcare/domain';
import type { HeldRow } from './held-row.ts';
import type { Journal, Journaled, Store } from './ports.ts';
import { putBack } from './put-back.ts';
import type { Outcome } from './steps.ts';
import { WriteAhead } from './write-ahead.ts';

/** Entries that wait to be answered for: how many, and since when (wall ms of the oldest). */
export interface UnsentTotal {
  readonly entries: number;
  readonly oldestMs: number | null;
}

interface Waiting {
  readonly entries: number;
  readonly oldestMs: number;
  /** The row itself, while not too many wait: what was saved is sent without being read again. */
  readonly row: HeldRow | undefined;
}

/** Unsent rows that are kept in memory: those of an outage of days. What goes beyond is read when those have been sent. */
const MOST_ROWS_KEPT = 10_000;

export interface LedgerParts {
  readonly aggregate: AnyAggregate;
  readonly store: Store;
  readonly journal: Journal;
}

/**
 * The one way to the store and its journal: every read-change-write runs alone, a new entry is in the journal before it is in the
 * store, and what is unsent is always known without reading.
 */
export class Ledger {
  readonly #aggregate: AnyAggregate;
  readonly #store: Store;
  readonly #journal: Journal;
  readonly #ahead: WriteAhead;
  readonly #waiting = new Map<string, Waiting>();
  #entriesWaiting = 0;
  /** Of all that waits; undefined until somebody asks for it. */
  #oldestMs: number | null | undefined = null;
  #tail: Promise<unknown> = Promise.resolve();
  #written = 0;
  /** What waits is known only to the disk: before it was read, and for good after a write that failed. */
  #unsure = true;

  constructor({ aggregate, store, journal }: LedgerParts) {
    this.#aggregate = aggregate;
    this.#store = store;
    this.#journal = journal;
    this.#ahead = new WriteAhead(journal);
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
  async change(
    ids: readonly string[],
    step: (was: HeldRow | undefined, at: number) => Outcome | Promise<Outcome>,
  ): Promise<void> {
    const held = await this.#store.get(ids);
    const put: HeldRow[] = [];
    const drop: string[] = [];
    const fresh: Journaled[] = [];
    const done: string[] = [];
    for (const [at, id] of ids.entries()) {
      const was = held[at];
      const stepped = step(was, at);
      const next = stepped instanceof Promise ? await stepped : stepped;
      if (!next || next === was) continue;
      if (next === 'drop') drop.push(id);
      else put.push(next);
      const [before, after] = [was?.unsent ?? [], next === 'drop' ? [] : next.unsent];
      done.push(...without(before, after));
      if (next !== 'drop') fresh.push(...this.#journaled(next, without(after, before)));
    }
    if (put.length === 0 && drop.length === 0) return;
    await this.#ahead.append(fresh);
    await this.#write(put, drop).catch((trouble) => this.#notWritten(fresh, trouble));
    this.#ahead.done(done);
  }

  /**
   * Reads what was unsent when the workstation last ended, and brings store and journal to hold the same: what one of them has lost
   * comes back from the other. Answers how many entries came back into the store.
   */
  begin(): Promise<number> {
    return this.alone(async () => {
      const unsent = await this.#store.unsent(Number.MAX_SAFE_INTEGER, new Set());
      this.#remember(unsent, []);
      this.#unsure = false;
      const pending = (await this.#journal.pending()).filter(({ db }) => db === this.#aggregate.name);
      const kept = pending.map(({ entry }) => entry.id);
      const unkept = unsent.flatMap((row) => this.#journaled(row, without(row.unsent, kept)));
      await this.#ahead.append(unkept).catch(() => undefined); // No room for a second copy now; the next start tries again.
      return this.#putBack(Map.groupBy(pending, ({ document }) => document));
    });
  }

  /** Resolves when everything asked for so far is done, by the journal too. */
  async idle(): Promise<void> {
    await this.alone(() => this.#ahead.idle());
  }

  /** The journal has these already, and keeps them whatever happens here. */
  async #putBack(pending: ReadonlyMap<string, readonly Journaled[]>): Promise<number> {
    const ids = [...pending.keys()];
    const held = await this.#store.get(ids);
    const found = ids.map((id, at) => {
      const entries = pending.get(id)?.map(({ entry }) => entry) ?? [];
      return putBack(this.#aggregate, held[at], id, entries);
    });
    await this.#write(
      found.flatMap(({ row }) => row ?? []),
      [],
    );
    this.#ahead.done(found.flatMap(({ answered }) => answered));
    return found.reduce((sum, { lost }) => sum + lost.length, 0);
  }

  async #write(put: readonly HeldRow[], drop: readonly string[]): Promise<void> {
    if (put.length === 0 && drop.length === 0) return;
    await this.#store.put(put, drop);
    this.#written += put.length;
    this.#remember(put, drop);
  }

  /** Neither store nor journal may show it later; when the store cannot be asked, or has it after all, both keep it. */
  async #notWritten(fresh: readonly Journaled[], trouble: unknown): Promise<never> {
    this.#unsure = true;
    const rows = await this.#store.get(fresh.map(({ document }) => document)).catch(() => undefined);
    const written = new Set(rows?.flatMap((row) => row?.entries.map(({ id }) => id) ?? []));
    if (rows) this.#ahead.done(fresh.map(({ entry }) => entry.id).filter((id) => !written.has(id)));
    throw trouble;
  }

  #journaled(row: HeldRow, ids: readonly string[]): readonly Journaled[] {
    if (ids.length === 0) return [];
    const wanted = new Set(ids);
    const [db, document] = [this.#aggregate.name, row.id];
    return row.entries.filter(({ id }) => wanted.has(id)).map((entry) => ({ db, document, entry }));
  }

  get unsent(): UnsentTotal {
    if (this.#oldestMs === undefined) {
      this.#oldestMs = null;
      for (const { oldestMs } of this.#waiting.values()) this.#oldestMs = earlier(this.#oldestMs, oldestMs);
    }
    return { entries: this.#entriesWaiting, oldestMs: this.#oldestMs };
  }

  /**
   * Documents with unsent entries, except those named, as they are on the disk: as many as are known here, at least one where there is
   * any. Undefined when only the disk knows.
   */
  unsentRows(limit: number, except: ReadonlySet<string>): readonly HeldRow[] | undefined {
    if (this.#unsure) return undefined;
    const rows: HeldRow[] = [];
    let isAll = true;
    for (const [id, { row }] of this.#waiting) {
      if (rows.length === limit) break;
      if (except.has(id)) continue;
      if (row) rows.push(row);
      else isAll = false;
    }
    return isAll || rows.length > 0 ? rows : undefined;
  }

  #remember(put: readonly HeldRow[], drop: readonly string[]): void {
    for (const id of drop) this.#waitsNoMore(id);
    for (const row of put) {
      this.#waitsNoMore(row.id);
      if (!row.dirty) continue;
      const waiting = this.#waitingIn(row);
      this.#waiting.set(row.id, waiting);
      this.#entriesWaiting += waiting.entries;
      if (this.#oldestMs !== undefined) this.#oldestMs = earlier(this.#oldestMs, waiting.oldestMs);
    }
  }

  #waitsNoMore(id: string): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    this.#entriesWaiting -= waiting.entries;
    if (waiting.oldestMs === this.#oldestMs) this.#oldestMs = undefined;
    if (this.#waiting.size === 0) this.#oldestMs = null;
  }

  #waitingIn(row: HeldRow): Waiting {
    const unsent = new Set(row.unsent);
    const stamps = row.entries.filter(({ id }) => unsent.has(id)).map(({ at }) => stampMs(at));
    const kept = this.#waiting.size < MOST_ROWS_KEPT ? row : undefined;
    return { entries: unsent.size, oldestMs: Math.min(...stamps), row: kept };
  }
}

function earlier(oldestMs: number | null, ms: number): number {
  return oldestMs === null ? ms : Math.min(oldestMs, ms);
}

function without(ids: readonly string[], others: readonly string[]): readonly string[] {
  if (ids.length === 0) return ids;
  const left = new Set(others);
  return ids.filter((id) => !left.has(id));
}
