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
  const start = startOf(asked, info.update_seq);
  const results: ChangeRow[] = [];
  let at = start.since;
  let ended = false;
  for (let scanned = 0; !ended && results.length < asked.limit && scanned < MOST_SCANNED; ) {
    const part = await database.changes({ since: at, limit: asked.limit - results.length, include_docs: true });
    for (const change of part.results) {
      const row = rowFor(aggregate, change, asked.scopes, start.base);
      if (row) results.push(row);
      at = change.seq;
    }
    scanned += part.results.length;
    ended = part.results.length === 0;
  }
  const pending = ended ? 0 : Math.max(1, Math.min(info.update_seq - at, info.doc_count));
  const { base, scope, restarted } = start;
  return { results, last_seq: at, lineage: `${base}.${scope}`, pending, restarted };
}

function startOf({ since, lineage, scopes }: ChangesAsked, updateSeq: number) {
  const scope = createHash('sha256')
    .update([...scopes].sort().join(' '))
    .digest('hex')
    .slice(0, 12);
  const [base, under] = lineage.split('.');
  // A sequence from the future is a server that was restored to an earlier hour: the traversal begins again.
  if (under !== scope || since > updateSeq) return { since: 0, base: updateSeq, scope, restarted: true };
  return { since, base: Number(base) || 0, scope, restarted: false };
}
