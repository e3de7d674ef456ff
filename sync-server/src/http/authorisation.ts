import type { Session } from '@healthcare/protocol';
import type { NextFunction, Request, Response } from 'express';
import type { Sessions } from '../sessions/sessions.ts';
import type { ProofDemand } from '../workstations/index.ts';
import { type BasicSessions, credentialsOf } from './basic-sessions.ts';
import { RequestProblem } from './problems.ts';
import { tokenOf } from './token.ts';

/** The caller's session, or the problem that there is none. */
export function sessionOf(request: Request, sessions: Sessions): Session {
  return sessionBy(tokenOf(request), sessions);
}

function sessionBy(token: string | undefined, sessions: Sessions): Session {
  if (token === undefined) throw new RequestProblem('session/missing');
  const session = sessions.of(token);
  if (!session) throw new RequestProblem(sessions.whyNot(token));
  return session;
}

/** How requests say who sends them: by the token of a session, or, as standard CouchDB clients do, by user and password. */
export function callers(sessions: Sessions, basic: BasicSessions, demand: Pick<ProofDemand, 'ofSession'>) {
  const given = async (request: Request): Promise<string | undefined> => {
    const credentials = credentialsOf(request);
    return credentials ? basic.tokenFor(credentials, request.socket.remoteAddress ?? '') : tokenOf(request);
  };
  const underWay = answersUnderWay(sessions);
  /** A token counts only together with the key of the workstation that it was given to. */
  const provenBy = (request: Request, token: string | undefined): Session => {
    const session = sessionBy(token, sessions);
    if (token !== undefined) demand.ofSession(request, session.workstation, token);
    return session;
  };
  const keep = (response: Response, token: string | undefined): void => {
    const session = provenBy(response.req, token);
    if (!isAboutItself(response.req)) underWay(session.grant, response);
    response.locals.session = session;
    response.locals.isFresh = () => token !== undefined && sessions.isFresh(token);
    response.locals.sessionNow = () => (token === undefined ? undefined : sessions.of(token));
  };
  return {
    /** Stands before every path that needs a session, and before any body is read. */
    onlyWithSession(request: Request, response: Response, next: NextFunction): void {
      keep(response, tokenOf(request));
      next();
    },
    /** The same for paths of the CouchDB protocol. */
    onlyWithSessionOrPassword(request: Request, response: Response, next: NextFunction): void {
      given(request)
        .then((token) => keep(response, token))
        .then(() => next(), next);
    },
    /** The session of a request; undefined when it names none. A wrong one is a problem. */
    async sessionIfAny(request: Request): Promise<Session | undefined> {
      const token = await given(request);
      return token === undefined ? undefined : provenBy(request, token);
    },
    /** The sign-in of a request that is known without asking, for counting. */
    grantOf(request: Request): string | undefined {
      const credentials = credentialsOf(request);
      const token = credentials ? basic.knownToken(credentials) : tokenOf(request);
      return token === undefined ? undefined : sessions.of(token)?.grant;
    },
  };
}

/** What moves, widens or ends the session that asks has to be answered, though it is another session by then. */
function isAboutItself({ originalUrl }: Request): boolean {
  return /^\/api\/(session|emergencies)(\/|\?|$)/.test(originalUrl);
}

/**
 * An answer that is under way when the session ends, or goes on with other rights, is cut off: it was made for somebody who may see
 * something else. Asked again, it is the right one.
 */
function answersUnderWay(sessions: Sessions): (grant: string, response: Response) => void {
  const underWay = new Map<string, Set<Response>>();
  const cutOff = (grant: string, which: (response: Response) => boolean): void => {
    for (const response of underWay.get(grant) ?? []) if (which(response)) response.destroy();
  };
  // What somebody hands in as they go is answered still.
  sessions.onEnd((grant) => cutOff(grant, ({ req }) => !req.path.endsWith('/_bulk_docs')));
  // Who ends an emergency access changes the session by it, and is told that it is ended: of what they may hold it says nothing.
  sessions.onChange(({ grant }) => cutOff(grant, ({ req }) => req.originalUrl !== '/db/emergencies/_bulk_docs'));
  return (grant, response) => {
    const theirs = underWay.get(grant) ?? new Set();
    underWay.set(grant, theirs.add(response));
    response.once('close', () => {
      theirs.delete(response);
      if (theirs.size === 0 && underWay.get(grant) === theirs) underWay.delete(grant);
    });
  };
}

/** The session of a request that came past one of these. */
export function sessionAt(response: Response): Session {
  return response.locals.session as Session;
}

/** The same as it is by now, for answers that take long; undefined when it is over. */
export function sessionNowAt(response: Response): Session | undefined {
  return (response.locals.sessionNow as () => Session | undefined)();
}

/**
 * Stands before what a session left open at a terminal must not be enough for: throws `account/not-fresh` unless the caller has shown
 * password and second factor within the last five minutes (`POST /api/reauthenticate`).
 */
export function requireFresh(response: Response): void {
  if (!(response.locals.isFresh as () => boolean)()) throw new RequestProblem('account/not-fresh');
}
