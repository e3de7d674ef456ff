import {
  type Entry,
  isForged,
  mayHandleRefusal,
  type Person,
  type Refusal,
  type RefusalHandling,
  refusal,
} from '@healthcare/domain';
import { type KeptRefusal, type KeptRefusals, refusalIdOf, type Session } from '@healthcare/protocol';
import type { Refused } from '../gateway/unite.ts';
import {
  type Database,
  documentsOf,
  isConflict,
  openDatabase,
  type Pouch,
  type Stored,
  WriteFailed,
} from '../store/database.ts';
import { RefusalIndex } from './refusal-index.ts';
import { seesRefusal } from './who-sees.ts';

/** Refusals of before people could handle them have neither of the last two. */
type RefusalDocument = Stored & Omit<KeptRefusal, 'scopes' | 'handled'> & Partial<KeptRefusal>;

/** What was refused of one document, and who may hold that document. */
export interface RefusedOf {
  readonly document: string;
  readonly scopes: readonly string[];
  readonly refused: readonly Refused[];
}

/** An accepted entry that names a refused one, and the person who made it. */
export interface Resent {
  readonly entry: Entry;
  readonly author: Person;
}

/** There is no such refusal, or it is not theirs: to who may not know of it, one is like the other. */
export type NotHandled = 'unknown';

/** Where refused entries are kept, so that each entry ends as exactly one of: in its document, or here. */
export interface Refusals {
  /** Verdicts of earlier times, by entry id. */
  before(db: string, entryIds: readonly string[]): Promise<ReadonlyMap<string, Refusal>>;
  /** Durable when it resolves; called before the sender is answered. */
  keep(db: string, all: readonly RefusedOf[], sent: { readonly sentBy: string; readonly nowMs: number }): Promise<void>;
  /** F3: durable when it resolves; called before the entries themselves are written, whose sender repeats until they are. */
  resent(db: string, all: readonly Resent[]): Promise<void>;
  /** F2, F3, F6. The refusals that are handled by it; the same handling a second time changes nothing. */
  handle(id: string, handling: RefusalHandling, person: Person): Promise<readonly KeptRefusal[] | NotHandled>;
  listFor(session: Session): Promise<KeptRefusals>;
  /** Told of every refusal that is new, or has just been handled. */
  onChange(told: (kept: KeptRefusal) => void): void;
  close(): Promise<void>;
}

/** More wait only where nobody looks; the oldest come into the list as the others are handled. */
const MOST_TOLD = { waiting: 1000, handled: 200 };

export async function openRefusals(pouch: Pouch): Promise<Refusals> {
  const database = openDatabase<RefusalDocument>(pouch, 'refusals');
  const index = new RefusalIndex();
  const { rows } = await database.allDocs({ include_docs: true });
  for (const { doc } of rows) if (doc?.entry) index.put(keptFrom(doc));
  const listeners: ((kept: KeptRefusal) => void)[] = [];
  const changed = (kept: KeptRefusal) => {
    index.put(kept);
    for (const told of listeners) told(kept);
  };
  let tail: Promise<unknown> = Promise.resolve();
  /** Reading and writing of what people did about a refusal goes one after another, so that each sees the last. */
  function alone<Result>(run: () => Promise<Result>): Promise<Result> {
    const result = tail.then(run);
    tail = result.catch(() => undefined); // whoever asked is told
    return result;
  }
  async function add(ids: readonly string[], handling: RefusalHandling): Promise<readonly KeptRefusal[]> {
    const stored = [...(await documentsOf(database, ids)).values()].map((doc) => ({ doc, kept: keptFrom(doc) }));
    const news = stored.filter(({ kept }) => !kept.handled.some(({ id }) => id === handling.id));
    const next = news.map(({ doc, kept }) => ({ ...doc, ...kept, handled: inOrder([...kept.handled, handling]) }));
    const failed = next.length > 0 ? (await database.bulkDocs(next)).filter(({ error }) => error) : [];
    if (failed.length > 0) throw new WriteFailed(failed);
    for (const document of next) changed(keptFrom(document));
    return [...(await documentsOf(database, ids)).values()].map(keptFrom);
  }
  const handledBy = (id: string, person: Person): readonly string[] =>
    index.withEarlier(id).flatMap((one) => (mayHandleRefusal(person, one) ? [one.id] : []));

  return {
    before: (db, entryIds) => verdictsIn(database, db, entryIds),
    async keep(db, all, { sentBy, nowMs }) {
      const documents = all.flatMap((one) =>
        documentsFrom(one, { db, sentBy, refusedAt: new Date(nowMs).toISOString() }),
      );
      const results = await database.bulkDocs(documents);
      const failed = results.filter((result) => result.error && !isConflict(result));
      if (failed.length > 0) throw new WriteFailed(failed);
      const known = new Set(results.filter(isConflict).map(({ id }) => id));
      for (const document of documents) if (!known.has(document._id)) changed(keptFrom(document));
    },
    async resent(db, all) {
      for (const { entry, author } of all) {
        const refused = `${db}|${entry.instead}`;
        const ids = [...handledBy(refused, author), ...handledBy(`${refused}|altered`, author)];
        if (ids.length > 0) await alone(() => add(ids, resentBy(entry)));
      }
    },
    async handle(id, handling, person) {
      const refused = index.get(id);
      if (!refused || !mayHandleRefusal(person, refused)) return 'unknown';
      return alone(() => add(handledBy(id, person), handling));
    },
    async listFor(session) {
      const { ids, more } = index.newest((one) => seesRefusal(session, one), MOST_TOLD);
      const found = await documentsOf(database, ids);
      return { refusals: ids.flatMap((id) => found.get(id) ?? []).map(keptFrom), more };
    },
    onChange: (told) => void listeners.push(told),
    close: async () => {
      await tail;
      await database.close();
    },
  };
}

function documentsFrom(
  { document, scopes, refused }: RefusedOf,
  sent: Pick<KeptRefusal, 'db' | 'sentBy' | 'refusedAt'>,
): readonly (RefusalDocument & { readonly _id: string })[] {
  return refused.map(({ entry, refusal: { code, about } }) => ({
    ...sent,
    _id: refusalIdOf({ db: sent.db, entry: entry.id, code }),
    document,
    entry: entry as KeptRefusal['entry'],
    code,
    ...(about !== undefined && { about }),
    scopes: [...scopes],
    handled: [],
  }));
}

function keptFrom({ _id, _rev, scopes = [], handled = [], ...kept }: RefusalDocument): KeptRefusal {
  return { ...kept, scopes, handled };
}

/** F5. */
function inOrder(handled: readonly RefusalHandling[]): KeptRefusal['handled'] {
  return [...handled].sort((a, b) => (a.at < b.at ? -1 : 1)) as unknown as KeptRefusal['handled'];
}

/** What an accepted entry says about the refused one it names, under the entry's own id: a repeat changes nothing. */
function resentBy({ id, at, by }: Entry): RefusalHandling {
  return { id, kind: 'resent', at, by, after: [], data: { as: id } };
}

async function verdictsIn(
  database: Database<RefusalDocument>,
  db: string,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, Refusal>> {
  const ids = entryIds.map((id) => `${db}|${id}`);
  const found = await documentsOf(database, [...ids, ...ids.map((id) => `${id}|altered`)]);
  const verdicts = new Map<string, Refusal>();
  for (const { _id, entry, code, about } of found.values()) {
    const isOwn = _id === `${db}|${entry.id}`;
    if (isOwn || (isForged(code) && !verdicts.has(entry.id)))
      verdicts.set(entry.id, refusal(code as Refusal['code'], about));
  }
  return verdicts;
}
