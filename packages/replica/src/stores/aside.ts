import type { RefusalHandling } from '@healthcare/domain';
import type { RxCollection } from 'rxdb';
import { map, type Observable } from 'rxjs';
import type { KeptRefusal } from '../core/index.ts';
import type { AsideRow } from './schemas.ts';

/** A refusal as this workstation keeps it. */
export interface RefusalRow extends KeptRefusal {
  readonly db: string;
  /** Wall ms of this workstation when it was told. */
  readonly toldMs: number;
  /** Put aside by a program that asked for no note. */
  readonly dismissed: boolean;
}

/** What somebody did here about a refusal, by the refusal's id. */
export interface HandledRow {
  readonly refusal: string;
  readonly handling: RefusalHandling;
  /** The server knows. */
  readonly told: boolean;
}

/** A refusal in place of which a new entry was made here. */
export interface AgainRow {
  readonly refusal: string;
  readonly as: string;
}

/** Everything about refusals that this workstation keeps. */
export interface RefusalRows {
  readonly refusals: readonly RefusalRow[];
  readonly handled: readonly HandledRow[];
  readonly again: readonly AgainRow[];
}

const REFUSAL = 'no|';
const HANDLED = 'no-done|';
const AGAIN = 'no-again|';
/** All three begin with it. */
const ABOUT_REFUSALS = 'no';
/** Sorts behind every key that begins like this. */
const END = '￿';

/** The small facts of a workstation, each under its own key. */
export class Aside {
  readonly #rows: RxCollection<AsideRow>;
  readonly #now: () => number;

  constructor(rows: RxCollection<AsideRow>, now: () => number) {
    this.#rows = rows;
    this.#now = now;
  }

  async read<Body>(key: string): Promise<Body | undefined> {
    const row = await this.#rows.findOne(key).exec();
    return row?.toJSON().body as Body | undefined; // What is under a key was written by `write` of the same key.
  }

  async write(key: string, body: object): Promise<void> {
    await this.#rows.incrementalUpsert({ id: key, body: { ...body } });
  }

  /** Facts from elsewhere; one that is here already stays. */
  async keepMissing(rows: readonly AsideRow[]): Promise<void> {
    const { error } = await this.#rows.bulkInsert(rows.map(({ id, body }) => ({ id, body: { ...body } })));
    const failed = error.find(({ status }) => status !== 409);
    if (failed) throw new Error(`what was kept aside could not be taken over: ${failed.status}`);
  }

  /** A refusal that is here already stays as it was first told. */
  async keepRefusals(db: string, refusals: readonly KeptRefusal[]): Promise<void> {
    const toldMs = this.#now();
    const { error } = await this.#rows.bulkInsert(
      refusals.map((refusal) => ({ id: REFUSAL + refusal.entry, body: { ...refusal, db, toldMs, dismissed: false } })),
    );
    const failed = error.find(({ status }) => status !== 409);
    if (failed) throw new Error(`a refusal could not be kept: ${failed.status}`);
  }

  /** The last word on each of these refusals; all of them, or the promise rejects. */
  async keepHandled(rows: readonly HandledRow[]): Promise<void> {
    const { error } = await this.#rows.bulkUpsert(rows.map((row) => ({ id: HANDLED + row.refusal, body: { ...row } })));
    const [failed] = error;
    if (failed) throw new Error(`what was done about a refusal could not be kept: ${failed.status}`);
  }

  /** The server does not take it: the refusal waits again. */
  async dropHandled(refusal: string): Promise<void> {
    await this.#rows.findOne(HANDLED + refusal).remove();
  }

  keepAgain(row: AgainRow): Promise<void> {
    return this.write(AGAIN + row.refusal, row);
  }

  refusals(): Observable<RefusalRows> {
    const rows = this.#rows.find({ selector: { id: { $gte: ABOUT_REFUSALS, $lt: ABOUT_REFUSALS + END } } });
    return rows.$.pipe(map((found) => refusalRows(found.map((row) => row.toJSON() as AsideRow))));
  }
}

/** What is under each kind of key was written above. */
function refusalRows(rows: readonly AsideRow[]): RefusalRows {
  const under = <Body>(prefix: string) =>
    rows.filter(({ id }) => id.startsWith(prefix)).map(({ body }) => body as unknown as Body);
  return {
    refusals: under<RefusalRow>(REFUSAL).map((row) => ({ ...row, scopes: row.scopes ?? [] })), // older rows have none
    handled: under<HandledRow>(HANDLED),
    again: under<AgainRow>(AGAIN),
  };
}
