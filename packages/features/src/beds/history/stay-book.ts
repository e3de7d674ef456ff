import type { Replica, Shelves } from '@healthcare/replica';
import { mapped, type Streamed } from '../../state/index.ts';
import type { Stay } from '../stays-api.ts';
import { StayIndex, type StaySearch } from './stay-index.ts';
import { type StayRow, stayRow } from './stay-row.ts';

/** What a search shows: the stays found, how many are read in so far, and how many are here. */
export interface StaysFound {
  readonly rows: readonly StayRow[];
  readonly read: number;
  readonly total: number;
}

type Patients = ReadonlySet<string>;

/** Reading this many is not felt while typing. */
const PAGE = 500;
const over = { phase: 'over' } as const;

/** Reads the stays that are over into memory in idle time, the latest first; then follows those that end. */
export class StayBook {
  readonly #shelf: Shelves['stays'];
  readonly #idle: () => Promise<void>;
  readonly #index = new StayIndex();
  readonly #heard = new Set<() => void>();
  readonly #changed = new Set<string>();
  #last: { readonly search: StaySearch; readonly patients: Patients; readonly rows: readonly StayRow[] } | null = null;
  #total = 0;
  #all = true;
  #busy = false;
  #receiving = false;

  constructor(replica: Pick<Replica, 'shelves' | 'sync'>, idle: () => Promise<void>) {
    this.#shelf = replica.shelves.stays;
    this.#idle = idle;
    this.#shelf.changed.subscribe((id) => {
      this.#changed.add(id);
      this.#follow();
    });
    replica.sync.subscribe(({ progress }) => {
      this.#receiving = progress !== null;
      this.#follow();
    });
    this.#shelf.watchCount(over).subscribe((total) => {
      this.#total = total;
      this.#tell();
    });
  }

  /** What is found now, and again whenever more is read or a stay ends. `patients`: those who are called so. */
  watch(search: StaySearch, patients: Patients): Streamed<StaysFound> {
    const changes: Streamed<void> = {
      subscribe: (next) => {
        const tell = () => next();
        this.#heard.add(tell);
        tell();
        return { unsubscribe: () => void this.#heard.delete(tell) };
      },
    };
    return mapped(changes, () => ({ rows: this.#found(search, patients), read: this.#index.size, total: this.#total }));
  }

  /** A screen that begins asks twice: it is looked for once until something is read. */
  #found(search: StaySearch, patients: Patients): readonly StayRow[] {
    if (this.#last?.search !== search || this.#last.patients !== patients)
      this.#last = { search, patients, rows: this.#index.search(search, patients) };
    return this.#last.rows;
  }

  /** A long first sync has the disk for itself: the book follows when it is through. */
  #follow(): void {
    if (this.#busy || this.#receiving || !(this.#all || this.#changed.size > 0)) return;
    this.#busy = true;
    void this.#readIn().finally(() => {
      this.#busy = false;
      this.#follow();
    });
  }

  async #readIn(): Promise<void> {
    await this.#idle();
    const changed = [...this.#changed];
    this.#changed.clear();
    if (this.#all || changed.length > PAGE) await this.#readAll();
    else for (const id of changed) this.#take(id, await once(this.#shelf.watchOne(id)));
    this.#tell();
  }

  async #readAll(): Promise<void> {
    this.#all = false;
    const seen = new Set<string>();
    let until = '\uffff';
    // Several may have been asked for at the same stamp: those are read again with the next page.
    for (let again = 0; ; ) {
      const page = await this.#shelf.read({
        where: { ...over, askedAt: { $lte: until } },
        sort: [{ phase: 'desc' }, { askedAt: 'desc' }],
        limit: PAGE + again,
      });
      for (const { id } of page) seen.add(id);
      this.#index.put(page.map(stayRow));
      this.#tell();
      const last = page.at(-1);
      if (page.length < PAGE + again || last === undefined) break;
      until = last.askedAt;
      again = page.filter(({ askedAt }) => askedAt === until).length;
      await this.#idle();
    }
    this.#index.keepOnly(seen);
  }

  #take(id: string, stay: Stay | undefined): void {
    if (stay?.phase === 'over') this.#index.put([stayRow(stay)]);
    else this.#index.remove(id);
  }

  #tell(): void {
    this.#last = null;
    for (const tell of this.#heard) tell();
  }
}

function once<Value>(source: Streamed<Value>): Promise<Value> {
  return new Promise((resolve) => {
    const watching = source.subscribe((value) => {
      resolve(value);
      queueMicrotask(() => watching.unsubscribe());
    });
  });
}

const books = new WeakMap<Replica, StayBook>();

/** One per replica; the first to ask starts it. */
export function stayBookOf(replica: Replica): StayBook {
  const known = books.get(replica);
  if (known) return known;
  const made = new StayBook(
    replica,
    () => new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 200 })),
  );
  books.set(replica, made);
  return made;
}
