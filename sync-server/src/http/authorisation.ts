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
  if (!session) throw new RequestProblem(sessions.whyNot(token));
  return session;
}

/**
 * Stands before every path that needs a session, and before any body is read. An answer that is under way when the session ends, or
 * goes on with other rights, is cut off: it was made for somebody who may see something else. Asked again, it is the right one.
 */
export function onlyWithSession(sessions: Sessions) {
  const underWay = new Map<string, Set<Response>>();
  const cutOff = (grant: string, which: (response: Response) => boolean): void => {
    for (const response of underWay.get(grant) ?? []) if (which(response)) response.destroy();
  };
  // What somebody hands in as they go is answered still.
  sessions.onEnd((grant) => cutOff(grant, ({ req }) => !req.path.endsWith('/_bulk_docs')));
  sessions.onChange(({ grant }) => cutOff(grant, () => true));
  return (request: Request, response: Response, next: NextFunction): void => {
    const session = sessionOf(request, sessions);
    const theirs = underWay.get(session.grant) ?? new Set();
    underWay.set(session.grant, theirs.add(response));
    response.once('close', () => {
      theirs.delete(response);
      if (theirs.size === 0 && underWay.get(session.grant) === theirs) underWay.delete(session.grant);
    });
    response.locals.session = session;
    next();
  };
}

/** The session of a request that came past `onlyWithSession`. */
export function sessionAt(response: Response): Session {
  return response.locals.session as Session;
}
