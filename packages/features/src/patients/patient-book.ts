import type { Replica } from '@healthcare/replica';
import { type FollowedShelf, mapped, onePerReplica, ShelfFollower, type Streamed, whenIdle } from '../state/index.ts';
import { PatientIndex } from './patient-index.ts';
import { type PatientRow, patientRow } from './patient-row.ts';
import type { Patient } from './patients-api.ts';

/** What a search shows: the patients found, how many are read in so far of those that are here, and whether more are being read. */
export interface PatientsFound {
  readonly rows: readonly PatientRow[];
  readonly read: number;
  readonly total: number;
  readonly reading: boolean;
}

/** The patients held here, in memory, to be found while one types. */
export class PatientBook {
  readonly #index = new PatientIndex();
  readonly #follower: ShelfFollower<Patient>;
  #total = 0;

  constructor({ shelves, sync }: Pick<Replica, 'shelves' | 'sync'>, idle: () => Promise<void>) {
    const index = this.#index;
    const keeper = {
      // What came before its own registration is nobody yet.
      put: (patient: Patient) => (patient.state === 'none' ? index.remove(patient.id) : index.put(patientRow(patient))),
      remove: (id: string) => index.remove(id),
      keepOnly: (ids: ReadonlySet<string>) => index.keepOnly(ids),
    };
    const shelf = shelves.patients as unknown as FollowedShelf<Patient>; // asked by id, which every document has
    this.#follower = new ShelfFollower(shelf, keeper, { sync, idle });
    shelves.patients.watchCount({}).subscribe((total) => {
      this.#total = total;
    });
  }

  /** Who is found now, and again whenever somebody is read in or changes. */
  watch(text: string): Streamed<PatientsFound> {
    return mapped(this.#follower.told, () => ({
      rows: this.#follower.answer(`found ${text}`, () => this.#index.search(text)),
      read: this.#index.size,
      total: Math.max(this.#total, this.#index.size),
      reading: this.#follower.reading,
    }));
  }

  /** P2, P5: those about whom people said different things while apart. */
  watchHaving(what: 'disputed' | 'contradicted'): Streamed<readonly string[]> {
    return mapped(this.#follower.told, () => this.#follower.answer(what, () => this.#index.having(what)));
  }

  /** P8: the other documents of this person, those merged into merged ones included. */
  watchMergedInto(id: string): Streamed<readonly string[]> {
    return mapped(this.#follower.told, () => this.#follower.answer(`into ${id}`, () => this.#index.mergedInto(id)));
  }
}

/** One per replica; the first to ask starts it. */
export const patientBookOf = onePerReplica((replica) => new PatientBook(replica, whenIdle));
