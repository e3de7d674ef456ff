import { type MailShown, type MailTried, SetAddress } from '@healthcare/protocol';
import { Router } from 'express';
import { requireFresh, sessionAt } from '../http/authorisation.ts';
import { bodyOf } from '../http/body.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Outbox } from '../mail/outbox.ts';
import { invited, type PasswordParts } from './password-routes.ts';

export interface MailRoutesParts extends PasswordParts {
  /** Absent where mails stay in the embedded mailbox. */
  readonly outbox: Outbox | undefined;
}

/** For administrators: `/api/mail`, and the mail address of an account. Behind a session. */
export function mailRoutes(parts: MailRoutesParts): Router {
  const { accounts, notices, outbox, log } = parts;
  const router = Router();
  router.get(
    '/mail',
    route((_request, response) => {
      const shown: MailShown = { carrier: outbox ? 'smtp' : 'mailbox', waiting: [...(outbox?.waiting() ?? [])] };
      response.json(shown);
    }),
  );
  router.post(
    '/mail/:id/again',
    route(async (request, response) => {
      const delivery = await outbox?.again(String(request.params.id));
      if (!delivery) throw new RequestProblem('mail/gone');
      response.json({ delivery } satisfies MailTried);
    }),
  );
  router.delete(
    '/mail/:id',
    route(async (request, response) => {
      const id = String(request.params.id);
      if (!(await outbox?.drop(id))) throw new RequestProblem('mail/gone');
      log.info({ id, by: sessionAt(response).user }, 'a mail was taken out of the queue');
      response.status(204).end();
    }),
  );
  router.put(
    '/accounts/:user/email',
    route(async (request, response) => {
      requireFresh(response);
      const { email, language, invite } = bodyOf(request, SetAddress);
      const user = String(request.params.user);
      const before = (await accounts.byId(user))?.email;
      if (!(await accounts.setAddress(user, { email, language }))) throw new RequestProblem('request/not-found');
      log.info({ user, by: sessionAt(response).user }, 'mail address set');
      const changed = before !== undefined && before !== email;
      // Both are told: whoever lost the mailbox and whoever was given it.
      if (changed)
        for (const to of [before, email])
          await notices.write(user, 'address-changed', { address: email }, undefined, to);
      if (invite) await invited(parts, user, 'invitation');
      response.status(204).end();
    }),
  );
  return router;
}
