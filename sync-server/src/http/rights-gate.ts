import { openToStrangers, rightOf, type ServerAct, serverRights } from '@healthcare/domain';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { sessionAt } from './authorisation.ts';
import { RequestProblem } from './problems.ts';
import { routeRights } from './route-rights.ts';

interface Guarded {
  readonly method: string;
  readonly path: RegExp;
  readonly act: ServerAct;
  readonly names: readonly string[];
}

/** A request as the table of routes has it: its act, and what its path names, as it was sent. */
export interface RouteAsked {
  readonly act: ServerAct;
  readonly names: Readonly<Record<string, string>>;
}

const guarded: readonly Guarded[] = Object.entries(routeRights).map(([route, act]) => {
  const [method = '', path = ''] = route.split(' ');
  // Read as Express reads it: whatever its case, and with or without a slash at the end.
  return {
    method,
    path: new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}/?$`, 'i'),
    act,
    names: [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? ''),
  };
});

/** Undefined where there is no such row. */
export function routeAsked({ method, originalUrl }: Pick<Request, 'method' | 'originalUrl'>): RouteAsked | undefined {
  const path = originalUrl.split(/[?#]/, 1)[0] ?? '';
  const asked = method === 'HEAD' ? 'GET' : method;
  const row = guarded.find((one) => one.method === asked && one.path.test(path));
  if (!row) return undefined;
  const found = row.path.exec(path)?.slice(1) ?? [];
  return { act: row.act, names: Object.fromEntries(row.names.map((name, at) => [name, found[at] ?? ''])) };
}

/**
 * Stands before everything below `/api`, and before any body is read (R2): what has no row is not there, what needs a session has one,
 * and a role that may do it nowhere does not get past. Whether it is theirs, or of their ward, is for the route to ask.
 */
export function rightsGate(onlyWithSession: RequestHandler) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const act = routeAsked(request)?.act;
    if (act && !openToStrangers.includes(act))
      onlyWithSession(request, response, (problem?: unknown) => next(problem ?? verdictOn(act, response)));
    else next(act ? undefined : new RequestProblem('request/not-found'));
  };
}

function verdictOn(act: ServerAct, response: Response): RequestProblem | undefined {
  const { role } = sessionAt(response);
  return rightOf(serverRights, act, role) === 'no' ? new RequestProblem('right/missing') : undefined;
}
