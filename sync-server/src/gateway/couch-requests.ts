import { z } from 'zod';

const revision = z.string().regex(/^\d+-[0-9a-z]+$/);
const id = z.string().min(1).max(64);
const flag = z.enum(['true', 'false']);
const count = z.string().regex(/^\d{1,6}$/);
/** A key in a query is JSON; ours are all strings. */
const key = z
  .string()
  .max(80)
  .regex(/^"[^"\\]*"$/);

const page = z.strictObject({
  include_docs: flag,
  descending: flag,
  inclusive_end: flag,
  limit: count,
  skip: count,
  key,
  startkey: key,
  endkey: key,
  start_key: key,
  end_key: key,
});

const field = z.string().min(1).max(80);
const sorted = z.array(z.union([field, z.record(field, z.enum(['asc', 'desc']))])).max(5);
const find = z.strictObject({
  selector: z.record(z.string(), z.unknown()).refine(selects, 'operators that compare with a plain value'),
  fields: z.array(field).max(50).optional(),
  sort: sorted.optional(),
  limit: z.number().int().min(1).max(5000).optional(),
  skip: z.number().int().min(0).optional(),
});

const nothing = z.union([z.strictObject({}), z.array(z.never())]);

/** One way of reading by the CouchDB protocol: what its path, query and body have to look like. */
export interface CouchRequest {
  readonly method: 'GET' | 'POST';
  /** Below the database. */
  readonly path: RegExp;
  readonly query: z.ZodType;
  readonly body: z.ZodType;
}

/**
 * All there are. express-pouchdb and what stands behind it end the process on shapes they do not expect, so that they are given
 * only what they expect. `_changes` is the gateway's own.
 */
export const couchRequests: readonly CouchRequest[] = [
  { method: 'GET', path: /^\/_all_docs$/, query: page.partial(), body: nothing },
  {
    method: 'POST',
    path: /^\/_all_docs$/,
    query: page.partial(),
    body: z.strictObject({ keys: z.array(id).max(5000) }),
  },
  { method: 'GET', path: /^\/_local\/[A-Za-z0-9][\w.-]{0,80}$/, query: nothing, body: nothing },
  {
    method: 'POST',
    path: /^\/_bulk_get$/,
    query: z.strictObject({ revs: flag, latest: flag }).partial(),
    body: z.strictObject({ docs: z.array(z.strictObject({ id, rev: revision.optional() })).max(5000) }),
  },
  { method: 'POST', path: /^\/_revs_diff$/, query: nothing, body: z.record(id, z.array(revision).max(1000)) },
  { method: 'POST', path: /^\/_(find|explain)$/, query: nothing, body: find },
];

const comparing: ReadonlySet<string> = new Set(['$eq', '$ne', '$gt', '$gte', '$lt', '$lte']);

/** Fields compared with plain values, all of them having to hold: enough to look something up, and nothing to compute with. */
function selects(selector: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(selector).every(([name, wanted]) => {
    if (name.startsWith('$')) return false;
    if (typeof wanted !== 'object' || wanted === null) return isPlain(wanted);
    const operators = Object.entries(wanted);
    return operators.length > 0 && operators.every(([operator, value]) => comparing.has(operator) && isPlain(value));
  });
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
