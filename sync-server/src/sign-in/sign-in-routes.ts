import { ConfirmPasskey, ConfirmTotp, GiveCode, type SignedInSetUp, SignIn } from '@healthcare/protocol';
import { type Request, Router } from 'express';
import type { Logger } from 'pino';
import { bodyOf } from '../http/body.ts';
import { route } from '../http/problems.ts';
import type { ProofDemand } from '../workstations/index.ts';
import type { Proven, SignInFlow } from './sign-in.ts';

/** `/api/sign-in`: password, then a second factor, then a session. The only way to one. */
export function signInRoutes(flow: SignInFlow, demand: Pick<ProofDemand, 'before'>, log: Logger): Router {
  const provenBy =
    (request: Request): Proven =>
    (workstation, key) =>
      demand.before(request, workstation, key);
  const router = Router();
  router.post(
    '/',
    route(async (request, response) => {
      response.status(201).json(await flow.begin(bodyOf(request, SignIn), addressOf(request), provenBy(request)));
    }),
  );
  // Every step is taken at the workstation where the first one was.
  router.use('/:attempt', (request, _response, next) => {
    flow.demand(request.params.attempt ?? '', provenBy(request));
    next();
  });
  router.post(
    '/:attempt/resend',
    route(async (request, response) => {
      response.json(await flow.resend(request.params.attempt ?? ''));
    }),
  );
  router.post(
    '/:attempt/code',
    route(async (request, response) => {
      const given = bodyOf(request, GiveCode);
      const signedIn = await flow.prove(request.params.attempt ?? '', given);
      const { grant, workstation, kind, user } = signedIn.session;
      log.info({ user, grant, workstation, kind, by: given.kind }, 'signed in');
      response.status(201).json(signedIn);
    }),
  );
  router.post(
    '/:attempt/totp',
    route(async (request, response) => {
      response.json(await flow.setUp.offerTotp(request.params.attempt ?? ''));
    }),
  );
  router.put(
    '/:attempt/totp',
    route(async (request, response) => {
      const { code } = bodyOf(request, ConfirmTotp);
      response.status(201).json(told(await flow.setUp.bindTotp(request.params.attempt ?? '', code)));
    }),
  );
  router.post(
    '/:attempt/passkeys/options',
    route(async (request, response) => {
      response.json(await flow.setUp.offerPasskey(request.params.attempt ?? ''));
    }),
  );
  router.post(
    '/:attempt/passkeys',
    route(async (request, response) => {
      const made = bodyOf(request, ConfirmPasskey);
      response.status(201).json(told(await flow.setUp.bindPasskey(request.params.attempt ?? '', made)));
    }),
  );
  function told(signedIn: SignedInSetUp): SignedInSetUp {
    const { grant, workstation, kind, user } = signedIn.session;
    log.info({ user, grant, workstation, kind }, 'set up what the role needs, and signed in');
    return signedIn;
  }
  return router;
}

function addressOf({ socket }: { readonly socket: { readonly remoteAddress?: string | undefined } }): string {
  return socket.remoteAddress ?? '';
}
