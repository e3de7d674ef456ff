import { aggregates, anyAggregate, type Entry } from '@healthcare/domain';
import type { KnownRefusal } from '@healthcare/replica';
import type { z } from 'zod';
import { type EntryField, entryFields } from './entry-fields.ts';

export type Resent =
  | { readonly ok: true; readonly data: Entry['data'] }
  | { readonly ok: false; readonly fields: readonly string[] };

/** The fields of a refused act; none for acts that say nothing, and for kinds that this program does not know. */
export function fieldsOf({ db, entry }: Pick<KnownRefusal, 'db' | 'entry'>): readonly EntryField[] {
  const schema = schemaOf(db, entry.kind);
  return schema ? entryFields(schema, entry.data) : [];
}

/** The data of the new act, judged by the domain's own shape. An emptied field is not said. */
export function resentData(db: KnownRefusal['db'], kind: string, draft: Entry['data']): Resent {
  const said = Object.fromEntries(Object.entries(draft).filter(([, value]) => !isNothing(value)));
  const parsed = schemaOf(db, kind)?.safeParse(said);
  if (parsed?.success) return { ok: true, data: parsed.data as Entry['data'] };
  const fields = parsed?.error.issues.map(({ path }) => String(path[0])) ?? [];
  return { ok: false, fields: [...new Set(fields)] };
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

function schemaOf(db: KnownRefusal['db'], kind: string): z.ZodType | undefined {
  const { entries } = anyAggregate(aggregates[db] as never);
  return Object.hasOwn(entries, kind) ? (entries[kind] as z.ZodType) : undefined;
}
