import { ChangePassword } from '@healthcare/protocol';
import { Router } from 'express';
import type { Logger } from 'pino';
import type { Failures } from '../factors/index.ts';
import { requireFresh, sessionAt } from '../http/authorisation.ts';
import { bodyOf } from '../http/body.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Accounts } from '../sessions/accounts.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Brake, triedByPassword } from '../sign-in/brake.ts';
import { passwordFault } from '../sign-in/passwords.ts';
import { counted, PROOF_PASSWORD } from './counted.ts';

export interface PasswordParts {
  readonly accounts: Pick<Accounts, 'passwordHolds' | 'setPassword' | 'ownData'>;
  readonly failures: Failures;
  readonly brake: Pick<Brake, 'bound'>;
  readonly sessions: Sessions;
  /** Tells the person by mail that their password is another one; never keeps the answer waiting. */
  readonly tell: (user: string, event: 'password-changed') => void;
  readonly log: Logger;
}

/** `/api/account/password`: the old one is asked for although the proof is fresh; every other session ends. */
export function passwordRoutes({ accounts, failures, brake, sessions, tell, log }: PasswordParts): Router {
  const router = Router();
  router.put(
    '/',
    route(async (request, response) => {
      requireFresh(response);
      const { current, next } = bodyOf(request, ChangePassword);
      const { user, grant } = sessionAt(response);
      if (!(await counted(failures, user, PROOF_PASSWORD, () => accounts.passwordHolds(user, current))))
        throw new RequestProblem('account/wrong-password');
      const fault = passwordFault(next, await accounts.ownData(user));
      if (fault) throw new RequestProblem(fault);
      if (!(await accounts.setPassword(user, next))) throw new RequestProblem('session/account-closed');
      for (const factor of Object.values(triedByPassword)) brake.bound(factor, user);
      await sessions.revokeOthers(user, grant, 'session/account-changed');
      tell(user, 'password-changed');
      log.info({ user }, 'password changed');
      response.status(204).end();
    }),
  );
  return router;
}
