import { type AnyAggregate, type Entry, union } from '@healthcare/domain';
import { type HeldRow, heldRow } from './held-row.ts';

/** What the journal says of one document, beside what the store has of it. */
export interface PutBack {
  /** The row to write; undefined when the store has lost nothing. */
  readonly row: HeldRow | undefined;
  /** Entries that the store had lost. */
  readonly lost: readonly string[];
  /** Entries that the server has answered for: the journal was not told in time. */
  readonly answered: readonly string[];
}

/** Compares a document with its pending entries of the journal, oldest first. What was lost comes back as unsent, in the order in which it was made. */
export function putBack(
  aggregate: AnyAggregate,
  was: HeldRow | undefined,
  id: string,
  pending: readonly Entry[],
): PutBack {
  const here = new Set(was?.entries.map((entry) => entry.id));
  const unsentHere = new Set(was?.unsent);
  const missing = pending.filter((entry) => !here.has(entry.id));
  const lost = missing.map((entry) => entry.id);
  const answered = pending.map((entry) => entry.id).filter((entry) => here.has(entry) && !unsentHere.has(entry));
  if (lost.length === 0) return { row: undefined, lost, answered };
  const settled = new Set(answered);
  const inOrder = pending.map((entry) => entry.id).filter((entry) => !settled.has(entry));
  const unsent = [...new Set([...(was?.unsent.filter((entry) => !inOrder.includes(entry)) ?? []), ...inOrder])];
  const entries = union(was?.entries ?? [], missing);
  const row = heldRow(aggregate, id, { entries, unsent, rev: was?.rev ?? '', leaving: was?.leaving ?? false });
  return { row, lost, answered };
}
