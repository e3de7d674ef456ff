import { type NextFunction, type Request, type Response, Router } from 'express';
import { RequestProblem } from '../http/problems.ts';
import type { Mailbox } from './mailbox.ts';
import { mailboxPage } from './mailbox-page.ts';

/** `/mailbox`: the mails of a demo, for whoever sits at the machine of the server. */
export function mailboxRoutes(mailbox: Mailbox): Router {
  const router = Router();
  router.use(onlyFromThisMachine);
  router.get('/', (request, response) => {
    response.type('html').send(mailboxPage(mailbox.mails(), request.query.mail));
  });
  router.get('/messages', (request, response) => {
    const { to } = request.query;
    response.json({ mails: mailbox.mails(typeof to === 'string' ? to : undefined) });
  });
  return router;
}

/**
 * Codes open accounts. A neighbour on the network is refused, and so is one whom a proxy on this machine lets through, and a page of
 * another site that a browser on this machine shows (also under a name that resolves to this machine).
 */
function onlyFromThisMachine(request: Request, response: Response, next: NextFunction): void {
  const { host = '', forwarded, 'x-forwarded-for': forwardedFor, 'sec-fetch-site': site } = request.headers;
  const near = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '');
  const named = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
  const ownPage = site === undefined || site === 'none' || site === 'same-origin';
  response.setHeader('Cache-Control', 'no-store');
  next(near && named && ownPage && !forwarded && !forwardedFor ? undefined : new RequestProblem('request/not-found'));
}
