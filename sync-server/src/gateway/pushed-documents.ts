import { type AnyAggregate, AnyEntry, type Entry, fold, shapeOf, union } from '@healthcare/domain';
import { type PushError, PushedDocument } from '@healthcare/protocol';
import type { Pushed, StoredDocument } from './unite.ts';

/** A document that could be looked at, with the view fields its sender put beside the entries. */
export interface Readable extends Pushed {
  readonly view: Readonly<Record<string, unknown>>;
}

/** Of one document in one request. Judging costs more than in proportion: 500 take a second where clocks are wrong, 5000 would take minutes. */
const MOST_ENTRIES = 500;

/** A pushed document, or why it cannot be looked at, in CouchDB's form. Nothing of its content is repeated in the reason. */
export function readable(raw: unknown): Readable | PushError {
  const document = PushedDocument.safeParse(raw);
  if (!document.success) return misshapen(raw, document.error.issues[0]?.path.join('.') || 'document');
  const { _id: id, _rev: rev, _deleted: deleted, entries, ...view } = document.data;
  if (deleted) return { id, error: 'forbidden', reason: 'documents are never deleted: make an entry that ends it' };
  if (!/^[A-Za-z0-9][A-Za-z0-9:._-]*$/.test(id)) return misshapen(raw, '_id');
  if (entries.length > MOST_ENTRIES)
    return {
      id,
      error: 'too_large',
      reason: `more than ${MOST_ENTRIES} entries of one document: send them in parts, the oldest first`,
    };
  const read = entries.map((entry) => AnyEntry.safeParse(entry));
  const wrong = read.findIndex((entry) => !entry.success);
  if (wrong !== -1) {
    const path = read[wrong]?.error?.issues[0]?.path.join('.');
    return misshapen(raw, `entries.${wrong}${path ? `.${path}` : ''}`);
  }
  const ids = new Set(read.map((entry) => entry.data?.id));
  if (ids.size < read.length) return { id, error: 'bad_request', reason: 'entries: two entries with one id' };
  return { id, rev, view, entries: read.map((entry) => entry.data as Entry) };
}

function misshapen(raw: unknown, field: string): PushError {
  const given = typeof raw === 'object' && raw !== null && '_id' in raw ? raw._id : undefined;
  return {
    id: typeof given === 'string' ? given.slice(0, 64) : '',
    error: 'bad_request',
    reason: `wrong shape: ${field}`,
  };
}

/** View fields are never taken from the sender, but a sender whose view is not what the entries amount to is told so. */
export function viewMismatch(
  aggregate: AnyAggregate,
  stored: StoredDocument | undefined,
  pushed: Readable,
): PushError | undefined {
  if (Object.keys(pushed.view).length === 0) return undefined;
  const sound = pushed.entries.filter((entry) => shapeOf(aggregate, entry) === null);
  const entries = union((stored?.entries ?? []) as readonly Entry[], sound);
  const folded: Readonly<Record<string, unknown>> = { ...fold(aggregate, entries), id: pushed.id };
  const field = Object.entries(pushed.view).find(([name, value]) => !same(value, folded[name]))?.[0];
  if (field === undefined) return undefined;
  return {
    id: pushed.id,
    error: 'view-mismatch',
    reason: `the field ${field.slice(0, 40)} is not what the entries amount to`,
  };
}

/** Are these two JSON values the same? */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => same(Reflect.get(a, name), Reflect.get(b, name)));
}
