import { Router } from 'express';
import type { Logger } from 'pino';
import { sessionAt } from '../http/authorisation.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Accounts } from '../sessions/accounts.ts';
import type { Sessions } from '../sessions/sessions.ts';

export interface SessionListParts {
  readonly sessions: Sessions;
  readonly accounts: Pick<Accounts, 'roleOf'>;
  readonly log: Logger;
}

/** `/api/account/sessions`: where somebody is signed in; ended one by one, or all but this one. What was done there before still counts. */
export function ownSessionRoutes({ sessions, log }: SessionListParts): Router {
  const router = Router();
  router.get(
    '/',
    route((_request, response) => {
      const { user, grant } = sessionAt(response);
      response.json({ sessions: sessions.listOf(user, grant) });
    }),
  );
  router.delete(
    '/',
    route(async (_request, response) => {
      const { user, grant } = sessionAt(response);
      await sessions.revokeOthers(user, grant, 'session/ended-by-owner');
      log.info({ user, grant }, 'ended all other sessions of their own');
      response.status(204).end();
    }),
  );
  router.delete(
    '/:grant',
    route(async (request, response) => {
      const { user } = sessionAt(response);
      const grant = String(request.params.grant);
      if (sessions.current(grant)?.user !== user) throw new RequestProblem('request/not-found');
      await sessions.revoke(grant, 'session/ended-by-owner');
      log.info({ user, grant }, 'ended a session of their own');
      response.status(204).end();
    }),
  );
  return router;
}

/** `/api/accounts/<user>/sessions`, for administrators. */
export function othersSessionRoutes({ sessions, accounts, log }: SessionListParts): Router {
  const router = Router({ mergeParams: true });
  router.use((_request, response, next) => {
    next(sessionAt(response).role === 'admin' ? undefined : new RequestProblem('right/missing'));
  });
  router.get(
    '/',
    route(async (request, response) => {
      const user = await known(request.params);
      response.json({ sessions: sessions.listOf(user, sessionAt(response).grant) });
    }),
  );
  router.delete(
    '/',
    route(async (request, response) => {
      const user = await known(request.params);
      const by = sessionAt(response);
      // An administrator who ends all of their own keeps the one they sit at.
      await sessions.revokeOthers(user, by.grant, 'session/ended-by-administrator');
      log.info({ user, by: by.user }, 'an administrator ended all sessions of a person');
      response.status(204).end();
    }),
  );
  router.delete(
    '/:grant',
    route(async (request, response) => {
      const user = await known(request.params);
      const grant = String(request.params.grant);
      if (sessions.current(grant)?.user !== user) throw new RequestProblem('request/not-found');
      await sessions.revoke(grant, 'session/ended-by-administrator');
      log.info({ user, grant, by: sessionAt(response).user }, 'an administrator ended a session');
      response.status(204).end();
    }),
  );

  async function known(params: Readonly<Record<string, string>>): Promise<string> {
    const user = params.user ?? '';
    if ((await accounts.roleOf(user)) === undefined) throw new RequestProblem('request/not-found');
    return user;
  }
  return router;
}
