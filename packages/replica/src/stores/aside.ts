import type { RxCollection } from 'rxdb';
import { map, type Observable } from 'rxjs';
import type { KeptRefusal } from '../core/index.ts';
import type { AsideRow } from './schemas.ts';

/** A refusal as this workstation keeps it. */
export interface RefusalRow extends KeptRefusal {
  readonly db: string;
  /** Wall ms of this workstation when it was told. */
  readonly toldMs: number;
  readonly dismissed: boolean;
}

const REFUSAL = 'no|';
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

  /** A refusal that is here already stays as it is: it may have been dismissed. */
  async keepRefusals(db: string, refusals: readonly KeptRefusal[]): Promise<void> {
    const toldMs = this.#now();
    const { error } = await this.#rows.bulkInsert(
      refusals.map((refusal) => ({ id: REFUSAL + refusal.entry, body: { ...refusal, db, toldMs, dismissed: false } })),
    );
    const failed = error.find(({ status }) => status !== 409);
    if (failed) throw new Error(`a refusal could not be kept: ${failed.status}`);
  }

  async dismissRefusal(entry: string): Promise<void> {
    const row = await this.#rows.findOne(REFUSAL + entry).exec();
    await row?.incrementalModify((kept) => ({ ...kept, body: { ...kept.body, dismissed: true } }));
  }

  refusals(): Observable<readonly RefusalRow[]> {
    const rows = this.#rows.find({ selector: { id: { $gte: REFUSAL, $lt: REFUSAL + END } } });
    return rows.$.pipe(map((found) => found.map((row) => row.toJSON().body as unknown as RefusalRow)));
  }
}
