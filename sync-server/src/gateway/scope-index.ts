import type { AnyAggregate } from '@healthcare/domain';
import type { Change, Database } from '../store/database.ts';
import type { KeptPlaces } from './kept-places.ts';
import type { Scoped } from './scope.ts';
import { type Place, ScopeTable } from './scope-table.ts';

/** Rows of the feed read at once to catch up. */
const READ_AT_ONCE = 1000;

/** Kept places that their documents have left are cleared away at a start where they are the larger half, and more than so many links. */
const LEAST_TO_CLEAR = 5;

/**
 * A database's scope table, never ahead of or behind an answer: it knows the sequence it has reached, and whoever asks lets it
 * catch up with the database first. So nothing that ends the process can make it miss a row: what is kept of it for the next start is
 * only where it goes on from.
 */
export class ScopeIndex {
  readonly table: ScopeTable;
  readonly #database: Database<Scoped>;
  readonly #kept: KeptPlaces | undefined;
  #beginning: Promise<void> | undefined;
  /** What was kept is taken up. */
  #begun = false;
  readonly #unkept: Place[] = [];
  #keeping: Promise<void> = Promise.resolve();
  #reached = 0;
  #reading: Promise<void> | undefined;
  #closed = false;

  /** Without a place to keep it, everything is read again at each start. */
  constructor(aggregate: AnyAggregate, database: Database<Scoped>, kept?: KeptPlaces) {
    this.table = new ScopeTable(aggregate);
    this.#database = database;
    this.#kept = kept;
  }

  /** Takes in every change up to now; resolves to the sequence of the last one. */
  async catchUp(): Promise<number> {
    const { update_seq } = await this.#database.info();
    this.#beginning ??= this.#begin(update_seq).finally(() => {
      this.#begun = true;
    });
    await this.#beginning;
    while (this.#reached < update_seq && !this.#closed) {
      this.#reading ??= this.#readOn(update_seq).finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return update_seq;
  }

  /**
   * Takes in a change that somebody else has read, when everything `before` it is known here; otherwise it is read with what is missing.
   * A reading under way has it too, or the next one will.
   */
  heard(change: Change<Scoped>, before: number): void {
    if (!this.#begun || this.#reading || this.#reached < before || this.#reached >= change.seq) return;
    this.#reached = change.seq;
    this.#keep([this.table.take(change)]);
  }

  /** Reads no further; resolves when nothing is read any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#beginning;
    await this.#reading;
    await this.#keeping;
  }

  async #readOn(seq: number): Promise<void> {
    const asked = { since: this.#reached, limit: READ_AT_ONCE, include_docs: true } as const;
    const { results } = await this.#database.changes(asked);
    const places = results.map((change) => this.table.take(change));
    // `seq` was the database's own before this was read: when nothing more comes, no row up to it is left.
    const last = results.at(-1)?.seq ?? 0;
    this.#reached = results.length < READ_AT_ONCE ? Math.max(seq, last) : last;
    this.#keep(places);
  }

  /** Takes up what an earlier process kept. What cannot be read, or is not of this program, is read from the feed again. */
  async #begin(updateSeq: number): Promise<void> {
    if (!this.#kept) return;
    let rows = 0;
    for await (const places of this.#kept.read(updateSeq)) {
      for (const place of places) this.table.put(place);
      rows += places.length;
      this.#reached = places.at(-1)?.seq ?? this.#reached;
    }
    const all = this.table.all();
    if (rows > LEAST_TO_CLEAR * this.#kept.together && rows > 2 * all.length) await this.#kept.replace(all);
  }

  /** Behind the answers: nobody waits for it, and what fails is read from the feed at the next start. */
  #keep(places: readonly Place[]): void {
    const kept = this.#kept;
    if (!kept) return;
    this.#unkept.push(...places);
    while (this.#unkept.length >= kept.together) {
      const link = this.#unkept.splice(0, kept.together);
      this.#keeping = this.#keeping.then(() => kept.append(link));
    }
  }
}
