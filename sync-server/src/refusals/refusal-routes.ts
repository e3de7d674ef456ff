import type { Person } from '@healthcare/domain';
import { HandleRefusal, type Session } from '@healthcare/protocol';
import { type Request, Router } from 'express';
import { sessionAt } from '../http/authorisation.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { Refusals } from './refusals.ts';

type Handling = ReturnType<typeof handlingFrom>;

/** `/api/refusals`: what was not accepted and, by `<id>/handled`, what somebody did about it. */
export function refusalRoutes({ refusals, sessions }: { refusals: Refusals; sessions: Sessions }): Router {
  const router = Router();
  router.get(
    '/',
    route(async (_request, response) => {
      response.json(await refusals.listFor(sessionAt(response)));
    }),
  );
  router.post(
    '/:id/handled',
    route(async (request, response) => {
      const handling = handlingFrom(request);
      const person = personOf(handling, sessionAt(response), sessions);
      const handled = await refusals.handle(String(request.params.id), handling, person);
      if (handled === 'unknown') throw new RequestProblem('request/not-found');
      response.json({ refusals: handled, more: false });
    }),
  );
  return router;
}

/** Only a note can be told: that an entry stands in place of a refused one is for the server to see. */
function handlingFrom(request: Request) {
  const read = HandleRefusal.safeParse(request.body);
  if (!read.success)
    throw new RequestProblem('request/wrong-shape', { about: read.error.issues[0]?.path.join('.') || 'body' });
  const { handling } = read.data;
  if (handling.kind !== 'dismissed') throw new RequestProblem('request/wrong-shape', { about: 'handling.kind' });
  return handling;
}

/**
 * Who did it. Told late, and perhaps under somebody else's session, it counts by the sign-in it was done under. Under the caller's own
 * sign-in its time is not asked for: a terminal whose clock is days ahead has refusals to put aside just because of that.
 */
function personOf(handling: Handling, session: Session, sessions: Sessions): Person {
  const { user, grant, workstation } = handling.by;
  const isCaller = grant === session.grant && user === session.user && workstation === session.workstation;
  if (isCaller) return session;
  const author = sessions.authorOf(handling, session);
  if ('code' in author) throw new RequestProblem('right/missing', { about: author.code });
  return author;
}
