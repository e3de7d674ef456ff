import { GiveKey, MoveSession, type SealKeys, type Session } from '@healthcare/protocol';
import { type Request, Router } from 'express';
import type { Logger } from 'pino';
import type { Secrets } from '../secrets/index.ts';
import type { Accounts } from '../sessions/accounts.ts';
import { numbersOf } from '../sessions/login-keys.ts';
import { sealKeysFor } from '../sessions/seal-keys.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { sessionAt, sessionOf } from './authorisation.ts';
import { bodyOf } from './body.ts';
import { RequestProblem, route } from './problems.ts';

export interface SessionRoutesParts {
  readonly sessions: Sessions;
  readonly accounts: Pick<Accounts, 'byId'>;
  readonly secrets: Secrets;
  readonly log: Logger;
}

/** `/api/session`: look, get what to seal with, keep it for a PIN, go on in another ward, give it a key, sign out. */
export function sessionRoutes({ sessions, accounts, secrets, log }: SessionRoutesParts): Router {
  const router = Router();
  const keysFor = async (session: Session): Promise<SealKeys> => {
    const account = await accounts.byId(session.user);
    return { ...sealKeysFor(session, secrets), ...(account && { logins: [...numbersOf(account)] }) };
  };
  // How older workstations sign in: with a password alone, which is not enough any more.
  router.post('/', (_request, _response, next) => next(new RequestProblem('protocol/workstation-too-old')));
  router.get(
    '/',
    route((request, response) => {
      response.json(sessionOf(request, sessions));
    }),
  );
  router.get(
    '/keys',
    route(async (request, response) => {
      response.json(await keysFor(sessionOf(request, sessions)));
    }),
  );
  router.put(
    '/pin',
    route(async (request, response) => {
      const session = sessionOf(request, sessions);
      await sessions.keepForPin(session.grant);
      log.info({ grant: session.grant, workstation: session.workstation }, 'a PIN is set for this session');
      response.json(await keysFor(session));
    }),
  );
  router.put(
    '/ward',
    route(async (request, response) => {
      const { grant } = sessionOf(request, sessions);
      const moved = await sessions.move(grant, wardFrom(request));
      if (typeof moved === 'string') throw new RequestProblem(moved);
      log.info({ grant, ward: moved.wardId }, 'goes on in another ward');
      response.json(moved);
    }),
  );
  router.put(
    '/key',
    route(async (request, response) => {
      const { grant } = sessionAt(response);
      const given = await sessions.giveKey(grant, bodyOf(request, GiveKey).publicKey);
      if (typeof given === 'string') throw new RequestProblem(given);
      log.info({ grant }, 'has its key');
      response.json(given);
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

function wardFrom(request: Request): string {
  const read = MoveSession.safeParse(request.body);
  if (read.success) return read.data.wardId;
  throw new RequestProblem('request/wrong-shape', { about: 'wardId' });
}
