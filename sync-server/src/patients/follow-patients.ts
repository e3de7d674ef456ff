import { type Entry, fold } from '@healthcare/domain';
import { patients } from '@healthcare/domain/patients';
import { records } from '@healthcare/domain/records';
import { stays } from '@healthcare/domain/stays';
import type { Logger } from 'pino';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import type { Scoped } from '../gateway/scope.ts';
import type { StoredDocument } from '../gateway/unite.ts';
import { faultOf } from '../log/fault.ts';
import type { Change } from '../store/database.ts';
import { type Followed, follow } from '../store/follow.ts';
import { type Due, PatientWards, type Told } from './patient-wards.ts';

export interface PatientsParts {
  readonly patients: OpenDatabase;
  readonly records: OpenDatabase;
  readonly stays: OpenDatabase;
  readonly now: () => number;
  readonly log: Logger;
}

/** Hears stays, patients and records from their beginning on, and writes what is due; see `patient-wards.spec.md`. */
export class PatientsFollowed {
  readonly #parts: PatientsParts;
  readonly #wards = new PatientWards();
  readonly #feeds: readonly Followed[];
  #running: Promise<void> | undefined;
  #awake = false;
  #closing = false;

  constructor(parts: PatientsParts) {
    this.#parts = parts;
    const { log } = parts;
    this.#feeds = [
      follow(parts.patients.database, 0, log, (change) =>
        this.#hear(() => this.#wards.patient(told(change, (of) => fold(patients, of)))),
      ),
      follow(parts.records.database, 0, log, (change) =>
        this.#hear(() => this.#wards.record(told(change, (of) => fold(records, of)))),
      ),
      follow(parts.stays.database, 0, log, (change) =>
        this.#hear(() => this.#wards.stay(told(change, (of) => fold(stays, of)))),
      ),
    ];
  }

  /** Finishes what is under way. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const feed of this.#feeds) feed.cancel();
    await this.#running;
  }

  #hear(take: () => void): void {
    take();
    this.#awake = true;
    if (!this.#closing) this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    await Promise.resolve(); // Rows of one turn go together.
    while (this.#awake && !this.#closing) {
      this.#awake = false;
      const due = this.#wards.due(this.#parts.now());
      try {
        await this.#write(due);
        this.#wards.done();
      } catch (error) {
        this.#parts.log.error(faultOf(error), 'wards of patients: tried again with the next change');
      }
    }
    this.#running = undefined;
  }

  /** Several wards of one document come one after another: each entry knows what stood there before. */
  async #write(due: readonly Due[]): Promise<void> {
    for (const db of ['patients', 'records'] as const) {
      const first = new Map<string, Due>();
      for (const one of due) if (one.db === db && !first.has(one.id)) first.set(one.id, one);
      if (first.size === 0) continue;
      const documents = [...first.values()].map(({ id, entry }) => ({ id, entries: [entry], view: {} }));
      await this.#parts[db].writer.pushByServer(documents);
    }
  }
}

/** Folded anew: a stored view may be of an older version. */
function told<View>({ id, doc }: Change<StoredDocument>, view: (entries: readonly Entry[]) => View): Told<View> {
  const { _deleted: deleted }: Scoped = doc;
  if (deleted) return { id, document: null };
  const entries = doc.entries as readonly Entry[];
  return { id, document: { view: view(entries), entries } };
}
