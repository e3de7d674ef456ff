import type { Session } from '@healthcare/protocol';
import type { Request } from 'express';
import type { Sessions } from '../sessions/sessions.ts';
import { RequestProblem } from './problems.ts';
import { tokenOf } from './token.ts';

/** The caller's session, or the problem that there is none. */
export function sessionOf(request: Request, sessions: Sessions): Session {
  const token = tokenOf(request);
  if (token === undefined) throw new RequestProblem('session/missing');
  const session = sessions.of(token);
  if (!session) throw new RequestProblem('session/expired');
  return session;
}
