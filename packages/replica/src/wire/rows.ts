import type { Entry } from '@healthcare/domain';
import { type Answer, type Page, type RefusedEntry, type Row, WireFailure } from '../core/index.ts';

/*
 * What the server sends, read by hand: a page has a thousand documents, and a schema would cost more than writing them. Only
 * what the core touches is looked at; fields of a newer server pass through untouched.
 */

/** Rows of a page or of a live message. Throws a `WireFailure` when they are not what the protocol says. */
export function rowsFrom(rows: unknown): readonly Row[] {
  return listOf(rows, 'results').map(rowFrom);
}

function rowFrom(raw: unknown): Row {
  const row = recordOf(raw, 'row');
  const id = textOf(row.id, 'id');
  const seq = numberOf(row.seq, 'seq');
  const rev = textOf(recordOf(listOf(row.changes, 'changes')[0], 'changes').rev, 'rev');
  if (row.doc !== undefined) return { seq, id, rev, entries: entriesOf(row.doc) };
  if (row.removed === true) return { seq, id, rev, removed: true };
  throw wrong('a row with neither document nor removal');
}

/** One page of `_changes`. */
export function pageFrom(raw: unknown): Page {
  const page = recordOf(raw, 'page');
  return {
    rows: rowsFrom(page.results),
    checkpoint: { since: numberOf(page.last_seq, 'last_seq'), lineage: textOf(page.lineage, 'lineage') },
    pending: numberOf(page.pending, 'pending'),
    restarted: page.restarted === true,
  };
}

/** The answers of `_bulk_docs`. */
export function answersFrom(raw: unknown): readonly Answer[] {
  return listOf(raw, 'answers').map((one) => {
    const answer = recordOf(one, 'answer');
    const id = textOf(answer.id, 'id');
    if (answer.ok !== true) return { id, failed: `${String(answer.error)}: ${String(answer.reason)}` };
    return {
      id,
      rev: answer.rev === undefined ? undefined : textOf(answer.rev, 'rev'),
      refused: listOf(answer.refused, 'refused').map(refusedFrom),
      ...(answer.deferred !== undefined && { deferred: listOf(answer.deferred, 'deferred').map(entryIdIn) }),
      entries: answer.doc === undefined ? undefined : entriesOf(answer.doc),
      removed: answer.removed === true,
    };
  });
}

function entryIdIn(raw: unknown): string {
  return refusedFrom(raw).entry;
}

function refusedFrom(raw: unknown): RefusedEntry {
  const refused = recordOf(raw, 'refused');
  const about = typeof refused.about === 'string' ? { about: refused.about } : {};
  return { entry: textOf(refused.entry, 'entry'), code: textOf(refused.code, 'code'), ...about };
}

function entriesOf(document: unknown): readonly Entry[] {
  const entries = listOf(recordOf(document, 'doc').entries, 'entries');
  for (const entry of entries) {
    const { id, at, after } = recordOf(entry, 'entry');
    if (typeof id !== 'string' || typeof at !== 'string' || !Array.isArray(after)) throw wrong('an entry');
  }
  return entries as readonly Entry[]; // The server has checked the rest when it accepted them.
}

function recordOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw wrong(what);
  return value as Readonly<Record<string, unknown>>;
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(what);
  return value;
}

function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string') throw wrong(what);
  return value;
}

function numberOf(value: unknown, what: string): number {
  if (typeof value !== 'number') throw wrong(what);
  return value;
}

function wrong(what: string): WireFailure {
  return new WireFailure('server', `wrong-answer/${what}`);
}
