import { Assignment } from '@healthcare/protocol';
import { Router } from 'express';
import type { Logger } from 'pino';
import type { Accounts } from '../sessions/accounts.ts';
import type { Directory } from '../sessions/directory.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { sessionAt } from './authorisation.ts';
import { RequestProblem, route } from './problems.ts';

export interface AccountRoutesParts {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly directory: Pick<Directory, 'has'>;
  readonly log: Logger;
}

/** `/api/accounts`: what an administrator decides about accounts that the staff directory does not know. */
export function accountRoutes({ accounts, sessions, directory, log }: AccountRoutesParts): Router {
  const router = Router();
  router.put(
    '/:user/assignment',
    route(async (request, response) => {
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
