import { stampMs } from '@healthcare/domain';
import type { RecordView } from '@healthcare/domain/records';
import type { Held, Replica } from '@healthcare/replica';
import { type FollowedShelf, mapped, onePerReplica, ShelfFollower, type Streamed, whenIdle } from '../state/index.ts';

/** A record as this workstation holds it: a file, or an event of the medical history. */
export type HeldRecord = Held<RecordView>;

/** A record as lists show it: without what only the opening of a file needs. */
export interface RecordRow extends Omit<RecordView, 'chunks' | 'key' | 'chunkBytes' | 'about'> {
  readonly id: string;
  readonly recordedMs: number;
  /** When it was removed, wall ms; null while it stands. */
  readonly removedMs: number | null;
  /** Is something of it not on the server yet? */
  readonly unsent: boolean;
}

/** A patient's records that are here; `reading`: there may be more. */
export interface RecordsOfPatient {
  readonly rows: readonly RecordRow[];
  readonly reading: boolean;
}

/** The records held here by patient, in memory: a file is opened without looking through all of them. */
export class RecordBook {
  readonly #rows = new Map<string, RecordRow>();
  readonly #byPatient = new Map<string, Set<string>>();
  readonly #follower: ShelfFollower<HeldRecord>;

  constructor({ shelves, sync }: Pick<Replica, 'shelves' | 'sync'>, idle: () => Promise<void>) {
    const shelf = shelves.records as unknown as FollowedShelf<HeldRecord>; // asked by id, which every document has
    const keeper = {
      put: (record: HeldRecord) => this.#put(record),
      remove: (id: string) => this.#remove(id),
      keepOnly: (ids: ReadonlySet<string>) => {
        for (const id of [...this.#rows.keys()]) if (!ids.has(id)) this.#remove(id);
      },
    };
    this.#follower = new ShelfFollower(shelf, keeper, { sync, idle });
  }

  /** Of all these documents of one person, the latest recorded first. */
  watch(patients: readonly string[]): Streamed<RecordsOfPatient> {
    return mapped(this.#follower.told, () => ({
      rows: patients
        .flatMap((patient) => [...(this.#byPatient.get(patient) ?? [])])
        .flatMap((id) => this.#rows.get(id) ?? [])
        .sort((a, b) => b.recordedMs - a.recordedMs || (a.id < b.id ? -1 : 1)),
      reading: this.#follower.reading,
    }));
  }

  #put(record: HeldRecord): void {
    if (record.state === 'none' || !record.patientId) return;
    this.#rows.set(record.id, recordRow(record));
    const theirs = this.#byPatient.get(record.patientId) ?? new Set();
    this.#byPatient.set(record.patientId, theirs.add(record.id));
  }

  #remove(id: string): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.delete(id);
    this.#byPatient.get(row.patientId)?.delete(id);
  }
}

export function recordRow(record: HeldRecord): RecordRow {
  const { chunks, key, chunkBytes, about, entries, unsent, ...row } = record;
  const removed = record.state === 'removed' ? entries.find(({ kind }) => kind === 'removed') : undefined;
  return {
    ...row,
    recordedMs: record.recordedAt ? stampMs(record.recordedAt) : 0,
    removedMs: removed ? stampMs(removed.at) : null,
    unsent: unsent.length > 0,
  };
}

/** One per replica; the first to ask starts it. */
export const recordBookOf = onePerReplica((replica) => new RecordBook(replica, whenIdle));
