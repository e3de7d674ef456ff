import type { Replica, Shelves } from '@healthcare/replica';
import { mapped, type Streamed } from '../../state/index.ts';
import type { Call } from '../call.ts';
import { HistoryIndex, type SearchTerm } from './history-index.ts';
import { type HistoryRow, historyRow } from './history-row.ts';

/** What a search shows: the rows found, how many closed calls are read in so far, and how many there are here. */
export interface HistoryFound {
  readonly rows: readonly HistoryRow[];
  readonly read: number;
  readonly total: number;
}

/** Small enough that reading one page never delays a key press noticeably. */
const PAGE = 500;

/**
 * Reads the closed calls into memory, page by page, in idle time, the latest first; then follows what is closed. A page is
 * read again only when the number of closed calls has changed, and reading stops as soon as the numbers agree.
 */
export class CallHistory {
  readonly #shelf: Shelves['calls'];
  readonly #idle: () => Promise<void>;
  readonly #index = new HistoryIndex();
  readonly #heard = new Set<() => void>();
  #total = 0;
  #busy = false;
  #receiving = false;
  #stale = false;

  constructor(replica: Pick<Replica, 'shelves' | 'sync'>, idle: () => Promise<void>) {
    this.#shelf = replica.shelves.calls;
    this.#idle = idle;
    replica.sync.subscribe(({ progress }) => {
      this.#receiving = progress !== null;
      if (this.#stale) this.#follow();
    });
    this.#shelf.watchCount({ phase: 'closed' }).subscribe((total) => {
      this.#total = total;
      this.#follow();
    });
  }

  /** What is found now, and again whenever more is read. */
  watch(terms: readonly SearchTerm[]): Streamed<HistoryFound> {
    const changes: Streamed<void> = {
      subscribe: (next) => {
        const tell = () => next();
        this.#heard.add(tell);
        tell();
        return { unsubscribe: () => void this.#heard.delete(tell) };
      },
    };
    return mapped(changes, () => ({ rows: this.#index.search(terms), read: this.#index.size, total: this.#total }));
  }

  /** A long first sync has the disk for itself: the history follows when it is through. */
  #follow(): void {
    this.#stale = this.#receiving || this.#busy;
    if (this.#stale) {
      this.#tell();
      return;
    }
    this.#busy = true;
    void this.#readIn().finally(() => {
      this.#busy = false;
      if (this.#stale) this.#follow();
    });
  }

  async #readIn(): Promise<void> {
    const seen = new Set<string>();
    let before: string | null = null;
    while (this.#index.size !== this.#total) {
      await this.#idle();
      const page: readonly Call[] = await this.#page(before);
      for (const call of page) seen.add(call.id);
      this.#index.put(page.map(historyRow));
      if (page.length < PAGE) this.#index.keepOnly(seen);
      this.#tell();
      if (page.length < PAGE) return;
      before = page.at(-1)?.raisedAt ?? null;
    }
  }

  #page(before: string | null): Promise<readonly Call[]> {
    const raisedAt = before === null ? {} : { raisedAt: { $lt: before } };
    return this.#shelf.read({
      where: { phase: 'closed', ...raisedAt },
      sort: [{ phase: 'desc' }, { raisedAt: 'desc' }],
      limit: PAGE,
    });
  }

  #tell(): void {
    for (const tell of this.#heard) tell();
  }
}

const histories = new WeakMap<Replica, CallHistory>();

/** One per replica; the first to ask starts it. */
export function historyOf(replica: Replica): CallHistory {
  const known = histories.get(replica);
  if (known) return known;
  const made = new CallHistory(replica, whenIdle);
  histories.set(replica, made);
  return made;
}

function whenIdle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 200 }));
}
