import { roles } from '@healthcare/domain';
import { ConfirmPasskey, ConfirmTotp, FactorKind, FactorPolicy, type Session } from '@healthcare/protocol';
import { type Response, Router } from 'express';
import type { Logger } from 'pino';
import type { Factors, Failures, PasskeySite } from '../factors/index.ts';
import { boundBy, holdsFromMs, requirementFor, secondSteps } from '../factors/index.ts';
import { requireFresh, sessionAt } from '../http/authorisation.ts';
import { bodyOf } from '../http/body.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Accounts } from '../sessions/accounts.ts';
import type { Sessions } from '../sessions/sessions.ts';

/** What somebody is told about by mail after it happened, in case it was not them. */
export type FactorEvent =
  | 'totp-bound'
  | 'totp-removed'
  | 'passkey-bound'
  | 'passkey-removed'
  | 'recovery-codes-made'
  | 'factors-reset';

export interface FactorRoutesParts {
  readonly factors: Factors;
  readonly failures: Pick<Failures, 'forget'>;
  readonly sessions: Sessions;
  readonly accounts: Pick<Accounts, 'roleOf'>;
  /** Where passkeys of this server belong to; undefined where no browser makes any. */
  readonly passkeySite: () => PasskeySite | undefined;
  /** Between a requirement and the day from which it holds at the sign-in (ms). */
  readonly graceMs: number;
  /** Tells a person by mail; never keeps the answer waiting. */
  readonly tell: (user: string, event: FactorEvent) => void;
  readonly log: Logger;
}

/** `/api/account/factors`: a person's own second factors. Whatever changes them needs a fresh proof and ends their other sessions. */
export function factorRoutes(parts: FactorRoutesParts): Router {
  const { factors, passkeySite } = parts;
  const router = Router();
  const site = (): PasskeySite => {
    const found = passkeySite();
    if (!found) throw new RequestProblem('factor/no-passkeys-here');
    return found;
  };
  const changed = (response: Response, event: FactorEvent) => afterChange(parts, sessionAt(response), event);

  router.get(
    '/',
    route(async (_request, response) => {
      const { user, role } = sessionAt(response);
      const [shown, held, policy] = await Promise.all([factors.shown(user), factors.held(user), factors.policy()]);
      const required = requirementFor(policy.policy, role);
      const { toSetUp } = secondSteps(required, held);
      const holdsFrom = toSetUp && holdsFromMs(policy, role, parts.graceMs);
      response.json({
        ...shown,
        required,
        toSetUp: toSetUp ?? null,
        ...(holdsFrom !== undefined && { holdsFrom: new Date(holdsFrom).toISOString() }),
        passkeySite: passkeySite()?.name ?? null,
      });
    }),
  );
  router.post(
    '/totp',
    route((_request, response) => {
      requireFresh(response);
      const { user } = sessionAt(response);
      response.json(factors.offerTotp(user, user));
    }),
  );
  router.put(
    '/totp',
    route(async (request, response) => {
      requireFresh(response);
      const { code } = bodyOf(request, ConfirmTotp);
      const { user } = sessionAt(response);
      if (!(await factors.bindTotp(user, code))) throw new RequestProblem('factor/wrong-code');
      await changed(response, 'totp-bound');
      response.json(await boundBy(factors, user));
    }),
  );
  router.delete(
    '/totp',
    route(async (_request, response) => {
      requireFresh(response);
      await refuseIfRequired(parts, sessionAt(response), (held) => ({ ...held, totp: false }));
      if (!(await factors.removeTotp(sessionAt(response).user))) throw new RequestProblem('factor/not-set-up');
      await changed(response, 'totp-removed');
      response.status(204).end();
    }),
  );
  router.post(
    '/recovery-codes',
    route(async (_request, response) => {
      requireFresh(response);
      const { user } = sessionAt(response);
      const { totp, passkeys } = await factors.held(user);
      if (!totp && passkeys === 0) throw new RequestProblem('factor/not-set-up');
      const recoveryCodes = await factors.makeRecoveryCodes(user);
      await changed(response, 'recovery-codes-made');
      response.json({ recoveryCodes });
    }),
  );
  router.post(
    '/passkeys/options',
    route(async (_request, response) => {
      requireFresh(response);
      const { user } = sessionAt(response);
      response.json(await factors.offerPasskey(user, user, site()));
    }),
  );
  router.post(
    '/passkeys',
    route(async (request, response) => {
      requireFresh(response);
      const made = bodyOf(request, ConfirmPasskey);
      const { user } = sessionAt(response);
      if (!(await factors.bindPasskey(user, site(), made))) throw new RequestProblem('factor/passkey-not-made');
      await changed(response, 'passkey-bound');
      response.json(await boundBy(factors, user));
    }),
  );
  router.delete(
    '/passkeys/:id',
    route(async (request, response) => {
      requireFresh(response);
      const { user } = sessionAt(response);
      await refuseIfRequired(parts, sessionAt(response), (held) => ({ ...held, passkeys: held.passkeys - 1 }));
      if (!(await factors.removePasskey(user, String(request.params.id))))
        throw new RequestProblem('factor/not-set-up');
      await changed(response, 'passkey-removed');
      response.status(204).end();
    }),
  );
  return router;
}

