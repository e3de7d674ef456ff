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
      const id = String(request.params.id);
      const person = await personOf({ id, handling }, sessionAt(response), sessions);
      const handled = await refusals.handle(id, handling, person);
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

/** As which document of which database a handling is signed: as the refusal that it is about. */
const REFUSALS = 'refusals';

interface Asked {
  /** Of the refusal. */
  readonly id: string;
  readonly handling: Handling;
}

/**
 * Who did it. Told late, and perhaps under somebody else's session, it counts by the sign-in it was done under. Under the caller's own
 * sign-in its time is not asked for: a terminal whose clock is days ahead has refusals to put aside just because of that.
 */
async function personOf({ id, handling }: Asked, session: Session, sessions: Sessions): Promise<Person> {
  const authorOf = await sessions.authorsOf(REFUSALS, [{ id, entries: [handling] }], session);
  const author = authorOf(handling);
  if (!('code' in author)) return author;
  const isCaller = handling.by.grant === session.grant;
  if (isCaller && author.code === 'grant/not-valid-then') return session;
  throw new RequestProblem('right/missing', { about: author.code });
}
