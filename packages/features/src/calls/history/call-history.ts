import { stamp, stampMs } from '@healthcare/domain';
import type { Replica, Shelves } from '@healthcare/replica';
import { mapped, type Streamed } from '../../state/index.ts';
import type { Call } from '../call.ts';
import { HistoryIndex, type SearchTerm } from './history-index.ts';
import { type HistoryRow, historyRow } from './history-row.ts';
import { firstPage, type PageOfTime, pageBefore } from './page-of-time.ts';

/** What a search shows: the rows found, how many closed calls are read in so far, and how many there are here. */
export interface HistoryFound {
  readonly rows: readonly HistoryRow[];
  readonly read: number;
  readonly total: number;
}

/** The order of the index: any other would have the store read and sort everything that matches. */
const sort = [{ phase: 'asc' }, { raisedAt: 'asc' }] as const;

/**
 * Reads the closed calls into memory, a span of time after the other, in idle time, the latest first; then follows what is closed. A span is
 * read again only when the number of closed calls has changed, and reading stops as soon as the numbers agree.
 */
export class CallHistory {
  readonly #shelf: Shelves['calls'];
  readonly #idle: () => Promise<void>;
  readonly #nowMs: () => number;
  readonly #index = new HistoryIndex();
  readonly #heard = new Set<() => void>();
  #total = 0;
  #change = 0;
  #last: { readonly terms: readonly SearchTerm[]; readonly found: HistoryFound; readonly change: number } | null = null;
  #busy = false;
  #receiving = false;
  #stale = false;

  constructor(replica: Pick<Replica, 'shelves' | 'sync'>, idle: () => Promise<void>, nowMs: () => number) {
    this.#nowMs = nowMs;
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
    return mapped(changes, () => this.#found(terms));
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
    const oldestMs = await this.#oldestMs();
    let page = firstPage(this.#nowMs());
    while (this.#index.size !== this.#total && page.fromMs + page.spanMs >= oldestMs) {
      await this.#idle();
      const calls = await this.#read(page);
      for (const call of calls) seen.add(call.id);
      this.#index.put(calls.map(historyRow));
      this.#tell();
      page = pageBefore(page, calls.length);
    }
    if (this.#index.size !== this.#total) this.#index.keepOnly(seen);
    this.#tell();
  }

  async #oldestMs(): Promise<number> {
    const [oldest] = await this.#shelf.read({ where: { phase: 'closed' }, sort, limit: 1 });
    return oldest?.raisedAt ? stampMs(oldest.raisedAt) : Number.POSITIVE_INFINITY;
  }

  #read({ fromMs, spanMs }: PageOfTime): Promise<readonly Call[]> {
    const before = spanMs === Number.POSITIVE_INFINITY ? {} : { $lt: stamp(fromMs + spanMs, 0, '') };
    return this.#shelf.read({ where: { phase: 'closed', raisedAt: { $gte: stamp(fromMs, 0, ''), ...before } }, sort });
  }

  /** The same answer for the same question, so that nothing is searched or drawn twice. */
  #found(terms: readonly SearchTerm[]): HistoryFound {
    const last = this.#last;
    if (last?.terms === terms && last.found.total === this.#total && last.change === this.#change) return last.found;
    const found = { rows: this.#index.search(terms), read: this.#index.size, total: this.#total };
    this.#last = { terms, found, change: this.#change };
    return found;
  }

  #tell(): void {
    this.#change++;
    for (const tell of this.#heard) tell();
  }
}

const histories = new WeakMap<Replica, CallHistory>();

/** One per replica; the first to ask starts it. */
export function historyOf(replica: Replica): CallHistory {
  const known = histories.get(replica);
  if (known) return known;
  const made = new CallHistory(replica, whenIdle, Date.now);
  histories.set(replica, made);
  return made;
}

function whenIdle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 200 }));
}
