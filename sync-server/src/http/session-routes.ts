import { SignIn } from '@healthcare/protocol';
import { Router } from 'express';
import type { Logger } from 'pino';
import type { Accounts } from '../sessions/accounts.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { sessionOf } from './authorisation.ts';
import { RequestProblem, route } from './problems.ts';
import { signInBrake } from './rate-limit.ts';

/** `/api/session`: sign in, look, sign out. */
export function sessionRoutes(parts: {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly log: Logger;
}): Router {
  const { accounts, sessions, log } = parts;
  const brake = signInBrake();
  const router = Router();
  router.post(
    '/',
    route(async (request, response) => {
      const read = SignIn.safeParse(request.body);
      if (!read.success)
        throw new RequestProblem('request/wrong-shape', { about: read.error.issues[0]?.path.join('.') || 'body' });
      const { user, password, workstation } = read.data;
      const address = request.socket.remoteAddress ?? '';
      await brake.check(address, user);
      const account = await accounts.byPassword(user, password);
      if (!account) {
        await brake.failed(address, user);
        throw new RequestProblem('session/wrong-credentials');
      }
      await brake.succeeded(address, user);
      const begun = await sessions.begin(account, workstation);
      if (typeof begun === 'string') throw new RequestProblem(begun);
      const { grant, workstation: id } = begun.session;
      log.info({ user: account._id, grant, workstation: id, kind: workstation.kind }, 'signed in');
      response.status(201).json(begun);
    }),
  );
  router.get(
    '/',
    route((request, response) => {
      response.json(sessionOf(request, sessions));
    }),
  );
  router.delete(
    '/',
    route(async (request, response) => {
      const { grant } = sessionOf(request, sessions);
      await sessions.end(grant);
      log.info({ grant }, 'signed out');
      response.status(204).end();
    }),
  );
  return router;
}
