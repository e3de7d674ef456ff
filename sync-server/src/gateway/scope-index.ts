import type { AnyAggregate } from '@healthcare/domain';
import type { Database } from '../store/database.ts';
import type { Scoped } from './scope.ts';
import { ScopeTable } from './scope-table.ts';

/** Rows of the feed read at once to catch up. */
const READ_AT_ONCE = 1000;

/**
 * A database's scope table, never ahead of or behind an answer: it knows the sequence it has reached, and whoever asks lets it
 * catch up with the database first. So nothing that ends the process can make it miss a row.
 */
export class ScopeIndex {
  readonly table: ScopeTable;
  readonly #database: Database<Scoped>;
  #reached = 0;
  #reading: Promise<void> | undefined;
  #closed = false;

  constructor(aggregate: AnyAggregate, database: Database<Scoped>) {
    this.table = new ScopeTable(aggregate);
    this.#database = database;
  }

  /** Takes in every change up to now; resolves to the sequence of the last one. */
  async catchUp(): Promise<number> {
    const { update_seq } = await this.#database.info();
    while (this.#reached < update_seq && !this.#closed) {
      this.#reading ??= this.#readOn(update_seq).finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return update_seq;
  }

  /** Reads no further; resolves when nothing is read any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#reading;
  }

  async #readOn(seq: number): Promise<void> {
    const asked = { since: this.#reached, limit: READ_AT_ONCE, include_docs: true } as const;
    const { results } = await this.#database.changes(asked);
    for (const change of results) this.table.take(change);
    // `seq` was the database's own before this was read: when nothing more comes, no row up to it is left.
    const last = results.at(-1)?.seq ?? 0;
    this.#reached = results.length < READ_AT_ONCE ? Math.max(seq, last) : last;
  }
}
