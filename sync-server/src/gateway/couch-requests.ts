import { z } from 'zod';
import { Selector } from './selector.ts';

const revision = z.string().regex(/^[1-9]\d{0,8}-[0-9a-zA-Z]{1,64}$/);
const id = z.string().min(1).max(64);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const count = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
/** A key in a query is JSON; ours are all strings. */
const key = jsonOf(z.string().max(80));
const ids = z.array(id).max(5000);

function jsonOf<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .max(100_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' }); // what else could be wrong with it is for the schema
        return z.NEVER;
      }
    })
    .pipe(schema);
}

const nothing = z.union([z.looseObject({}), z.array(z.unknown()).max(0)]);
const anyQuery = z.looseObject({});

const Page = z
  .looseObject({
    include_docs: flag,
    conflicts: flag,
    attachments: flag,
    descending: flag,
    inclusive_end: flag,
    update_seq: flag,
    limit: count,
    skip: count,
    key,
    startkey: key,
    endkey: key,
    start_key: key,
    end_key: key,
    keys: jsonOf(ids),
  })
  .partial();
export type Page = Readonly<z.infer<typeof Page>>;

const OneDocument = z
  .looseObject({
    rev: revision,
    revs: flag,
    revs_info: flag,
    open_revs: z.union([z.literal('all'), jsonOf(z.array(revision).max(1000))]),
    conflicts: flag,
    latest: flag,
    attachments: flag,
  })
  .partial();
export type OneDocument = Readonly<z.infer<typeof OneDocument>>;

const Changes = z
  .looseObject({
    feed: z.enum(['normal', 'longpoll', 'continuous', 'eventsource']),
    since: z.union([z.literal('now'), count]),
    'last-event-id': count,
    limit: count,
    style: z.enum(['main_only', 'all_docs']),
    include_docs: flag,
    conflicts: flag,
    attachments: flag,
    descending: flag,
    /** Milliseconds between signs of life; `true` takes the usual. */
    heartbeat: z.union([flag, count]),
    timeout: count,
    filter: z.enum(['_doc_ids', '_selector', '_design']),
    doc_ids: jsonOf(ids),
  })
  .partial();
export type Changes = Readonly<z.infer<typeof Changes>>;

const ChangesBody = z.looseObject({ doc_ids: ids, selector: Selector }).partial();
export type ChangesBody = Readonly<z.infer<typeof ChangesBody>>;

const field = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\w.-]+$/);
const Find = z.looseObject({
  selector: Selector,
  fields: z.array(field).max(50).optional(),
  sort: z
    .array(
      z.union([
        field,
        z.record(field, z.enum(['asc', 'desc'])).refine((one) => Object.keys(one).length === 1, 'one field each'),
      ]),
    )
    .max(5)
    .optional(),
  limit: z.number().int().min(0).max(5000).optional(),
  skip: z.number().int().min(0).max(1_000_000).optional(),
});
export type Find = Readonly<z.infer<typeof Find>>;

const BulkGet = z.looseObject({ docs: z.array(z.looseObject({ id, rev: revision.optional() })).max(5000) });
export type BulkGet = Readonly<z.infer<typeof BulkGet>>;
const Extras = z.looseObject({ revs: flag, latest: flag, attachments: flag }).partial();
export type Extras = Readonly<z.infer<typeof Extras>>;

const RevsDiff = z.record(id, z.array(revision).max(1000)).refine((asked) => Object.keys(asked).length <= 5000);
export type RevsDiff = Readonly<z.infer<typeof RevsDiff>>;

const Written = z.looseObject({ new_edits: flag, rev: revision }).partial();
export type Written = Readonly<z.infer<typeof Written>>;

/** One way to speak the CouchDB protocol: what its path, query and body have to look like. */
export interface CouchRequest {
  /** What it is called where it is answered. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the database, as it was sent; what is in brackets is given to the answer, decoded. */
  readonly path: RegExp;
  readonly query: z.ZodType;
  readonly body: z.ZodType;
  /** Administrators only, and answered by express-pouchdb: keeps house, and gives no documents. */
  readonly upkeep?: true;
  /** A request of this kind about a document, for tests that go through all of them. */
  readonly example: (of: { readonly id: string; readonly rev: string }) => {
    readonly path: string;
    readonly body?: unknown;
  };
}

const local = /^\/_local\/([^/]+)$/;
const document = /^\/([^/_][^/]*)$/;
const attachment = /^\/([^/_][^/]*)\/([^/]+)$/;
const plain = { query: anyQuery, body: nothing } as const;

