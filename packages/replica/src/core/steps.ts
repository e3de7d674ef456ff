import { type AnyAggregate, type Entry, union } from '@healthcare/domain';
import { generation, type HeldRow, heldRow, laterRev } from './held-row.ts';
import type { Answer, Row } from './ports.ts';

/** What becomes of a document: a new row, `drop`, or the same object (or undefined) when there is nothing to write. */
export type Outcome = HeldRow | 'drop' | undefined;

/** The document with one more entry of somebody at this workstation. */
export function add(aggregate: AnyAggregate, was: HeldRow | undefined, id: string, entry: Entry): HeldRow {
  return heldRow(aggregate, id, {
    entries: union(was?.entries ?? [], [entry]),
    unsent: [...(was?.unsent ?? []), entry.id],
    rev: was?.rev ?? '',
    leaving: was?.leaving ?? false,
  });
}

/** The document after a row of the feed; any order and number of times gives the same. */
export function receive(aggregate: AnyAggregate, was: HeldRow | undefined, row: Row): Outcome {
  if ('removed' in row) return removed(was, row.rev);
  if (!was)
    return heldRow(aggregate, row.id, { entries: union(row.entries, []), unsent: [], rev: row.rev, leaving: false });
  const theirs = new Set(row.entries.map(({ id }) => id));
  const unsent = was.unsent.filter((id) => !theirs.has(id)); // the feed is an answer too
  // Seen again: it need not leave any more.
  const leaving = generation(row.rev) < generation(was.rev) ? was.leaving : false;
  const rev = laterRev(was.rev, row.rev);
  const mine = new Set(was.entries.map(({ id }) => id));
  const news = row.entries.some(({ id }) => !mine.has(id));
  if (!news && rev === was.rev && leaving === was.leaving && unsent.length === was.unsent.length) return was;
  const entries = news ? union(was.entries, row.entries) : was.entries;
  return heldRow(aggregate, row.id, { entries, unsent, rev, leaving });
}

function removed(was: HeldRow | undefined, rev: string): Outcome {
  if (!was || generation(rev) < generation(was.rev)) return was;
  // First hand in what was not sent.
  return was.unsent.length > 0 ? { ...was, rev, leaving: true } : 'drop';
}

/** The document after the server's word on the entries `sent`; what was written meanwhile stays unsent. */
export function answered(
  aggregate: AnyAggregate,
  was: HeldRow | undefined,
  sent: readonly string[],
  answer: Exclude<Answer, { failed: string }>,
): Outcome {
  if (!was) return was;
  const done = new Set(sent);
  const refused = new Set(answer.refused.map(({ entry }) => entry));
  const unsent = was.unsent.filter((id) => !done.has(id));
  const entries = union(was.entries, answer.entries ?? []).filter(({ id }) => !refused.has(id));
  const leaving = was.leaving || (answer.removed && generation(answer.rev) >= generation(was.rev));
  if (entries.length === 0 || (leaving && unsent.length === 0)) return 'drop';
  const rev = laterRev(was.rev, answer.rev);
  const isSame = unsent.length === was.unsent.length && rev === was.rev && leaving === was.leaving;
  // The feed has brought it before.
  if (isSame && answer.entries === undefined && entries.length === was.entries.length) return was;
  return heldRow(aggregate, was.id, { entries, unsent, rev, leaving });
}
