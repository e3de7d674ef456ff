import { Router } from 'express';
import { ownSecondSteps, type PasskeySite, passkeySiteOf, type SecondStepKinds } from '../factors/index.ts';
import type { Accounts } from '../sessions/accounts.ts';
import { type AddressRoutesParts, addressRoutes } from './address-routes.ts';
import {
  type FactorEvent,
  type FactorRoutesParts,
  factorPolicyRoutes,
  factorResetRoutes,
  factorRoutes,
} from './factor-routes.ts';
import { type PasswordParts, passwordRoutes } from './password-routes.ts';
import { type ProofParts, proofRoutes } from './proof-routes.ts';
import { othersSessionRoutes, ownSessionRoutes } from './session-list-routes.ts';

export interface AccountParts
  extends Omit<
    FactorRoutesParts & ProofParts & PasswordParts & AddressRoutesParts,
    'passkeySite' | 'steps' | 'tell' | 'accounts'
  > {
  readonly accounts: Accounts;
  /** Tells a person by mail what was changed, in case it was not them; never keeps the answer waiting. */
  readonly tell: (user: string, event: FactorEvent | 'password-changed') => void;
  /** Second steps by mail. */
  readonly mailSteps: SecondStepKinds;
  /** Where people reach the server; known once it listens. */
  readonly publicUrl: () => string;
}

export { type AddressChanges, openAddressChanges } from './address-change.ts';

/** Where passkeys of this server belong to; undefined where no browser makes any. */
export function passkeySiteAt(publicUrl: () => string): () => PasskeySite | undefined {
  return () => passkeySiteOf(named(publicUrl()));
}

/** Every kind of second step there is. */
export function secondStepsOf(parts: Pick<AccountParts, 'factors' | 'mailSteps' | 'publicUrl'>): SecondStepKinds {
  return { ...ownSecondSteps(parts.factors, passkeySiteAt(parts.publicUrl)), ...parts.mailSteps };
}

/** What people do about their own account, and administrators about the sessions and second factors of others. Behind a session. */
export function ownAccountRoutes(given: AccountParts): Router {
  const parts = { ...given, passkeySite: passkeySiteAt(given.publicUrl) };
  const steps = secondStepsOf(given);
  const router = Router();
  router.use('/reauthenticate', proofRoutes({ ...given, steps }));
  router.use('/account/password', passwordRoutes(parts));
  router.use('/account/email', addressRoutes(given));
  router.use('/account/sessions', ownSessionRoutes(parts));
  router.use('/account/factors', factorRoutes(parts));
  router.use('/accounts/:user/sessions', othersSessionRoutes(parts));
  router.use('/accounts/:user/factors', factorResetRoutes(parts));
  router.use('/factor-policy', factorPolicyRoutes(parts));
  return router;
}

/** On the server's own machine the page is opened under a number, where no browser makes passkeys: there they belong to `localhost`. */
function named(url: string): string {
  return url.replace(/^http:\/\/(127\.0\.0\.1|\[::1\])(?=[:/]|$)/, 'http://localhost');
}
