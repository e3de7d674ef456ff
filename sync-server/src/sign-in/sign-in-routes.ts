import { ConfirmPasskey, ConfirmTotp, GiveCode, type SignedInSetUp, SignIn } from '@healthcare/protocol';
import { Router } from 'express';
import type { Logger } from 'pino';
import { bodyOf } from '../http/body.ts';
import { route } from '../http/problems.ts';
import type { SignInFlow } from './sign-in.ts';

/** `/api/sign-in`: password, then a second factor, then a session. The only way to one. */
export function signInRoutes(flow: SignInFlow, log: Logger): Router {
  const router = Router();
  router.post(
    '/',
    route(async (request, response) => {
      response.status(201).json(await flow.begin(bodyOf(request, SignIn), addressOf(request)));
    }),
  );
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
