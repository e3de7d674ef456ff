import { type Entry, type Refusal, type RefusalCode, refusal, SERVER_ID } from '@healthcare/domain';
import type { KeptRefusal, Session } from '@healthcare/protocol';
import type { Refused } from '../gateway/unite.ts';
import { type Database, documentsOf, isConflict, openDatabase, type Pouch, WriteFailed } from '../store/database.ts';

interface RefusalDocument {
  readonly _id: string;
  readonly db: string;
  readonly document: string;
  readonly entry: Entry;
  readonly code: RefusalCode;
  readonly about?: string;
  readonly refusedAt: string;
  readonly sentBy: string;
}

/** What was refused of one document. */
export interface RefusedOf {
  readonly document: string;
  readonly refused: readonly Refused[];
}

/** Where refused entries are kept, so that each entry ends as exactly one of: in its document, or here. */
export interface Refusals {
  /** Verdicts of earlier times, by entry id. */
  before(db: string, entryIds: readonly string[]): Promise<ReadonlyMap<string, Refusal>>;
  /** Durable when it resolves; called before the sender is answered. */
  keep(db: string, all: readonly RefusedOf[], sent: { readonly sentBy: string; readonly nowMs: number }): Promise<void>;
  /** An author sees their own, an administrator all; the newest first. */
  listFor(session: Session): Promise<readonly KeptRefusal[]>;
  close(): Promise<void>;
}

export function openRefusals(pouch: Pouch): Refusals {
  const database = openDatabase<RefusalDocument>(pouch, 'refusals');
  return {
    before: (db, entryIds) => verdictsIn(database, db, entryIds),
    async keep(db, all, { sentBy, nowMs }) {
      const sent = { db, sentBy, refusedAt: new Date(nowMs).toISOString() };
      const documents = all.flatMap(({ document, refused }) =>
        refused.map(({ entry, refusal: { code, about } }) => ({
          ...sent,
          _id: keyOf(db, entry.id, code),
          document,
          entry,
          code,
          ...(about !== undefined && { about }),
        })),
      );
      const failed = (await database.bulkDocs(documents)).filter((result) => result.error && !isConflict(result));
      if (failed.length > 0) throw new WriteFailed(failed);
    },
    async listFor(session) {
      const { rows } = await database.allDocs({ include_docs: true });
      return rows
        .flatMap(({ doc }) => (doc ? [doc] : []))
        .filter(({ entry }) => session.role === 'admin' || entry.by.user === session.user)
        .map(({ _id, _rev, ...kept }) => kept as KeptRefusal)
        .sort((a, b) => (a.refusedAt < b.refusedAt ? 1 : -1));
    },
    close: () => database.close(),
  };
}

async function verdictsIn(
  database: Database<RefusalDocument>,
  db: string,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, Refusal>> {
  const found = await documentsOf(
    database,
    entryIds.map((id) => plainKey(db, id)),
  );
  return new Map([...found.values()].map(({ entry, code, about }) => [entry.id, refusal(code, about)]));
}

function plainKey(db: string, entryId: string): string {
  return `${db}|${entryId}`;
}

/** An altered copy of an entry that stands is kept beside, not under, that entry's own id; so is one that took an id of the server's. */
function keyOf(db: string, entryId: string, code: RefusalCode): string {
  const othersId = code === 'entry/altered' || entryId.startsWith(SERVER_ID);
  return othersId ? `${plainKey(db, entryId)}|altered` : plainKey(db, entryId);
}
