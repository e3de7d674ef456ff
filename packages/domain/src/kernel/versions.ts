import type { Aggregate, EntryIn, EntrySchemas } from './aggregate.ts';
import type { Entry } from './entry.ts';

/** What an entry says: its kind, and the data of that kind. */
export type Saying = Pick<Entry, 'kind' | 'data'>;

/**
 * Says in the words of the next version what was said in those of one version. Pure. The stored entry stays as its author made it;
 * what an entry *means* never changes: another meaning is another kind.
 */
export type Upcast = (said: Saying) => Saying;

/** The version of the aggregate under which an entry was made. */
export function versionOf({ version = 0 }: Entry): number {
  return version;
}

/** Was it made by a program that is newer than this one, and in words that this one does not have? */
export function isOfNewerProgram<Schemas extends EntrySchemas>(
  aggregate: Aggregate<object, Schemas>,
  entry: Entry,
): boolean {
  if (versionOf(entry) <= aggregate.version) return false;
  const schema = schemaOf(aggregate, entry.kind);
  return !schema?.safeParse(entry.data).success;
}

/** The entry in the words of this program. Its data has the shape of its kind only if `shapeOf` says so. */
export function upcast(aggregate: Pick<Aggregate, 'version' | 'upcasts'>, entry: Entry): Entry {
  const { upcasts, version } = aggregate;
  const from = versionOf(entry);
  if (!upcasts || from >= version) return entry;
  const steps = upcasts.slice(from, version);
  const { kind, data } = steps.reduce<Saying>((said, step) => step?.(said) ?? said, entry);
  return { ...entry, kind, data };
}

/** The entry as this program reads it; undefined when it knows no such kind, or when only a newer program can tell. */
export function understood<View extends object, Schemas extends EntrySchemas>(
  aggregate: Aggregate<View, Schemas>,
  entry: Entry,
): EntryIn<Schemas> | undefined {
  if (isOfNewerProgram(aggregate as unknown as Aggregate<object, Schemas>, entry)) return undefined;
  const said = upcast(aggregate as unknown as Aggregate, entry);
  // Sound because its own schema accepted it when it came in.
  return Object.hasOwn(aggregate.entries, said.kind) ? (said as unknown as EntryIn<Schemas>) : undefined;
}

function schemaOf<Schemas extends EntrySchemas>(aggregate: Aggregate<object, Schemas>, kind: string) {
  return Object.hasOwn(aggregate.entries, kind) ? aggregate.entries[kind] : undefined;
}