/** `/api/factor-policy`: what each role needs. */
export function factorPolicyRoutes(
  parts: Pick<FactorRoutesParts, 'factors' | 'passkeySite' | 'graceMs' | 'log'>,
): Router {
  const { factors, passkeySite, graceMs, log } = parts;
  const router = Router();
  router.use((_request, response, next) => {
    next(sessionAt(response).role === 'admin' ? undefined : new RequestProblem('right/missing'));
  });
  router.get(
    '/',
    route(async (_request, response) => {
      const policy = await factors.policy();
      const all = Object.fromEntries(roles.map((role) => [role, requirementFor(policy.policy, role)]));
      const holdsFrom = Object.fromEntries(
        roles.flatMap((role) => {
          const fromMs = holdsFromMs(policy, role, graceMs);
          return fromMs === undefined ? [] : [[role, new Date(fromMs).toISOString()]];
        }),
      );
      response.json({ policy: all, ...(policy.changed && { changed: policy.changed }), holdsFrom });
    }),
  );
  router.put(
    '/',
    route(async (request, response) => {
      requireFresh(response);
      const policy = bodyOf(request, FactorPolicy);
      const { user } = sessionAt(response);
      // Nobody could set one up, so everybody of the role would be locked out.
      if (Object.values(policy).includes('passkey') && !passkeySite())
        throw new RequestProblem('factor/no-passkeys-here');
      await factors.setPolicy(policy, user);
      log.info({ by: user, policy }, 'second factors required by role changed');
      response.status(204).end();
    }),
  );
  return router;
}

/** `/api/accounts/<user>/factors`: an administrator takes away what somebody has lost; they set it up anew at their next sign-in. */
export function factorResetRoutes(parts: FactorRoutesParts): Router {
  const { factors, accounts, sessions, tell, log } = parts;
  const router = Router({ mergeParams: true });
  router.delete(
    '/',
    route(async (request, response) => {
      const by = sessionAt(response);
      const { user = '' } = request.params as { readonly user?: string };
      // S7 holds here too: nobody takes their own barrier away.
      if (by.role !== 'admin' || by.user === user) throw new RequestProblem('right/missing');
      requireFresh(response);
      if ((await accounts.roleOf(user)) === undefined) throw new RequestProblem('request/not-found');
      await factors.reset(user);
      await Promise.all(FactorKind.options.map((kind) => parts.failures.forget(user, kind)));
      await sessions.revokeOthers(user, undefined, 'session/account-changed');
      tell(user, 'factors-reset');
      log.info({ user, by: by.user }, 'second factors reset');
      response.status(204).end();
    }),
  );
  return router;
}

/** Setting a factor up anew is what unlocks it. */
const setUpAnew: Readonly<Partial<Record<FactorEvent, FactorKind>>> = {
  'totp-bound': 'totp',
  'passkey-bound': 'passkey',
  'recovery-codes-made': 'recovery',
};

async function afterChange(
  { sessions, failures, tell, log }: FactorRoutesParts,
  { user, grant }: Session,
  event: FactorEvent,
): Promise<void> {
  const anew = setUpAnew[event];
  if (anew) await failures.forget(user, anew);
  if (event !== 'recovery-codes-made') await sessions.revokeOthers(user, grant, 'session/account-changed');
  tell(user, event);
  log.info({ user, event }, 'second factor changed');
}

type Held = Awaited<ReturnType<Factors['held']>>;

async function refuseIfRequired(
  { factors }: FactorRoutesParts,
  { user, role }: Session,
  after: (held: Held) => Held,
): Promise<void> {
  const [held, { policy }] = await Promise.all([factors.held(user), factors.policy()]);
  const required = requirementFor(policy, role);
  if (secondSteps(required, held).toSetUp === undefined && secondSteps(required, after(held)).toSetUp !== undefined)
    throw new RequestProblem('factor/required');
}
