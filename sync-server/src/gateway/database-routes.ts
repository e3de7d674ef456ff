import type { AnyAggregate } from '@healthcare/domain';
import { BulkDocs, type PushError, type Session } from '@healthcare/protocol';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { sessionAt } from '../http/authorisation.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Database } from '../store/database.ts';
import { documentsOf } from '../store/database.ts';
import { changesPage, newestPage } from './changes.ts';
import { type Readable, readable } from './pushed-documents.ts';
import { mayHold } from './scope.ts';
import type { ScopeIndex } from './scope-index.ts';
import { onTheWire, type StoredDocument } from './unite.ts';
import type { Answer, Writer } from './writer.ts';

/** A database that is open to callers. */
export interface OpenDatabase {
  readonly aggregate: AnyAggregate;
  readonly database: Database<StoredDocument>;
  readonly writer: Writer;
  /** Which documents belong to whom. */
  readonly index: ScopeIndex;
}

const ChangesQuery = z.looseObject({
  since: z.coerce.number().int().nonnegative().default(0),
  lineage: z.string().max(120).default(''),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  descending: z.enum(['true', 'false']).default('false'),
  filter: z.never().optional(),
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
  const router = Router();
  router.get(
    '/:name/_changes',
    route(async (request, response) => {
      const { session, ...open } = opened(request, response);
      if (asksForFeed(request))
        throw new RequestProblem('database/path-not-open', { about: '_changes: only feed=normal' });
      const query = ChangesQuery.safeParse(request.query);
      if (!query.success)
        throw new RequestProblem('request/wrong-shape', { about: query.error.issues[0]?.path.join('.') ?? 'query' });
      const asked = { ...query.data, scopes: session.scopes };
      const page = asked.descending === 'true' ? newestPage : changesPage;
      response.json(await page(open, asked));
    }),
  );
  router.post(
    '/:name/_bulk_docs',
    route(async (request, response) => {
      const { writer, session } = opened(request, response);
      const answers = await pushed(writer, session, request.body);
      const errors = answers.flatMap((answer) => ('error' in answer ? [answer.error] : []));
      if (errors.length > 0) log.info({ db: request.params.name, grant: session.grant, errors }, 'documents refused');
      response.status(201).json(answers);
    }),
  );
  router.get(
    '/:name',
    route(async (request, response) => {
      const { aggregate, index, session } = opened(request, response);
      await index.catchUp();
      const { scopes } = session;
      // As far as the caller's documents go: how much others have is nothing to tell.
      const [update_seq, doc_count] = [index.table.lastSeq(scopes), index.table.count(scopes)];
      response.json({ db_name: aggregate.name, update_seq, doc_count });
    }),
  );
  router.get('/:name/:id', (request, response, next) => {
    if (request.params.id?.startsWith('_')) return next();
    return route(async () => {
      const { database, aggregate, session } = opened(request, response);
      const id = request.params.id ?? '';
      const document = (await documentsOf(database, [id])).get(id);
      if (!document || !mayHold(aggregate, session.scopes, document)) throw new RequestProblem('request/not-found');
      response.json(onTheWire(document));
    })(request, response, next);
  });
  router.use('/:name', (request, response, next) => {
    route(() => {
      opened(request, response);
      couchSurface(request, response, next);
    })(request, response, next);
  });
  return router;
}

/** The live socket is the one way to hear of changes: a feed that is held open costs the server more than it gives. */
function asksForFeed({ query }: Request): boolean {
  return query.feed !== undefined && query.feed !== 'normal';
}

async function pushed(writer: Writer, session: Session, body: unknown): Promise<readonly Answer[]> {
  const bulk = BulkDocs.safeParse(body);
  if (!bulk.success)
    throw new RequestProblem('request/wrong-shape', { about: bulk.error.issues[0]?.path.join('.') || 'body' });
  if (bulk.data.new_edits === false)
    throw new RequestProblem('database/path-not-open', { about: 'new_edits=false: replicating foreign revisions' });
  const read = withoutTwice(bulk.data.docs.map(readable));
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
