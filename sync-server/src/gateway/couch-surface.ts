import { createRequire } from 'node:module';
import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { sessionAt } from '../http/authorisation.ts';
import { RequestProblem } from '../http/problems.ts';
import type { Pouch } from '../store/database.ts';
import { couchRequests } from './couch-requests.ts';

const require = createRequire(import.meta.url);

/** Of express-pouchdb; what is not named here is not even loaded. */
const parts = ['db', 'all-docs', 'documents', 'bulk-get', 'revs-diff', 'find', '404'].map((name) => `routes/${name}`);

/**
 * The rest of the CouchDB protocol, by express-pouchdb, which has no idea of our rights: reached only by an administrator's
 * session, only on paths that read, only with what it expects, only for a database the gateway has already named. Everything is written by `_bulk_docs`.
 */
export function couchSurface(pouch: Pouch, names: readonly string[]): RequestHandler {
  let surface: RequestHandler | undefined;
  const router = Router({ mergeParams: true });
  router.use((request, response, next) => {
    const asked = couchRequests.find(({ method, path }) => method === request.method && path.test(request.path));
    if (sessionAt(response).role !== 'admin' || !asked)
      throw new RequestProblem('database/path-not-open', { about: placeOf(request) });
    const read = z
      .object({ query: asked.query, body: asked.body })
      .safeParse({ query: request.query, body: request.body });
    if (!read.success)
      throw new RequestProblem('request/wrong-shape', { about: read.error.issues.map(({ path }) => path[0]).join() });
    surface ??= expressPouch(pouch, names);
    request.url = `/${request.params.name}${request.url}`;
    request.baseUrl = '';
    surface(request, response, next);
  });
  return router;
}

function placeOf({ method, path }: Request): string {
  return `${method} ${path.slice(0, 60)}`;
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
