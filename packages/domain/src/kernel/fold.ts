import type { Aggregate, AnyAggregate, EntrySchemas } from './aggregate.ts';
import type { Entry } from './entry.ts';
import { type Knows, knowledge, ordered } from './history.ts';
import { understood } from './versions.ts';

/** The view of a document: its entries, history first, applied one by one. Entries of unknown kinds are kept but not shown. */
export function fold<View extends object, Schemas extends EntrySchemas>(
  aggregate: Aggregate<View, Schemas>,
  entries: readonly Entry[],
): View {
  let view = aggregate.empty;
  for (const step of steps(aggregate, entries)) view = step;
  return view;
}

/** A document as it is stored: the view, and beside it the entries it is folded from. */
export function documentOf<View extends object, Schemas extends EntrySchemas>(
  aggregate: Aggregate<View, Schemas>,
  id: string,
  entries: readonly Entry[],
): View & { readonly id: string; readonly entries: readonly Entry[] } {
  return { ...fold(aggregate, entries), id, entries };
}

/** Every scope key the document ever had: who may hold a copy that has to be dropped now. */
export function everScopes(aggregate: AnyAggregate, entries: readonly Entry[]): readonly string[] {
  const all = new Set<string>();
  for (const view of steps(aggregate, entries)) for (const scope of aggregate.scopes(view)) all.add(scope);
  return [...all].sort();
}

function* steps<View extends object, Schemas extends EntrySchemas>(
  aggregate: Aggregate<View, Schemas>,
  entries: readonly Entry[],
): Generator<View> {
  const inOrder = ordered(entries);
  let knows: Knows | undefined; // made only if an aggregate asks
  const lazily: Knows = (a, b) => {
    knows ??= knowledge(inOrder);
    return knows(a, b);
  };
  let view = aggregate.empty;
  for (const entry of inOrder) {
    const said = understood(aggregate, entry);
    if (!said) continue;
    view = aggregate.apply(view, said, lazily);
    yield view;
  }
}
