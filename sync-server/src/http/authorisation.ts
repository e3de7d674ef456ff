import type { Session } from '@healthcare/protocol';
import type { NextFunction, Request, Response } from 'express';
import type { Sessions } from '../sessions/sessions.ts';
import { RequestProblem } from './problems.ts';
import { tokenOf } from './token.ts';

/** The caller's session, or the problem that there is none. */
export function sessionOf(request: Request, sessions: Sessions): Session {
  const token = tokenOf(request);
  if (token === undefined) throw new RequestProblem('session/missing');
  const session = sessions.of(token);
  if (!session) throw new RequestProblem('session/expired');
  return session;
}

/** Stands before every path that needs a session, and before any body is read. */
export function onlyWithSession(sessions: Sessions) {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.locals.session = sessionOf(request, sessions);
    next();
  };
}

/** The session of a request that came past `onlyWithSession`. */
export function sessionAt(response: Response): Session {
  return response.locals.session as Session;
}
