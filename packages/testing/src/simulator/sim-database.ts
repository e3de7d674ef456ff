import type { Change, Database, Feed, Pouch, Stored, WriteResult } from '@healthcare/sync-server/parts';
import type { Random } from './random.ts';
import type { SimDisk } from './sim-disk.ts';

type Saved = Stored & { readonly _rev: string };

/** What a database of the server has on its disk: it outlives the process. */
export class Kept {
  readonly name: string;
  /** In the order of the last change. */
  readonly #rows = new Map<string, { readonly seq: number; readonly doc: Saved }>();
  #seq = 0;

  constructor(name: string) {
    this.name = name;
  }

  get seq(): number {
    return this.#seq;
  }

  get(id: string): Saved | undefined {
    return this.#rows.get(id)?.doc;
  }

  get documents(): readonly Saved[] {
    return [...this.#rows.values()].map(({ doc }) => doc);
  }

  /** A revision that is not the stored one's is a conflict, as in CouchDB. */
  save(document: Stored): { readonly result: WriteResult; readonly change?: Change<Stored> } {
    const { _id: id } = document;
    const before = this.#rows.get(id)?.doc._rev;
    if (before !== document._rev) return { result: { id, error: true, status: 409 } };
    const rev = `${Number.parseInt(before ?? '0', 10) + 1}-x`;
    const doc = { ...document, _rev: rev };
    this.#seq += 1;
    this.#rows.delete(id); // behind all others
    this.#rows.set(id, { seq: this.#seq, doc });
    return { result: { id, rev }, change: { seq: this.#seq, id, doc } };
  }

  changes(since: number, limit: number): readonly Change<Saved>[] {
    const found: Change<Saved>[] = [];
    for (const [id, { seq, doc }] of this.#rows) {
      if (found.length === limit) break;
      if (seq > since) found.push({ seq, id, doc });
    }
    return found;
  }
}

/** Told of every change that one life of the server writes. */
export type Told = (database: string, change: Change<Stored>) => void;

export interface PouchParts {
  readonly disk: SimDisk;
  readonly random: Random;
  readonly kept: (name: string) => Kept;
  readonly told: Told;
}

/** The server's databases, as one life of it sees them: the part of PouchDB's API that it stands on, on a disk that has faults. */
export function pouchOn({ disk, random, kept, told }: PouchParts): Pouch {
  const opened = (name: string) => databaseOn(disk, random, kept(name), told);
  // A class whose instances are made by a function: PouchDB's is one of that kind too.
  return function Opened(name: string) {
    return opened(name);
  } as unknown as Pouch;
}

function databaseOn(disk: SimDisk, random: Random, kept: Kept, told: Told): Database<Stored> {
  const listeners = new Set<(change: Change<Saved>) => void>();
  const save = (document: Stored): WriteResult => {
    const { result, change } = kept.save(document);
    if (change) {
      told(kept.name, change);
      for (const listener of listeners) listener(change as Change<Saved>);
    }
    return result;
  };
  const changes = ({ since, limit = Number.POSITIVE_INFINITY }: { since: number | 'now'; limit?: number }) =>
    disk.read(async () => ({ results: kept.changes(since === 'now' ? kept.seq : since, limit), last_seq: kept.seq }));
  const feed = (): Feed<Saved> => {
    let listening: ((change: Change<Saved>) => void) | undefined;
    const one: Feed<Saved> = {
      on: (event: string, listener: (given: never) => void) => {
        if (event !== 'change') return one;
        listening = listener as (change: Change<Saved>) => void;
        listeners.add(listening);
        return one;
      },
      cancel: () => listening && listeners.delete(listening),
    };
    return one;
  };
  const database = {
    name: kept.name,
    id: async () => `id of ${kept.name}`,
    info: () => disk.read(async () => ({ update_seq: kept.seq, doc_count: kept.documents.length })),
    get: (id: string) =>
      disk.read(async () => kept.get(id) ?? Promise.reject(Object.assign(new Error('missing'), { status: 404 }))),
    put: (document: Stored) =>
      disk.write(async () => {
        const { rev, error, status } = save(document);
        if (error || rev === undefined) throw Object.assign(new Error('not written'), { status });
        return { rev };
      }),
    allDocs: ({ keys }: { readonly keys?: readonly string[] }) =>
      disk.read(async () => ({
        rows: (keys ? keys.map((id) => kept.get(id)) : kept.documents).map((doc) => (doc ? { id: doc._id, doc } : {})),
      })),
    bulkDocs: (documents: readonly Stored[]) =>
      disk.write(
        async () => documents.map(save),
        async () => documents.filter(() => random.chance(0.5)).map(save),
      ),
    changes: (asked: { since: number | 'now'; limit?: number; live?: true }) => (asked.live ? feed() : changes(asked)),
    setMaxListeners: () => undefined,
    close: async () => undefined,
  };
  return database as unknown as Database<Stored>; // `changes` answers by its options, which no literal can say
}
