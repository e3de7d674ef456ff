import { type AnyAggregate, type Entry, fold, shapeOf, union } from '@healthcare/domain';
import type { Refused } from '../gateway/unite.ts';

/** Who may hold the document that was written to: as it stands, or as it would have become with what was refused (F2). */
export function scopesAround(
  aggregate: AnyAggregate,
  entries: readonly Entry[],
  refused: readonly Refused[],
): readonly string[] {
  const sound = refused.map(({ entry }) => entry).filter((entry) => shapeOf(aggregate, entry) === null);
  const views = [fold(aggregate, entries), fold(aggregate, union(entries, sound))];
  return [...new Set(views.flatMap((view) => aggregate.scopes(view)))];
}
