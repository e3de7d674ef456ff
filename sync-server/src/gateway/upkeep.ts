import { createRequire } from 'node:module';
import type { RequestHandler } from 'express';
import type { Pouch } from '../store/database.ts';

const require = createRequire(import.meta.url);

/** Of express-pouchdb; what is not named here is not even loaded. */
const parts = ['db', 'compact', 'find', '404'].map((name) => `routes/${name}`);

/**
 * Express-pouchdb for the upkeep of databases (compaction, list of indexes). It has no idea of our rights and ends the process on
 * shapes it does not expect, so that it is given only requests that `couchRequests` marks as upkeep, of administrators, without what
 * they carry.
 */
export function upkeep(pouch: Pouch, names: readonly string[]): RequestHandler {
  let surface: RequestHandler | undefined;
  return (request, response, next) => {
    surface ??= expressPouch(pouch, names);
    request.url = `/${request.params.name}${request.path}`;
    request.baseUrl = '';
    request.query = {};
    request.body = {};
    surface(request, response, next);
  };
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
