import { z } from 'zod';
import type { Entry } from './entry.ts';
import type { Knows } from './history.ts';

/**
 * What stands in a field, and by whom. A field edited by two people who did not know of each other has two standing values:
 * a dispute. The later in order is shown, both are kept, until an entry that knew of both decides.
 */
export const Standpoint = z.strictObject({
  field: z.string().max(40),
  entry: z.string().max(64),
  by: z.string().max(40),
  at: z.string().max(40),
  value: z.unknown(),
});
export type Standpoint = Readonly<z.infer<typeof Standpoint>>;

/** A field with more than one standing value; the last is the one shown. */
export interface Dispute {
  readonly field: string;
  readonly values: readonly Standpoint[];
}

/** The view with the fields as written (absent ones stay as they were), and what stands behind each. */
export function withFacts<View extends { readonly standing: readonly Standpoint[] }>(
  view: View,
  entry: Entry,
  facts: Readonly<Record<string, unknown>>,
  knows: Knows,
): View {
  const written = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  return { ...view, ...written, standing: standingAfter(view.standing, entry, written, knows) };
}

/** The view without these fields, and that somebody emptied them: a standing value of null, disputed like any other. */
export function withoutFacts<View extends { readonly standing: readonly Standpoint[] }>(
  view: View,
  entry: Entry,
  fields: readonly (keyof View & string)[],
  knows: Knows,
): View {
  const gone: ReadonlySet<string> = new Set(fields);
  const left = Object.fromEntries(Object.entries(view).filter(([field]) => !gone.has(field))) as View;
  const emptied = Object.fromEntries(fields.map((field) => [field, null]));
  return { ...left, standing: standingAfter(view.standing, entry, emptied, knows) };
}

/** The standing values after `entry` wrote `fields`: it replaces those its author knew of, and stands beside the others. */
export function standingAfter(
  standing: readonly Standpoint[],
  entry: Entry,
  fields: Readonly<Record<string, unknown>>,
  knows: Knows,
): Standpoint[] {
  const written = Object.entries(fields).filter(([, value]) => value !== undefined);
  const names = new Set(written.map(([field]) => field));
  const kept = standing.filter((one) => !names.has(one.field) || !knows(entry.id, one.entry));
  const added = written.map(([field, value]) => ({ field, entry: entry.id, by: entry.by.user, at: entry.at, value }));
  return [...kept, ...added];
}

/** Fields on which people disagree. Two people who wrote the same value do not. */
export function disputesIn(standing: readonly Standpoint[]): readonly Dispute[] {
  const fields = [...new Set(standing.map(({ field }) => field))].sort();
  return fields
    .map((field) => ({ field, values: standing.filter((one) => one.field === field) }))
    .filter(({ values }) => new Set(values.map(({ value }) => JSON.stringify(value))).size > 1);
}

/** The same question without the answer's detail: asked at every entry of a fold, so it compares with the first value only. */
export function isDisputed(standing: readonly Standpoint[]): boolean {
  const first = new Map<string, unknown>();
  return standing.some(({ field, value }) => {
    if (first.has(field)) return !isSame(first.get(field), value);
    first.set(field, value);
    return false;
  });
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
