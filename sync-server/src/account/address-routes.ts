import { BeginAddressChange, ConfirmAddressChange, type OwnAddress } from '@healthcare/protocol';
import { Router } from 'express';
import type { Logger } from 'pino';
import { requireFresh, sessionAt } from '../http/authorisation.ts';
import { bodyOf } from '../http/body.ts';
import { route } from '../http/problems.ts';
import { masked } from '../mail/mail.ts';
import type { Notices } from '../mail/notices.ts';
import type { Accounts } from '../sessions/accounts.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { AddressChanges } from './address-change.ts';

export interface AddressRoutesParts {
  readonly accounts: Pick<Accounts, 'byId'>;
  readonly sessions: Sessions;
  readonly addressChanges: AddressChanges;
  readonly notices: Notices;
  readonly log: Logger;
}

/** `/api/account/email`: a person's own mail address, changed with a fresh proof and the codes of both addresses; other sessions end. */
export function addressRoutes({ accounts, sessions, addressChanges, notices, log }: AddressRoutesParts): Router {
  const router = Router();
  router.get(
    '/',
    route(async (_request, response) => {
      const email = (await accounts.byId(sessionAt(response).user))?.email;
      response.json({ address: email === undefined ? null : masked(email) } satisfies OwnAddress);
    }),
  );
  router.post(
    '/',
    route(async (request, response) => {
      requireFresh(response);
      response.json(await addressChanges.begin(sessionAt(response), bodyOf(request, BeginAddressChange)));
    }),
  );
  router.post(
    '/:change/resend',
    route(async (request, response) => {
      requireFresh(response);
      response.json(await addressChanges.resend(sessionAt(response), String(request.params.change)));
    }),
  );
  router.put(
    '/:change',
    route(async (request, response) => {
      // The mails take their time: that it is the same session, freshly shown when it began, is in the change.
      const owner = sessionAt(response);
      const { before, next } = await addressChanges.confirm(
        owner,
        String(request.params.change),
        bodyOf(request, ConfirmAddressChange),
      );
      await sessions.revokeOthers(owner.user, owner.grant, 'session/account-changed');
      log.info({ user: owner.user }, 'mail address changed by its owner');
      response.status(204).end();
      for (const to of [before, next])
        if (to !== undefined) notices.tell(owner.user, 'address-changed', { address: next }, to);
    }),
  );
  return router;
}
