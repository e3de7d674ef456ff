import { mayAct } from '../rights/rights.ts';
import { type Person, serverRole } from '../rights/roles.ts';
import type { AnyAggregate, EntryIn, EntrySchemas } from './aggregate.ts';
import { AnyEntry, type Entry, SERVER_ID } from './entry.ts';
import { fold } from './fold.ts';
import { past, union } from './history.ts';
import { type Refusal, refusal } from './refusal.ts';
import { isOfNewerProgram, upcast } from './versions.ts';

/** What is known of a document when one of its entries is judged. */
export interface Circumstances {
  /** Entries that stand in the document. */
  readonly entries: readonly Entry[];
  /** Was an entry with this id refused before? Naming it in `after` is legal; order passes over it. */
  readonly wasRefused: (entryId: string) => boolean;
}

/**
 * May this entry stand? Asked by the screen before it saves and by the server before it unites. Judged by the view folded
 * from what the author saw, so the verdict does not depend on the order of arrival; only which of two beginnings of one document
 * stands does (`documents.spec.md`), and what an aggregate keeps from entries that come late.
 */
export function judge(
  aggregate: AnyAggregate,
  circumstances: Circumstances,
  entry: Entry,
  author: Person,
): Refusal | null {
  return (
    shapeOf(aggregate, entry) ??
    predecessorsOf(circumstances, entry) ??
    actOf(aggregate, circumstances.entries, entry, author)
  );
}

/** Kind known, `data` of the kind's shape once said in the words of this version. `about` names the field. */
export function shapeOf(aggregate: AnyAggregate, entry: Entry): Refusal | null {
  const outer = AnyEntry.safeParse(entry);
  if (!outer.success) return refusal('entry/wrong-shape', pathOf(outer.error.issues[0]?.path));
  if (isOfNewerProgram(aggregate, entry)) return refusal('entry/newer-program', entry.kind);
  const { kind, data } = upcast(aggregate, entry);
  const schema = Object.hasOwn(aggregate.entries, kind) ? aggregate.entries[kind] : undefined;
  if (!schema) return refusal('entry/unknown-kind', entry.kind);
  const inner = schema.safeParse(data);
  return inner.success ? null : refusal('entry/wrong-shape', pathOf(['data', ...(inner.error.issues[0]?.path ?? [])]));
}

function predecessorsOf({ entries, wasRefused }: Circumstances, entry: Entry): Refusal | null {
  const here = new Set(entries.map(({ id }) => id));
  const missing = entry.after.find((id) => !here.has(id) && !wasRefused(id));
  return missing === undefined ? null : refusal('entry/unknown-predecessor', missing);
}

function actOf(aggregate: AnyAggregate, entries: readonly Entry[], entry: Entry, author: Person): Refusal | null {
  const act = upcast(aggregate, entry) as EntryIn<EntrySchemas>; // `shapeOf` had nothing against it.
  if (entry.id.startsWith(SERVER_ID) && author.role !== serverRole) return refusal('right/missing', SERVER_ID);
  const known = past(entries, entry);
  const seen = fold(aggregate, known);
  if (!mayAct(aggregate.rights, act.kind, author.role, aggregate.standing(seen, act, author)))
    return refusal('right/missing', `${aggregate.name}/${entry.kind}`);
  const decided = aggregate.decide(seen, act, author);
  if (decided) return decided;
  if (known.length === 0 && entries.length > 0) return refusal('document/begun-already', entry.kind); // D1
  const after = fold(aggregate, union(entries, [entry]));
  if (aggregate.scopes(after).length === 0) return refusal('document/nobody-may-hold', aggregate.name);
  const isLate = known.length < entries.length;
  return (isLate && aggregate.keeps?.(fold(aggregate, entries), after)) || null;
}

function pathOf(path: readonly PropertyKey[] | undefined): string {
  return path?.map(String).join('.') || 'entry';
}
