import { GiveKey, MoveSession, SignIn } from '@healthcare/protocol';
import { type Request, Router } from 'express';
import type { Logger } from 'pino';
import type { Secrets } from '../secrets/index.ts';
import { type Accounts, loginKey } from '../sessions/accounts.ts';
import { sealKeysFor } from '../sessions/seal-keys.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { workstationIdFrom } from '../sessions/workstation-id.ts';
import { sessionAt, sessionOf } from './authorisation.ts';
import { bodyOf } from './body.ts';
import { RequestProblem, route } from './problems.ts';
import type { SignInAttempt, SignInBrake } from './sign-in-brake.ts';

export interface SessionRoutesParts {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly secrets: Secrets;
  readonly log: Logger;
  readonly brake: SignInBrake;
}

/** `/api/session`: sign in, look, get what to seal with, keep it for a PIN, go on in another ward, give it a key, sign out. */
export function sessionRoutes({ accounts, sessions, secrets, log, brake }: SessionRoutesParts): Router {
  const router = Router();
  router.post(
    '/',
    route(async (request, response) => {
      const signIn = signInFrom(request);
      const attempt = attemptOf(request, signIn, sessions);
      await brake.begin(attempt);
      const account = await accounts.byPassword(signIn.user, signIn.password);
      if (!account) throw new RequestProblem('session/wrong-credentials');
      await brake.succeeded(attempt);
      const begun = await sessions.begin(account, signIn.workstation);
      if (typeof begun === 'string') throw new RequestProblem(begun);
      const { grant, workstation, kind, user } = begun.session;
      log.info({ user, grant, workstation, kind }, 'signed in');
      response.status(201).json(begun);
    }),
  );
  router.get(
    '/',
    route((request, response) => {
      response.json(sessionOf(request, sessions));
    }),
  );
  router.get(
    '/keys',
    route((request, response) => {
      response.json(sealKeysFor(sessionOf(request, sessions), secrets));
    }),
  );
  router.put(
    '/pin',
    route(async (request, response) => {
      const session = sessionOf(request, sessions);
      await sessions.keepForPin(session.grant);
      log.info({ grant: session.grant, workstation: session.workstation }, 'a PIN is set for this session');
      response.json(sealKeysFor(session, secrets));
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

function signInFrom(request: Request): SignIn {
  const read = SignIn.safeParse(request.body);
  if (read.success) return read.data;
  throw new RequestProblem('request/wrong-shape', { about: read.error.issues[0]?.path.join('.') || 'body' });
}

function attemptOf(request: Request, { user, workstation }: SignIn, sessions: Sessions): SignInAttempt {
  const id = workstationIdFrom(workstation.secret);
  const address = request.socket.remoteAddress ?? '';
  return { address, login: loginKey(user), workstation: id, known: sessions.knowsWorkstation(id) };
}
