import { digitsOf, type PatientView } from '@healthcare/domain/patients';
import type { Logger } from 'pino';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import type { Scoped } from '../gateway/scope.ts';
import type { StoredDocument } from '../gateway/unite.ts';
import type { Change } from '../store/database.ts';
import { type Followed, follow } from '../store/follow.ts';

/** Wristband number or national id → the patient's document, for who stands before somebody whose file is elsewhere. In memory only. */
export class PatientNumbers {
  readonly #patients: OpenDatabase;
  readonly #feed: Followed;
  readonly #byNumber = new Map<string, Set<string>>();
  readonly #numbers = new Map<string, readonly string[]>();
  /** Documents that were merged: what goes on in their place. */
  readonly #into = new Map<string, string>();
  #reached = 0;
  readonly #waiting: { readonly seq: number; readonly done: () => void }[] = [];

  constructor(patients: OpenDatabase, log: Logger) {
    this.#patients = patients;
    this.#feed = follow(patients.database, 0, log, (change) => this.#hear(change));
  }

  /** The one patient who has this number now; undefined for none, and for more than one. */
  async patientWith(number: string): Promise<string | undefined> {
    const { update_seq: seq } = await this.#patients.database.info();
    if (this.#reached < seq) await new Promise<void>((done) => this.#waiting.push({ seq, done }));
    const found = new Set([...(this.#byNumber.get(plain(number)) ?? [])].map((id) => this.goesOnAs(id)));
    const [only, ...others] = found;
    return others.length === 0 ? only : undefined;
  }

  /** The document that goes on in place of this one. */
  goesOnAs(patient: string): string {
    const seen = new Set([patient]);
    for (let id = patient; ; ) {
      const next = this.#into.get(id);
      if (next === undefined || seen.has(next)) return id;
      seen.add(next);
      id = next;
    }
  }

  close(): void {
    this.#feed.cancel();
    for (const { done } of this.#waiting.splice(0)) done();
  }

  #hear({ id, seq, doc }: Change<StoredDocument>): void {
    const { _deleted: deleted }: Scoped = doc;
    const { fileNumber, nationalId, mergedInto } = doc as unknown as PatientView; // Folded by the descriptor before it was stored.
    const numbers = deleted ? [] : [fileNumber, nationalId].flatMap((one) => (one ? [plain(one)] : []));
    for (const number of this.#numbers.get(id) ?? []) this.#byNumber.get(number)?.delete(id);
    for (const number of numbers) this.#byNumber.set(number, (this.#byNumber.get(number) ?? new Set()).add(id));
    this.#numbers.set(id, numbers);
    if (mergedInto) this.#into.set(id, mergedInto);
    this.#reached = seq;
    const due = this.#waiting.filter((one) => one.seq <= seq);
    for (const one of due) {
      this.#waiting.splice(this.#waiting.indexOf(one), 1);
      one.done();
    }
  }
}

/** As it is compared: in either digits, with or without gaps, whatever its case. */
function plain(number: string): string {
  return digitsOf(number).toUpperCase();
}
