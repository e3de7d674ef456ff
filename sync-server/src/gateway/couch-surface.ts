import { rightOf, serverRights } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { sessionAt, sessionNowAt } from '../http/authorisation.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Database } from '../store/database.ts';
import { attachmentWritten } from './attachment-writing.ts';
import { couchRows, type RowsAsked } from './couch-changes.ts';
import type { FeedMode, Feeds } from './couch-feeds.ts';
import { explained, found } from './couch-find.ts';
import { localDocuments } from './couch-local.ts';
import { allDocuments, bulkGot, documentRead, lastSeqSeen, revisionsMissing } from './couch-reading.ts';
import {
  type BulkGet,
  type Changes,
  type ChangesBody,
  type CouchRequest,
  type CouchRequestName,
  couchRequests,
  type Extras,
  type Find,
  type OneDocument,
  type Page,
  type RevsDiff,
  type Written,
} from './couch-requests.ts';
import { documentWritten } from './couch-writing.ts';
import type { OpenDatabase } from './database-routes.ts';
import { attachmentSeen, type Seeing } from './seen-documents.ts';

export interface CouchSurfaceParts {
  readonly databases: ReadonlyMap<string, OpenDatabase>;
  readonly feeds: Feeds;
  /** Express-pouchdb, for the upkeep of databases by administrators. */
  readonly upkeep: RequestHandler;
}

/** A request that has the shape it has to have, and who asks. */
interface Asked {
  readonly open: OpenDatabase;
  readonly seeing: Seeing;
  readonly session: Session;
  /** What the path names, decoded. */
  readonly names: readonly string[];
  readonly query: unknown;
  readonly body: unknown;
  readonly request: Request;
  readonly response: Response;
}

type Answering = (asked: Asked, parts: CouchSurfaceParts) => Promise<unknown>;

/** An answer that the route has given itself. */
const answered = Symbol('answered');

/**
 * The CouchDB protocol for standard peers, for every role, each within the scope of its session. Only what `couchRequests` lists is
 * answered, and only in the shapes it lists: what stands behind ends the process on shapes that it does not expect.
 */
export function couchSurface(parts: CouchSurfaceParts): RequestHandler {
  const router = Router({ mergeParams: true });
  router.use((request, response, next) => {
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const asked = couchRequests.find((one) => one.method === method && one.path.test(request.path));
    if (!asked) throw new RequestProblem('database/path-not-open', { about: placeOf(request) });
    if ('upkeep' in asked && rightOf(serverRights, 'keepDatabases', sessionAt(response).role) !== 'yes')
      throw new RequestProblem('database/path-not-open', { about: placeOf(request) });
    if ('upkeep' in asked) return parts.upkeep(request, response, next);
    route(async () => {
      const result = await answers[asked.name](askedOf(asked, { request, response }, parts), parts);
      if (result !== answered) response.json(result);
    })(request, response, next);
  });
  return router;
}

function placeOf({ method, path }: Request): string {
  return `${method} ${path.slice(0, 60)}`;
}

function askedOf(
  asked: CouchRequest,
  { request, response }: Pick<Asked, 'request' | 'response'>,
  { databases }: CouchSurfaceParts,
): Asked {
  const read = z
    .object({ query: asked.query, body: asked.body })
    .safeParse({ query: request.query, body: request.body ?? {} });
  if (!read.success) throw new RequestProblem('request/wrong-shape', { about: fieldOf(asked, read.error) });
  const open = databases.get(request.params.name ?? '');
  if (!open) throw new RequestProblem('database/unknown');
  const session = sessionAt(response);
  const { aggregate, database, index } = open;
  const seeing = { aggregate, database, index, scopes: session.scopes };
  const names = (asked.path.exec(request.path) ?? []).slice(1).map(decoded);
  return { open, seeing, session, names, ...read.data, request, response };
}

/** Our own names only: the keys of some bodies are whatever the sender wrote, and this is logged. */
function fieldOf({ name }: CouchRequest, { issues }: z.ZodError): string {
  const [where = 'body', field] = issues[0]?.path ?? [];
  return where === 'body' && name === 'revsDiff' ? 'body' : String(field ?? where);
}

/** Names of documents, checkpoints and attachments are short, and without control characters. */
function decoded(name: string): string {
  const text = decodeURIComponent(name);
  if (text.length > 200 || /\p{Cc}/u.test(text)) throw new RequestProblem('request/wrong-shape', { about: 'address' });
  return text;
}

