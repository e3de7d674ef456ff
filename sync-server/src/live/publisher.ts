import type { AnyAggregate } from '@healthcare/domain';
import type { ChangeRow, LiveChanges } from '@healthcare/protocol';
import { keysNow, keysOnceHeld } from '../gateway/scope.ts';
import { onTheWire, type StoredDocument } from '../gateway/unite.ts';
import type { Change } from '../store/database.ts';
import { Together } from './together.ts';

/** Who is told: those who may hold one of these scopes, but nobody who may hold one of the others. */
export interface Rooms {
  readonly to: readonly string[];
  readonly except: readonly string[];
}

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
  readonly #together = new Together(
    () => this.#tellAll(),
    () => this.#waiting !== undefined,
  );

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
    this.#together.more();
  }

  /** What waits is not told any more: it is pulled. */
  close(): void {
    this.#together.close();
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

  #tellAll(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) this.#tell(waiting.rooms, { db: this.#aggregate.name, rows: waiting.rows });
  }
}
