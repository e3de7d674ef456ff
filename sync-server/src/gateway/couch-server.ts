import { createHash } from 'node:crypto';
import type { Session } from '@healthcare/protocol';
import { type Request, type Response, Router } from 'express';
import { RequestProblem, route } from '../http/problems.ts';
import type { Database } from '../store/database.ts';

/** The version of CouchDB's protocol that is spoken; clients choose by it what they ask for. */
const SPOKEN = '3.3.0';

export interface CouchServerParts {
  readonly version: string;
  readonly databases: ReadonlyMap<string, { readonly database: Pick<Database, 'id'> }>;
  /** The caller's session, undefined without one. */
  readonly sessionOf: (request: Request) => Promise<Session | undefined>;
  readonly isStopping: () => boolean;
  /** Is there a page for browsers at the root? */
  readonly hasPage: boolean;
}

/**
 * What a CouchDB server answers about itself: `/`, `/_up`, `/_session`, `/_all_dbs`. Mounted at the root and at `/db/`, because a
 * client takes the folder of the database it is given for the server. A browser that asks `/` for a page is left to the page.
 */
export function couchServer(parts: CouchServerParts): Router {
  const { databases, hasPage, isStopping, sessionOf, version } = parts;
  const router = Router();
  const id = serverId(databases);
  router.get(
    '/',
    (request, _response, next) => next(hasPage && asksForPage(request) ? 'router' : undefined),
    route(async (_request, response) => {
      const vendor = { name: 'HealthCare', version };
      json(response, { couchdb: 'Welcome', version: SPOKEN, uuid: await id(), features: [], vendor });
    }),
  );
  router.get('/_up', (_request, response) => {
    response.status(isStopping() ? 503 : 200);
    json(response, isStopping() ? { status: 'stopping' } : { status: 'ok', seeds: {} });
  });
  router.get(
    '/_session',
    route(async (request, response) => {
      const session = await sessionOf(request);
      const userCtx = { name: session?.user ?? null, roles: session ? [session.role] : [] };
      // Who makes entries has to name the sign-in and the workstation they are made under.
      const own = session && { grant: session.grant, workstation: session.workstation, scopes: session.scopes };
      json(response, {
        ok: true,
        userCtx,
        info: { authentication_handlers: ['default'] },
        ...(own && { session: own }),
      });
    }),
  );
  router.get(
    '/_all_dbs',
    route(async (request, response) => {
      if (!(await sessionOf(request))) throw new RequestProblem('session/missing');
      json(response, [...databases.keys()].sort());
    }),
  );
  return router;
}

function json(response: Response, body: unknown): void {
  response.setHeader('Cache-Control', 'no-store');
  response.json(body);
}

/** Browsers ask for a page; clients of the protocol for JSON, below `/db/` all of them. */
function asksForPage(request: Request): boolean {
  return request.baseUrl === '' && request.accepts(['html', 'json']) === 'html';
}

/** One server's data, one id: replicators name their checkpoints by it. */
function serverId(databases: CouchServerParts['databases']): () => Promise<string> {
  let made: Promise<string> | undefined;
  return () => {
    made ??= Promise.all([...databases.values()].map(({ database }) => database.id())).then((ids) =>
      createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 32),
    );
    return made;
  };
}
