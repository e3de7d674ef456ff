import type { AnyAggregate } from '@healthcare/domain';
import { BulkDocs, type PushError, type Session } from '@healthcare/protocol';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { sessionAt } from '../http/authorisation.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Database } from '../store/database.ts';
import { type ChangesAsked, newestOutline, outlineOf, rowsAt, rowTexts } from './changes.ts';
import { replicated } from './couch-writing.ts';
import { goesBy } from './lineage.ts';
import type { Pulse } from './pulse.ts';
import { type Readable, readable } from './pushed-documents.ts';
import type { Forbidden, Taken } from './replicated-revisions.ts';
import type { ScopeIndex } from './scope-index.ts';
import { SharedPages } from './shared-pages.ts';
import type { StoredDocument } from './unite.ts';
import type { Answer, HandedInBy, Writer } from './writer.ts';

/** A database that is open to callers. */
export interface OpenDatabase {
  readonly aggregate: AnyAggregate;
  readonly database: Database<StoredDocument>;
  readonly writer: Writer;
  /** Which documents belong to whom. */
  readonly index: ScopeIndex;
  /** Wakes those who wait for a change. */
  readonly pulse: Pulse;
  /** May standard peers bring documents with attachments? */
  readonly attachments?: boolean;
}

/** A shorter page is read anew for each who asks (rows): to keep it costs more. Above it four hundred that come back at once cost a third of the memory. */
const WORTH_SHARING = 20;

const ChangesQuery = z.looseObject({
  since: z.coerce.number().int().nonnegative().default(0),
  lineage: z.string().max(1500).default(''),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  descending: z.enum(['true', 'false']).default('false'),
});

/** `/db/<name>/…`: the part of the CouchDB protocol that workstations use; everything else goes to `couchSurface`. */
export function databaseRoutes(parts: {
  readonly databases: ReadonlyMap<string, OpenDatabase>;
  readonly couchSurface: RequestHandler;
  readonly log: Logger;
}): Router {
  const { databases, couchSurface, log } = parts;
  const opened = (request: Request, response: Response): OpenDatabase & { readonly session: Session } => {
    const name = request.params.name ?? '';
    const open = databases.get(name);
    if (!open) throw new RequestProblem('database/unknown', { about: name.slice(0, 40) });
    return { ...open, session: sessionAt(response) };
  };
  const shared = new Map([...databases.keys()].map((name) => [name, new SharedPages()] as const));
  const router = Router();
  router.get('/:name/_changes', (request, response, next) => {
    if (!isOfWorkstation(request)) return next();
    return route(async () => {
      const { session, ...open } = opened(request, response);
      const query = ChangesQuery.safeParse(request.query);
      if (!query.success)
        throw new RequestProblem('request/wrong-shape', { about: query.error.issues[0]?.path.join('.') ?? 'query' });
      const pages = request.acceptsEncodings('gzip') ? shared.get(open.aggregate.name) : undefined;
      await sendPage(response, { open, pages, asked: { ...query.data, scopes: session.scopes } });
    })(request, response, next);
  });
  router.post(
    '/:name/_bulk_docs',
    route(async (request, response) => {
      const { session, ...open } = opened(request, response);
      await mustGoBy(request.query.lineage, open, session);
      const answers = await written(open, session, request.body);
      response.locals.refused = answers.flatMap((answer) =>
        'refused' in answer && answer.refused ? answer.refused.map(({ code }) => code) : [],
      );
      const errors = answers.flatMap((answer) => ('error' in answer ? [answer.error] : []));
      if (errors.length > 0) log.info({ db: request.params.name, grant: session.grant, errors }, 'documents refused');
      response.status(201).json(answers);
    }),
  );
  router.use('/:name', (request, response, next) => {
    route(() => {
      opened(request, response);
      couchSurface(request, response, next);
    })(request, response, next);
  });
  return router;
}

interface PageAsked {
  readonly open: OpenDatabase;
  /** Undefined where the caller does not take gzip. */
  readonly pages: SharedPages | undefined;
  readonly asked: ChangesAsked & { readonly descending: 'true' | 'false' };
}

async function sendPage(response: Response, { open, pages, asked }: PageAsked): Promise<void> {
  const { scopes } = asked;
  const { name, own, look } = await (asked.descending === 'true' ? newestOutline : outlineOf)(open, asked);
  const known = pages?.known(name, own);
  if (known) return sendGzip(response, await known);
  const { places, beside } = look();
  if (!pages || places.length < WORTH_SHARING) {
    response.json({ results: await rowsAt(open, places, scopes), ...beside, ...own });
    return;
  }
  sendGzip(response, await pages.made(name, { parts: rowTexts(open, places, scopes), beside }, own));
}

function sendGzip(response: Response, parts: readonly Buffer[]): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Encoding', 'gzip');
  response.vary('Accept-Encoding');
  response.setHeader(
    'Content-Length',
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  for (const part of parts) response.write(part);
  response.end();
}

/** A workstation names its lineage, which standard clients know nothing of; hears of changes by its socket, and needs no feed. */
function isOfWorkstation({ query }: Request): boolean {
  return query.lineage !== undefined && query.feed === undefined;
}

/** Refuses to a workstation whose replica was pulled under other scopes: it pulls, and sends again. */
async function mustGoBy(lineage: unknown, { database }: OpenDatabase, { scopes }: Session): Promise<void> {
  if (typeof lineage !== 'string') return; // a standard peer, or a program that is older
  if (!goesBy(lineage, await database.id(), scopes)) throw new RequestProblem('database/other-scope');
}

async function written(
  open: OpenDatabase,
  session: Session,
  body: unknown,
): Promise<readonly (Answer | Taken | Forbidden)[]> {
  const bulk = BulkDocs.safeParse(body);
  if (!bulk.success)
    throw new RequestProblem('request/wrong-shape', { about: bulk.error.issues[0]?.path.join('.') || 'body' });
  const { docs, new_edits: newEdits = true } = bulk.data;
  return newEdits ? pushed(open.writer, session, docs) : replicated(open, session, docs);
}

/** What became of each of these documents, in their order. */
export async function pushed(
  writer: Writer,
  session: HandedInBy,
  docs: readonly unknown[],
): Promise<readonly Answer[]> {
  const read = withoutTwice(docs.map(readable));
  const sound = read.filter((one): one is Readable => !('error' in one));
  const answers = sound.length > 0 ? await writer.push(sound, session) : [];
  const bySender = new Map(sound.map((document, at) => [document, answers[at] as Answer]));
  return read.map((one) => ('error' in one ? one : (bySender.get(one) as Answer)));
}

function withoutTwice(read: readonly (Readable | PushError)[]): readonly (Readable | PushError)[] {
  const seen = new Set<string>();
  return read.map((one) => {
    if ('error' in one) return one;
    const twice = seen.has(one.id);
    seen.add(one.id);
    return twice ? { id: one.id, error: 'bad_request', reason: 'the same document twice in one request' } : one;
  });
}
