import type { AggregateName } from '@healthcare/domain';
import type { Delivery, Shown, StationsOfWard } from '@healthcare/protocol';
import { BehaviorSubject } from 'rxjs';
import type { ShownOn } from './replica.ts';

/** The protocol's bound on one message. */
const MOST_SHOWN = 2000;

/** What is painted here, and on how many stations each call is: the server keeps it in memory, so it is told after every connect. */
export class ShownStations {
  readonly shownOn = new BehaviorSubject<ReadonlyMap<string, ShownOn>>(new Map());
  /** The ward's workstations as the server last told them; null while it is not heard. */
  readonly ofWard = new BehaviorSubject<StationsOfWard | null>(null);
  readonly #tell: (shown: Shown) => void;
  readonly #painted = new Map<AggregateName, readonly string[]>();

  constructor(tell: (shown: Shown) => void) {
    this.#tell = tell;
  }

  showing(db: AggregateName, ids: readonly string[]): void {
    const before = this.#painted.get(db) ?? [];
    const now = [...new Set(ids)].sort().slice(0, MOST_SHOWN);
    if (now.length === before.length && now.every((id, at) => id === before[at])) return;
    this.#painted.set(db, now);
    this.#tell({ db, ids: now });
  }

  connected(): void {
    for (const [db, ids] of this.#painted) this.#tell({ db, ids: [...ids] });
  }

  /** Nobody knows any more who shows what. */
  disconnected(): void {
    if (this.shownOn.value.size > 0) this.shownOn.next(new Map());
  }

  /** The line is down: neither does anybody know who is on it. */
  lineDown(): void {
    this.disconnected();
    if (this.ofWard.value !== null) this.ofWard.next(null);
  }

  told(stations: StationsOfWard): void {
    this.ofWard.next(stations);
  }

  close(): void {
    this.shownOn.complete();
    this.ofWard.complete();
  }

  delivered({ db, items, stations }: Delivery): void {
    if (db !== 'calls') return;
    const all = new Map([...this.shownOn.value].map(([id, { shown }]) => [id, { shown, stations }]));
    for (const { id, shown } of items) all.set(id, { shown, stations });
    this.shownOn.next(all);
  }
}
