import { createRequire } from 'node:module';
import { type RequestHandler, Router } from 'express';
import { sessionAt } from '../http/authorisation.ts';
import { RequestProblem } from '../http/problems.ts';
import type { Pouch } from '../store/database.ts';

const require = createRequire(import.meta.url);

/** Paths below a database that only read. `_changes` is the gateway's own: express-pouchdb's ends the process on some filters. */
const reading: readonly (readonly [method: string, path: RegExp])[] = [
  ['GET', /^\/(_all_docs|_local_docs|_design_docs)$/],
  ['GET', /^\/_local\/[\w.-]+$/],
  ['GET', /^\/_design\/[\w.-]+$/],
  ['POST', /^\/(_all_docs|_bulk_get|_revs_diff|_find|_explain)$/],
];

/** Of express-pouchdb; what is not named here is not even loaded. */
const parts = ['db', 'all-docs', 'documents', 'bulk-get', 'revs-diff', 'find', '404'].map((name) => `routes/${name}`);

/**
 * The rest of the CouchDB protocol, by express-pouchdb, which has no idea of our rights: reached only by an administrator's
 * session, only on paths that read, only for a database the gateway has already named. Everything is written by `_bulk_docs`.
 */
export function couchSurface(pouch: Pouch, names: readonly string[]): RequestHandler {
  let surface: RequestHandler | undefined;
  const router = Router({ mergeParams: true });
  router.use((request, response, next) => {
    const session = sessionAt(response);
    const open = reading.some(([method, path]) => method === request.method && path.test(request.path));
    if (session.role !== 'admin' || !open)
      return next(
        new RequestProblem('database/path-not-open', { about: `${request.method} ${request.path.slice(0, 60)}` }),
      );
    surface ??= expressPouch(pouch, names);
    request.url = `/${request.params.name}${request.url}`;
    request.baseUrl = '';
    surface(request, response, next);
  });
  return router;
}

function expressPouch(pouch: Pouch, names: readonly string[]): RequestHandler {
  const open = pouch.defaults({});
  // It knows these databases and no others; without the list it would keep one of its own, beside ours.
  open.allDbs = (told) => {
    told?.(null, names);
    return Promise.resolve(names);
  };
  return require('express-pouchdb')(open, { mode: 'custom', overrideMode: { include: parts }, inMemoryConfig: true });
}
