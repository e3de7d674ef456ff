import type { AnyAggregate } from '@healthcare/domain';
import type { ChangeRow, LiveChanges } from '@healthcare/protocol';
import { keysNow, keysOnceHeld } from '../gateway/scope.ts';
import { onTheWire, type StoredDocument } from '../gateway/unite.ts';
import type { Change } from '../store/database.ts';

/** Who is told: those who may hold one of these scopes, but nobody who may hold one of the others. */
export interface Rooms {
  readonly to: readonly string[];
  readonly except: readonly string[];
}

/** How long changes for the same workstations wait for each other behind one that has just gone (ms). */
const TOGETHER_MS = 15;
/** Entries in the documents of one message, at most, unless one document alone has more. */
const MOST_ENTRIES = 300;

interface Waiting {
  readonly name: string;
  readonly rooms: Rooms;
  readonly rows: ChangeRow[];
  entries: number;
}

/**
 * Tells the changes of one database to whoever may hold the documents. A change that comes alone goes at once; those that follow
 * closely, as when somebody hands in the work of an outage, go together, in their order.
 */
export class Publisher {
  readonly #aggregate: AnyAggregate;
  readonly #tell: (rooms: Rooms, message: LiveChanges) => void;
  #waiting: Waiting | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(aggregate: AnyAggregate, tell: (rooms: Rooms, message: LiveChanges) => void) {
    this.#aggregate = aggregate;
    this.#tell = tell;
  }

  take({ seq, id, doc }: Change<StoredDocument>): void {
    const now = keysNow(this.#aggregate, doc);
    const gone = keysOnceHeld(doc).filter((key) => !now.includes(key));
    const row = { seq, id, changes: [{ rev: doc._rev }] };
    if (now.length > 0) this.#add({ to: now, except: [] }, { ...row, doc: onTheWire(doc) } as ChangeRow);
    if (gone.length > 0) this.#add({ to: gone, except: now }, { ...row, removed: true });
    this.#timer ??= this.#tellSoon();
  }

  /** What waits is not told any more: it is pulled. */
  close(): void {
    clearTimeout(this.#timer);
    this.#waiting = undefined;
  }

  #add(rooms: Rooms, row: ChangeRow): void {
    const name = JSON.stringify(rooms);
    const entries = row.doc?.entries.length ?? 1;
    if (this.#waiting?.name !== name || this.#waiting.entries + entries > MOST_ENTRIES) {
      this.#tellAll();
      this.#waiting = { name, rooms, rows: [], entries: 0 };
    }
    this.#waiting.rows.push(row);
    this.#waiting.entries += entries;
  }

  #tellSoon(): NodeJS.Timeout {
    this.#tellAll();
    return setTimeout(() => {
      // As long as there is more, the next ones wait for each other too.
      this.#timer = this.#waiting ? this.#tellSoon() : undefined;
    }, TOGETHER_MS);
  }

  #tellAll(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) this.#tell(waiting.rooms, { db: this.#aggregate.name, rows: waiting.rows });
  }
}
