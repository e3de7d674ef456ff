import { createHash } from 'node:crypto';
import type { AnyAggregate } from '@healthcare/domain';
import type { ChangeRow, ChangesPage } from '@healthcare/protocol';
import type { Database } from '../store/database.ts';
import { rowFor, type StoredDocument } from './unite.ts';

export interface ChangesAsked {
  readonly since: number;
  readonly lineage: string;
  readonly limit: number;
  readonly scopes: readonly string[];
}

/** Rows read from the store for one page; a caller who may see few of them gets an empty page and asks on. */
const MOST_SCANNED = 10_000;
/** Rows read from the store at once, however few the caller asked for: most of them may not be theirs. */
const LEAST_READ = 200;

/**
 * One page of a caller's feed. A lineage says under which scopes, and from which sequence on, the traversal began. Under other
 * scopes it begins again, and says so: what the caller holds and does not see again has to leave.
 */
export async function changesPage(
  aggregate: AnyAggregate,
  database: Database<StoredDocument>,
  asked: ChangesAsked,
): Promise<ChangesPage> {
  const info = await database.info();
  const start = startOf(asked, info.update_seq, await database.id());
  const results: ChangeRow[] = [];
  let at = start.since;
  let ended = false;
  for (let scanned = 0; !ended && results.length < asked.limit && scanned < MOST_SCANNED; ) {
    const limit = Math.max(LEAST_READ, asked.limit - results.length);
    const part = await database.changes({ since: at, limit, include_docs: true });
    for (const change of part.results) {
      if (results.length === asked.limit) break;
      const row = rowFor(aggregate, change, asked.scopes, start.base);
      if (row) results.push(row);
      at = change.seq;
    }
    scanned += part.results.length;
    ended = part.results.length < limit && at >= (part.results.at(-1)?.seq ?? 0);
  }
  const pending = ended ? 0 : Math.max(1, Math.min(info.update_seq - at, info.doc_count));
  const { base, scope, restarted } = start;
  return { results, last_seq: at, lineage: `${base}.${scope}`, pending, restarted };
}

/** A first screen shows what has changed lately; read no further than this for it. */
const MOST_SCANNED_FOR_NEWEST = 2000;

/** The documents that changed last, the newest first, beside any traversal: what a screen needs before it has everything. */
export async function newestPage(
  aggregate: AnyAggregate,
  database: Database<StoredDocument>,
  asked: Pick<ChangesAsked, 'limit' | 'scopes'>,
): Promise<ChangesPage> {
  const limit = Math.min(MOST_SCANNED_FOR_NEWEST, asked.limit * 4);
  const { results: changes } = await database.changes({ since: 0, limit, include_docs: true, descending: true });
  const rows = changes.map((change) => rowFor(aggregate, change, asked.scopes, Number.POSITIVE_INFINITY));
  const results = rows.filter((row) => row !== undefined).slice(0, asked.limit);
  return { results, last_seq: 0, lineage: '', pending: 0, restarted: false };
}

/** The database's own id is part of a lineage: sequences of one that was made anew, or put back, mean something else. */
function startOf({ since, lineage, scopes }: ChangesAsked, updateSeq: number, databaseId: string) {
  const scope = createHash('sha256')
    .update([databaseId, ...[...scopes].sort()].join(' '))
    .digest('hex')
    .slice(0, 12);
  const [base, under] = lineage.split('.');
  // A sequence from the future is a server that was restored to an earlier hour: the traversal begins again.
  if (under !== scope || since > updateSeq) return { since: 0, base: updateSeq, scope, restarted: true };
  return { since, base: Number(base) || 0, scope, restarted: false };
}
