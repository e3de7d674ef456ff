import { randomBytes } from 'node:crypto';
import { BeginProof, type FactorKind, GiveCode } from '@healthcare/protocol';
import { Router } from 'express';
import type { Logger } from 'pino';
import {
  type Factors,
  type Failures,
  Offers,
  offered,
  requirementFor,
  type SecondStepKinds,
  secondSteps,
} from '../factors/index.ts';
import { sessionAt } from '../http/authorisation.ts';
import { bodyOf } from '../http/body.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Accounts } from '../sessions/accounts.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { counted, PROOF_PASSWORD } from './counted.ts';

export interface ProofParts {
  readonly accounts: Pick<Accounts, 'passwordHolds'>;
  readonly factors: Pick<Factors, 'held' | 'policy'>;
  readonly failures: Failures;
  readonly sessions: Sessions;
  /** Each kind of second step there is. */
  readonly steps: SecondStepKinds;
  readonly now: () => number;
  readonly log: Logger;
}

/** A proof that has been begun: whose, under which session, and by which steps it may be ended. */
interface Begun {
  readonly user: string;
  readonly grant: string;
  readonly accepted: readonly FactorKind[];
}

const PROOF_MS = 10 * 60_000;

/**
 * `/api/reauthenticate`: password, then a second step; then the session goes on under a new token, and for five minutes what needs a fresh
 * proof is open to it. The way is that of a sign-in, with the same counters.
 */
export function proofRoutes({ accounts, factors, failures, sessions, steps, now, log }: ProofParts): Router {
  const router = Router();
  const proofs = new Offers<Begun>(now, PROOF_MS);

  router.post(
    '/',
    route(async (request, response) => {
      const { password } = bodyOf(request, BeginProof);
      const { user, role, grant } = sessionAt(response);
      if (!(await counted(failures, user, PROOF_PASSWORD, () => accounts.passwordHolds(user, password))))
        throw new RequestProblem('account/wrong-password');
      const [held, { policy }] = await Promise.all([factors.held(user), factors.policy()]);
      const { accepted } = secondSteps(requirementFor(policy, role), held);
      const attempt = `pf-${randomBytes(16).toString('base64url')}`;
      proofs.make(attempt, { user, grant, accepted });
      const takable = await offered(accepted, steps, { occasion: attempt, user });
      response.json({ attempt, steps: takable });
    }),
  );
  router.post(
    '/:attempt/code',
    route(async (request, response) => {
      const { kind, code } = bodyOf(request, GiveCode);
      const { user, grant } = sessionAt(response);
      const attempt = String(request.params.attempt);
      const begun = proofs.look(attempt);
      const step = steps[kind];
      if (begun?.grant !== grant || !begun.accepted.includes(kind) || !step)
        throw new RequestProblem('factor/wrong-code');
      if (!(await counted(failures, user, kind, () => step.check({ occasion: attempt, user }, code))))
        throw new RequestProblem('factor/wrong-code');
      // Of two right answers to one proof only the first renews.
      if (!proofs.take(attempt)) throw new RequestProblem('factor/wrong-code');
      const renewed = await sessions.renew(grant);
      if (typeof renewed === 'string') throw new RequestProblem(renewed);
      log.info({ user, grant, kind }, 'proven again');
      response.json(renewed);
    }),
  );
  return router;
}
