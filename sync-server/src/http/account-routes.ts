import { randomBytes } from 'node:crypto';
import { type AccountShown, Assignment, GiveBadge, OpenAccount } from '@healthcare/protocol';
import { Router } from 'express';
import type { Logger } from 'pino';
import { masked } from '../mail/mail.ts';
import type { Notices } from '../mail/notices.ts';
import { type Accounts, hashPassword } from '../sessions/accounts.ts';
import type { Directory } from '../sessions/directory.ts';
import { LoginTaken } from '../sessions/login-keys.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { requireFresh, sessionAt } from './authorisation.ts';
import { bodyOf } from './body.ts';
import { RequestProblem, route } from './problems.ts';

export interface AccountRoutesParts {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly directory: Pick<Directory, 'has' | 'placeOf'>;
  /** Writes the link by which somebody chooses their first password. */
  readonly invite: (user: string) => Promise<void>;
  /** Tells the person by mail that they have another badge; never keeps the answer waiting. */
  readonly tell: Notices['tell'];
  readonly log: Logger;
}

/** `/api/accounts`: an administrator opens accounts for people of the staff directory, and decides about those it does not know. */
export function accountRoutes({ accounts, sessions, directory, invite, tell, log }: AccountRoutesParts): Router {
  const router = Router();
  router.get(
    '/:user',
    route(async (request, response) => {
      const account = await accounts.byId(String(request.params.user));
      if (!account) throw new RequestProblem('request/not-found');
      const { logins, badge = null, email, closed = false, invited = false } = account;
      const address = email === undefined ? null : masked(email);
      response.json({ logins: [...logins], badge, address, invited, closed } satisfies AccountShown);
    }),
  );
  router.put(
    '/:user',
    route(async (request, response) => {
      requireFresh(response);
      const { login, email, language } = bodyOf(request, OpenAccount);
      const user = String(request.params.user);
      if (await accounts.byId(user)) throw new RequestProblem('account/exists');
      const place = await directory.placeOf(user);
      if (!place) throw new RequestProblem('account/not-in-directory');
      // Nobody has this password, so nobody comes in before they have chosen their own.
      const passwordHash = await hashPassword(randomBytes(32).toString('base64url'));
      try {
        await accounts.put([{ _id: user, logins: [login], email, language, passwordHash, invited: true, ...place }]);
      } catch (error) {
        throw error instanceof LoginTaken ? new RequestProblem('account/login-taken') : error;
      }
      log.info({ user, by: sessionAt(response).user, role: place.role }, 'account opened');
      await invite(user);
      response.status(204).end();
    }),
  );
  const badgeOf = async (user: string, badge: string | null, by: string): Promise<void> => {
    try {
      if (!(await accounts.setBadge(user, badge))) throw new RequestProblem('request/not-found');
    } catch (error) {
      throw error instanceof LoginTaken ? new RequestProblem('account/badge-taken') : error;
    }
    log.info({ user, by }, badge === null ? 'badge taken away' : 'badge given');
    tell(user, badge === null ? 'badge-removed' : 'badge-given');
  };
  router.put(
    '/:user/badge',
    route(async (request, response) => {
      requireFresh(response);
      const { badge } = bodyOf(request, GiveBadge);
      await badgeOf(String(request.params.user), badge, sessionAt(response).user);
      response.status(204).end();
    }),
  );
  router.delete(
    '/:user/badge',
    route(async (request, response) => {
      requireFresh(response);
      await badgeOf(String(request.params.user), null, sessionAt(response).user);
      response.status(204).end();
    }),
  );
  router.put(
    '/:user/assignment',
    route(async (request, response) => {
      requireFresh(response);
      const user = request.params.user ?? '';
      const by = sessionAt(response);
      // S7 holds here too: nobody changes their own place.
      if (by.user === user) throw new RequestProblem('right/missing');
      const read = Assignment.safeParse(request.body);
      if (!read.success)
        throw new RequestProblem('request/wrong-shape', { about: read.error.issues[0]?.path.join('.') || 'body' });
      if (directory.has(user)) throw new RequestProblem('account/in-directory');
      if (!(await accounts.assign(user, read.data))) throw new RequestProblem('request/not-found');
      await sessions.assign(user, read.data);
      log.info({ user, by: by.user, role: read.data.role, wards: read.data.wards }, 'assigned');
      response.status(204).end();
    }),
  );
  return router;
}