/** All there are, for every role, each within the scope of its caller. What is not here is answered with `database/path-not-open`. */
export const couchRequests = [
  { name: 'info', method: 'GET', path: /^\/?$/, ...plain, example: () => ({ path: '' }) },
  {
    name: 'changes',
    method: 'GET',
    path: /^\/_changes$/,
    query: Changes,
    body: nothing,
    example: () => ({ path: '/_changes?include_docs=true&style=all_docs' }),
  },
  {
    name: 'changes',
    method: 'POST',
    path: /^\/_changes$/,
    query: Changes,
    body: ChangesBody,
    example: ({ id: one }) => ({ path: '/_changes?filter=_doc_ids&include_docs=true', body: { doc_ids: [one] } }),
  },
  {
    name: 'allDocs',
    method: 'GET',
    path: /^\/_all_docs$/,
    query: Page,
    body: nothing,
    example: () => ({ path: '/_all_docs?include_docs=true' }),
  },
  {
    name: 'allDocs',
    method: 'POST',
    path: /^\/_all_docs$/,
    query: Page,
    body: z.looseObject({ keys: ids.optional() }),
    example: ({ id: one }) => ({ path: '/_all_docs?include_docs=true', body: { keys: [one] } }),
  },
  {
    name: 'bulkGet',
    method: 'POST',
    path: /^\/_bulk_get$/,
    query: Extras,
    body: BulkGet,
    example: ({ id: one, rev }) => ({
      path: '/_bulk_get?revs=true&latest=true&attachments=true',
      body: { docs: [{ id: one, rev }, { id: one }] },
    }),
  },
  {
    name: 'revsDiff',
    method: 'POST',
    path: /^\/_revs_diff$/,
    query: anyQuery,
    body: RevsDiff,
    example: ({ id: one, rev }) => ({ path: '/_revs_diff', body: { [one]: [rev, '9-f'] } }),
  },
  {
    name: 'find',
    method: 'POST',
    path: /^\/_find$/,
    query: anyQuery,
    body: Find,
    example: () => ({ path: '/_find', body: { selector: { _id: { $gt: null } } } }),
  },
  {
    name: 'explain',
    method: 'POST',
    path: /^\/_explain$/,
    query: anyQuery,
    body: Find,
    example: () => ({ path: '/_explain', body: { selector: { _id: { $gt: null } } } }),
  },
  { name: 'readLocal', method: 'GET', path: local, ...plain, example: () => ({ path: '/_local/checkpoint' }) },
  {
    name: 'writeLocal',
    method: 'PUT',
    path: local,
    query: anyQuery,
    body: z.looseObject({ _rev: z.string().max(20).optional() }),
    example: () => ({ path: '/_local/checkpoint', body: { last_seq: 1 } }),
  },
  {
    name: 'deleteLocal',
    method: 'DELETE',
    path: local,
    query: z.looseObject({ rev: z.string().max(20) }),
    body: nothing,
    example: () => ({ path: '/_local/checkpoint?rev=0-1' }),
  },
  {
    name: 'designDocuments',
    method: 'GET',
    path: /^\/_design_docs$/,
    ...plain,
    example: () => ({ path: '/_design_docs' }),
  },
  {
    name: 'noDesign',
    method: 'GET',
    path: /^\/_design\/.+$/,
    ...plain,
    example: () => ({ path: '/_design/x/_view/y' }),
  },
  {
    name: 'noDesign',
    method: 'POST',
    path: /^\/_design\/.+$/,
    ...plain,
    example: () => ({ path: '/_design/x/_view/y', body: {} }),
  },
  {
    name: 'readDocument',
    method: 'GET',
    path: document,
    query: OneDocument,
    body: nothing,
    example: ({ id: one, rev }) => ({ path: `/${one}?rev=${rev}&revs=true&conflicts=true` }),
  },
  {
    name: 'writeDocument',
    method: 'PUT',
    path: document,
    query: Written,
    body: z.looseObject({}),
    example: ({ id: one }) => ({ path: `/${one}`, body: { entries: [] } }),
  },
  {
    name: 'addDocument',
    method: 'POST',
    path: /^\/?$/,
    query: Written,
    body: z.looseObject({}),
    example: ({ id: one }) => ({ path: '', body: { _id: one, entries: [] } }),
  },
  {
    name: 'deleteDocument',
    method: 'DELETE',
    path: document,
    ...plain,
    example: ({ id: one, rev }) => ({ path: `/${one}?rev=${rev}` }),
  },
  {
    name: 'readAttachment',
    method: 'GET',
    path: attachment,
    query: z.looseObject({ rev: revision }).partial(),
    body: nothing,
    example: ({ id: one }) => ({ path: `/${one}/file` }),
  },
  {
    name: 'writeAttachment',
    method: 'PUT',
    path: attachment,
    query: z.looseObject({ rev: revision }).partial(),
    body: z.unknown(),
    example: ({ id: one, rev }) => ({ path: `/${one}/file?rev=${rev}`, body: {} }),
  },
  {
    name: 'deleteAttachment',
    method: 'DELETE',
    path: attachment,
    ...plain,
    example: ({ id: one, rev }) => ({ path: `/${one}/file?rev=${rev}` }),
  },
  {
    name: 'flushed',
    method: 'POST',
    path: /^\/_ensure_full_commit$/,
    ...plain,
    example: () => ({ path: '/_ensure_full_commit', body: {} }),
  },
  {
    name: 'upkeep',
    method: 'POST',
    path: /^\/_compact$/,
    ...plain,
    upkeep: true,
    example: () => ({ path: '/_compact', body: {} }),
  },
  { name: 'upkeep', method: 'GET', path: /^\/_index$/, ...plain, upkeep: true, example: () => ({ path: '/_index' }) },
] as const satisfies readonly CouchRequest[];

export type CouchRequestName = (typeof couchRequests)[number]['name'];
