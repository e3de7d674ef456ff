import type { StayView } from '@healthcare/domain/stays';
import type { Held, Replica } from '@healthcare/replica';
import { type FollowedShelf, mapped, onePerReplica, ShelfFollower, type Streamed, whenIdle } from '../state/index.ts';

export type HeldStay = Held<StayView>;

/** Which stays are whose, in memory. */
export class StayBook {
  readonly #patientOf = new Map<string, string>();
  readonly #byPatient = new Map<string, Set<string>>();
  readonly #follower: ShelfFollower<HeldStay>;

  constructor({ shelves, sync }: Pick<Replica, 'shelves' | 'sync'>, idle: () => Promise<void>) {
    const shelf = shelves.stays as unknown as FollowedShelf<HeldStay>; // asked by id, which every document has
    const keeper = {
      put: (stay: HeldStay) => this.#put(stay),
      remove: (id: string) => this.#remove(id),
      keepOnly: (ids: ReadonlySet<string>) => {
        for (const id of [...this.#patientOf.keys()]) if (!ids.has(id)) this.#remove(id);
      },
    };
    this.#follower = new ShelfFollower(shelf, keeper, { sync, idle });
  }

  /** Ids of the stays of these documents of one person. */
  watch(patients: readonly string[]): Streamed<readonly string[]> {
    return mapped(this.#follower.told, () =>
      patients.flatMap((patient) => [...(this.#byPatient.get(patient) ?? [])]).sort(),
    );
  }

  #put({ id, patientId }: HeldStay): void {
    if (this.#patientOf.get(id) === patientId || !patientId) return;
    this.#patientOf.set(id, patientId);
    this.#byPatient.set(patientId, (this.#byPatient.get(patientId) ?? new Set()).add(id));
  }

  #remove(id: string): void {
    const patient = this.#patientOf.get(id);
    if (patient !== undefined) this.#byPatient.get(patient)?.delete(id);
    this.#patientOf.delete(id);
  }
}

/** One per replica; the first to ask starts it. */
export const stayBookOf = onePerReplica((replica) => new StayBook(replica, whenIdle));