/** By name of the request. Casts: query and body have passed the schemas that stand beside the name in `couchRequests`. */
const answers: Readonly<Record<CouchRequestName, Answering>> = {
  async info({ seeing, open }) {
    await seeing.index.catchUp();
    // As far as the caller's documents go: how much others have is nothing to tell.
    const [update_seq, doc_count] = [lastSeqSeen(seeing), seeing.index.table.count(seeing.scopes)];
    const { name: db_name } = open.aggregate;
    return {
      db_name,
      update_seq,
      doc_count,
      doc_del_count: 0,
      purge_seq: 0,
      instance_start_time: '0',
      compact_running: false,
    };
  },
  changes: changesAnswered,
  async allDocs({ seeing, query, body }) {
    const { keys } = body as { readonly keys?: readonly string[] };
    return allDocuments(seeing, query as Page, keys ? [...keys] : undefined);
  },
  bulkGet: ({ seeing, query, body }) => bulkGot(seeing, body as BulkGet, query as Extras),
  revsDiff: ({ seeing, body }) => revisionsMissing(seeing, body as RevsDiff),
  find: ({ seeing, body }) => found(seeing, body as Find),
  explain: async ({ open, body }) => explained(open.aggregate.name, body as Find),
  readLocal: ({ open, session, names: [id = ''] }) => localOf(open, session).read(id),
  async writeLocal({ open, session, names: [id = ''], body, response }) {
    response.status(201);
    return localOf(open, session).write(id, body as object);
  },
  deleteLocal: ({ open, session, names: [id = ''], query }) =>
    localOf(open, session).remove(id, (query as { readonly rev: string }).rev),
  designDocuments: async () => ({ total_rows: 0, offset: 0, rows: [] }),
  async noDesign() {
    throw new RequestProblem('request/not-found', { about: 'there are no design documents, and no views' });
  },
  async readDocument({ seeing, names: [id = ''], query, response }) {
    const read = await documentRead(seeing, id, query as OneDocument);
    if (!read) throw new RequestProblem('request/not-found', { about: 'missing' });
    response.locals.patient = Reflect.get(read, 'patientId'); // whose file was opened, for the trail
    if (!Array.isArray(read)) response.setHeader('ETag', `"${Reflect.get(read, '_rev')}"`);
    return read;
  },
  async writeDocument({ open, session, names: [id = ''], query, body, response }) {
    response.status(201);
    return documentWritten(open, session, { id, body: body as object, query: query as Written });
  },
  async addDocument({ open, session, query, body, response }) {
    response.status(201);
    return documentWritten(open, session, { body: body as object, query: query as Written });
  },
  async deleteDocument() {
    throw new RequestProblem('document/forbidden', {
      about: 'documents are never deleted by a peer: make an entry that ends it',
    });
  },
  async readAttachment({ seeing, names: [id = '', name = ''], query, response }) {
    const { rev } = query as { readonly rev?: string };
    const attachment = await attachmentSeen(seeing, id, { name, rev });
    if (!attachment) throw new RequestProblem('request/not-found', { about: 'missing' });
    // Whatever somebody has attached is never to run as a page of this server.
    response.setHeader('Content-Disposition', 'attachment');
    response.setHeader(
      'Content-Type',
      /^[\w.+-]+\/[\w.+-]+$/.test(attachment.type) ? attachment.type : 'application/octet-stream',
    );
    response.send(attachment.content);
    return answered;
  },
  async writeAttachment({ open, session, names: [id = '', name = ''], query, body, request, response }) {
    const { rev } = query as { readonly rev?: string };
    const type = request.get('content-type')?.slice(0, 200) ?? 'application/octet-stream';
    const content = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const taken = await attachmentWritten(open, session, { id, name: attachmentNamed(name), rev, type, content });
    response.status(201);
    return taken;
  },
  async deleteAttachment() {
    throw new RequestProblem('document/forbidden', { about: 'attachments are never deleted' });
  },
  flushed: async ({ response }) => {
    response.status(201); // every write is flushed before it is answered
    return { ok: true, instance_start_time: '0' };
  },
  upkeep: async () => answered,
};

/** As in a replicated document. */
function attachmentNamed(name: string): string {
  if (/^[^_/][^/]{0,119}$/.test(name)) return name;
  throw new RequestProblem('request/wrong-shape', { about: 'address' });
}

function localOf({ database }: OpenDatabase, session: Session) {
  return localDocuments(database as unknown as Database<never>, session);
}

/** Usual and longest times of a feed (ms). */
const HEARTBEAT_MS = 60_000;
const LEAST_HEARTBEAT_MS = 100;
const TIMEOUT_MS = 60_000;
const LONGEST_MS = 2 ** 31 - 1;
/** Rows in an answer that is not held open, where nobody says how many. */
const USUAL_LIMIT = 5000;

async function changesAnswered(asked: Asked, { feeds }: CouchSurfaceParts): Promise<unknown> {
  const { open, seeing, session, request, response } = asked;
  const query = asked.query as Changes;
  const rows = await rowsAskedOf(seeing, query, asked.body as ChangesBody);
  const mode = request.method === 'HEAD' ? 'normal' : (query.feed ?? 'normal');
  if (mode === 'normal') return couchRows(seeing, { ...rows, limit: Math.min(rows.limit, USUAL_LIMIT) });
  const listener = { session, now: () => sessionNowAt(response), pulse: open.pulse };
  await feeds.run(response, seeing, { ...rows, mode: mode satisfies FeedMode, ...timesOf(query) }, listener);
  return answered;
}

async function rowsAskedOf(seeing: Seeing, query: Changes, body: ChangesBody): Promise<RowsAsked> {
  await seeing.index.catchUp();
  const given = query['last-event-id'] ?? query.since ?? 0;
  const ids =
    query.filter === '_doc_ids' ? (body.doc_ids ?? query.doc_ids ?? []) : query.filter === '_design' ? [] : undefined;
  if (query.filter === '_selector' && !body.selector)
    throw new RequestProblem('request/wrong-shape', { about: 'selector' });
  return {
    since: given === 'now' ? lastSeqSeen(seeing) : given,
    limit: query.limit === undefined ? Number.POSITIVE_INFINITY : Math.max(1, query.limit),
    descending: query.descending,
    docs: query.include_docs,
    conflicts: query.conflicts,
    attachments: query.attachments,
    allLeaves: query.style === 'all_docs',
    ids: ids && new Set(ids),
    selector: query.filter === '_selector' ? body.selector : undefined,
  };
}

/** With signs of life a feed is held open as long as both sides live. */
function timesOf({ heartbeat, timeout = TIMEOUT_MS }: Changes) {
  if (heartbeat === undefined || heartbeat === false)
    return { heartbeatMs: undefined, timeoutMs: Math.min(timeout, LONGEST_MS) };
  const every = heartbeat === true ? HEARTBEAT_MS : Math.max(LEAST_HEARTBEAT_MS, Math.min(heartbeat, LONGEST_MS));
  return { heartbeatMs: every, timeoutMs: LONGEST_MS };
}
