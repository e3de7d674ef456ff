import type { AnyAggregate } from '@healthcare/domain';
import {
  type BulkWriteRow,
  getWrittenDocumentsFromBulkWriteResponse,
  type MangoQuery,
  type RxCollection,
  type RxDocumentData,
} from 'rxdb';
import { type HeldRow, heldRow, type KeptCheckpoint, type KeptRefusal, type Store } from '../core/index.ts';
import type { Aside } from './aside.ts';

type Stored = RxDocumentData<HeldRow>;

/** RxDB as the replica's store: it keeps, indexes and observes; the core decides. Writes go below its documents, in one batch. */
export class RxStore implements Store {
  readonly #aggregate: AnyAggregate;
  readonly #rows: RxCollection<HeldRow>;
  readonly #aside: Aside;
  /** What the last `get` read: the write that follows needs the stored rows, and writes run alone. */
  #read = new Map<string, Stored>();
  /** Rows that will be asked for again: with something unsent, and those just answered for, which the feed is about to tell. */
  readonly #recent = new RecentRows();
  /** Every document that is held, once somebody has asked for them all: a first traversal reads nothing that is not there. */
  #held: Set<string> | undefined;

  constructor(aggregate: AnyAggregate, rows: RxCollection<HeldRow>, aside: Aside) {
    this.#aggregate = aggregate;
    this.#rows = rows;
    this.#aside = aside;
  }

  async get(ids: readonly string[]): Promise<readonly (HeldRow | undefined)[]> {
    const held = this.#held;
    const recent = this.#recent.of(ids);
    const unread = ids.filter((id) => !recent.has(id) && (held?.has(id) ?? true));
    this.#read = new Map([...recent, ...(unread.length > 0 ? await this.#stored(unread) : [])]);
    return ids.map((id) => {
      const row = this.#read.get(id);
      return row && !row._deleted ? row : undefined;
    });
  }

  async put(rows: readonly HeldRow[], drop: readonly string[]): Promise<void> {
    const known = this.#read;
    this.#read = new Map();
    const held = this.#held;
    this.#held = undefined; // until it is known what of this was written
    const unread = [...rows.map(({ id }) => id), ...drop].filter((id) => !known.has(id) && (held?.has(id) ?? true));
    if (unread.length > 0) for (const [id, row] of await this.#stored(unread)) known.set(id, row);
    const gone = drop.filter((id) => known.get(id)?._deleted === false);
    const writes = [
      ...rows.map((row) => written(row, known.get(row.id))),
      ...gone.map((id) => written(this.#blank(id), known.get(id), true)),
    ];
    // Until it is known what of this was written.
    const were = this.#recent.take([...rows.map(({ id }) => id), ...drop]);
    const result = await this.#rows.storageInstance.bulkWrite(writes, 'replica');
    const [first] = result.error;
    if (first)
      throw new Error(`${this.#rows.name}: ${result.error.length} rows could not be written (${first.status})`);
    if (gone.length > 0) await this.#forget(gone);
    this.#recent.keep(getWrittenDocumentsFromBulkWriteResponse('id', writes, result), were);
    for (const { id } of rows) held?.add(id);
    for (const id of drop) held?.delete(id);
    this.#held = held;
  }

  unsent(limit: number, except: ReadonlySet<string>): Promise<readonly HeldRow[]> {
    const most = Math.min(Number.MAX_SAFE_INTEGER, limit + except.size);
    return this.#find({ selector: { dirty: 1 }, limit: most }).then((rows) =>
      rows.filter(({ id }) => !except.has(id)).slice(0, limit),
    );
  }

  async ids(): Promise<readonly string[]> {
    const ids = (await this.#find({ selector: {} })).map(({ id }) => id);
    this.#held = new Set(ids);
    return ids;
  }

  checkpoint(): Promise<KeptCheckpoint | undefined> {
    return this.#aside.read<KeptCheckpoint>(this.#at);
  }

  setCheckpoint(checkpoint: KeptCheckpoint): Promise<void> {
    return this.#aside.write(this.#at, checkpoint);
  }

  keepRefusals(refusals: readonly KeptRefusal[]): Promise<void> {
    return this.#aside.keepRefusals(this.#aggregate.name, refusals);
  }

  get #at(): string {
    return `at|${this.#aggregate.name}`;
  }

  async #stored(ids: readonly string[]): Promise<Map<string, Stored>> {
    const rows = await this.#rows.storageInstance.findDocumentsById([...ids], true);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Plain rows: RxDB's documents cost more than what is read from the disk. */
  async #find(query: MangoQuery<HeldRow>): Promise<readonly HeldRow[]> {
    const prepared = this.#rows.find(query).getPreparedQuery();
    return (await this.#rows.storageInstance.query(prepared)).documents;
  }

  /** What is left of a document between leaving and being forgotten: queries notice, and nothing of it can be read. */
  #blank(id: string): HeldRow {
    return heldRow(this.#aggregate, id, { entries: [], unsent: [], rev: '', leaving: false });
  }

  /** Removes the rows themselves. RxDB's own clean-up reads the whole table of a Dexie storage, so there it is done by key. */
  async #forget(ids: readonly string[]): Promise<void> {
    const instance = this.#rows.storageInstance;
    const internals: unknown = await instance.internals;
    if (isDexie(internals)) await internals.dexieTable.bulkDelete(ids);
    else await instance.cleanup(0);
  }
}

/** Rows of each sort that are kept in memory. */
const MOST_RECENT = 10_000;
const MOST_ANSWERED = 2000;

/** Stored rows as they were last written. */
class RecentRows {
  readonly #unsent = new Map<string, Stored>();
  readonly #answered = new Map<string, Stored>();

  of(ids: readonly string[]): Map<string, Stored> {
    const found = new Map<string, Stored>();
    for (const id of ids) {
      const row = this.#unsent.get(id) ?? this.#answered.get(id);
      if (row) found.set(id, row);
    }
    return found;
  }

  /** These are not known any more. Answers which of them had something unsent. */
  take(ids: readonly string[]): ReadonlySet<string> {
    const unsent = ids.filter((id) => this.#unsent.delete(id));
    for (const id of ids) this.#answered.delete(id);
    return new Set(unsent);
  }

  keep(written: readonly Stored[], wereUnsent: ReadonlySet<string>): void {
    for (const row of written) {
      if (row._deleted) continue;
      if (row.dirty && this.#unsent.size < MOST_RECENT) this.#unsent.set(row.id, row);
      else if (wereUnsent.has(row.id)) this.#answered.set(row.id, row);
    }
    for (const id of this.#answered.keys()) {
      if (this.#answered.size <= MOST_ANSWERED) break;
      this.#answered.delete(id);
    }
  }
}

interface DexieInternals {
  readonly dexieTable: { bulkDelete(keys: readonly string[]): Promise<void> };
}

function isDexie(internals: unknown): internals is DexieInternals {
  return typeof internals === 'object' && internals !== null && 'dexieTable' in internals;
}

function written(row: HeldRow, previous: Stored | undefined, gone = false): BulkWriteRow<HeldRow> {
  const { _meta, _rev, _attachments, _deleted, ...body } = row;
  const document = {
    ...body,
    _deleted: gone,
    _attachments: {},
    _meta: previous?._meta ?? { lwt: 0 },
    _rev: previous?._rev ?? '',
  };
  const write = { document: document as unknown as Stored }; // The wrapped storage fills time and revision in.
  return previous ? { ...write, previous } : write;
}
