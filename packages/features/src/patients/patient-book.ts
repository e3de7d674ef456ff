import type { Replica, Shelves } from '@healthcare/replica';
import { mapped, type Streamed } from '../state/index.ts';
import { PatientIndex } from './patient-index.ts';
import { type PatientRow, patientRow } from './patient-row.ts';

/** What a search shows: the patients found, how many are read in so far of those that are here, and whether more are being read. */
export interface PatientsFound {
  readonly rows: readonly PatientRow[];
  readonly read: number;
  readonly total: number;
  readonly reading: boolean;
}

/** Reading this many patients is not felt while typing. */
const PAGE = 500;

/** Reads the patients held here into memory in idle time, the latest registered first; then follows what changes. */
export class PatientBook {
  readonly index = new PatientIndex();
  readonly #shelf: Shelves['patients'];
  readonly #idle: () => Promise<void>;
  readonly #heard = new Set<() => void>();
  readonly #changed = new Set<string>();
  #total = 0;
  #busy = false;
  #reading = false;
  #receiving = false;
  /** A page by page reading is due: at the start, and after many have come at once. */
  #all = true;

  constructor(replica: Pick<Replica, 'shelves' | 'sync'>, idle: () => Promise<void>) {
    this.#shelf = replica.shelves.patients;
    this.#idle = idle;
    this.#shelf.changed.subscribe((id) => {
      this.#changed.add(id);
      this.#follow();
    });
    replica.sync.subscribe(({ progress }) => {
      this.#receiving = progress !== null;
      this.#follow();
    });
    this.#shelf.watchCount({}).subscribe((total) => {
      this.#total = total;
      this.#tell();
    });
  }

  /** Who is found now, and again whenever somebody is read in or changes. */
  watch(text: string): Streamed<PatientsFound> {
    const changes: Streamed<void> = {
      subscribe: (next) => {
        const tell = () => next();
        this.#heard.add(tell);
        tell();
        return { unsubscribe: () => void this.#heard.delete(tell) };
      },
    };
    return mapped(changes, () => ({
      rows: this.index.search(text),
      read: this.index.size,
      total: this.#total,
      reading: this.#all || this.#reading,
    }));
  }

  /** A long first sync has the disk for itself: the book follows when it is through. */
  #follow(): void {
    if (this.#busy || this.#receiving) return;
    if (!this.#all && this.#changed.size === 0) return;
    this.#busy = true;
    void this.#readIn().finally(() => {
      this.#busy = false;
      this.#follow();
    });
  }

  async #readIn(): Promise<void> {
    await this.#idle();
    if (this.#changed.size > PAGE) this.#all = true;
    const changed = [...this.#changed];
    this.#changed.clear();
    if (this.#all) await this.#readAll();
    else for (const id of changed) await this.#readOne(id);
    this.#tell();
  }

  async #readAll(): Promise<void> {
    this.#all = false;
    this.#reading = true;
    const seen = new Set<string>();
    let until = '\uffff';
    // Several may have been registered at the same stamp: those are read again with the next page.
    for (let again = 0; ; ) {
      const page = await this.#shelf.read({
        where: { registeredAt: { $lte: until } },
        sort: [{ registeredAt: 'desc' }],
        limit: PAGE + again,
      });
      for (const patient of page) {
        seen.add(patient.id);
        this.#put(patientRow(patient));
      }
      this.#tell();
      const last = page.at(-1);
      if (page.length < PAGE + again || last === undefined) break;
      until = last.registeredAt;
      again = page.filter(({ registeredAt }) => registeredAt === until).length;
      await this.#idle();
    }
    this.index.keepOnly(seen);
    this.#reading = false;
  }

  async #readOne(id: string): Promise<void> {
    const patient = await new Promise<Parameters<typeof patientRow>[0] | undefined>((resolve) => {
      const watching = this.#shelf.watchOne(id).subscribe((one) => {
        resolve(one);
        queueMicrotask(() => watching.unsubscribe());
      });
    });
    if (patient) this.#put(patientRow(patient));
    else this.index.remove(id);
  }

  /** What came before its own registration is nobody yet. */
  #put(row: PatientRow): void {
    if (row.state === 'none') this.index.remove(row.id);
    else this.index.put(row);
  }

  #tell(): void {
    for (const tell of this.#heard) tell();
  }
}

const books = new WeakMap<Replica, PatientBook>();

/** One per replica; the first to ask starts it. */
export function patientBookOf(replica: Replica): PatientBook {
  const known = books.get(replica);
  if (known) return known;
  const made = new PatientBook(replica, whenIdle);
  books.set(replica, made);
  return made;
}

function whenIdle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 200 }));
}
