import { MakeEnrolmentCode, PlaceWorkstation, RevokeWorkstation, type WorkstationsShown } from '@healthcare/protocol';
import { Router } from 'express';
import type { Logger } from 'pino';
import { requireFresh, sessionAt } from '../http/authorisation.ts';
import { bodyOf } from '../http/body.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { EnrolmentCodes } from './enrolment-codes.ts';
import { isOut, type Workstations } from './workstations.ts';

export interface WorkstationParts {
  readonly workstations: Workstations;
  readonly codes: EnrolmentCodes;
  readonly sessions: Pick<Sessions, 'endAt' | 'placeAnew'>;
  readonly fingerprint: string | undefined;
  readonly now: () => number;
  readonly log: Logger;
}

/** `/api/workstations`, `/api/enrolment-codes`: for administrators, who show again who they are before they change anything. */
export function workstationRoutes({ workstations, codes, sessions, fingerprint, now, log }: WorkstationParts): Router {
  const router = Router();
  router.get('/workstations', (_request, response) => {
    const shown = { nowMs: now(), workstations: [...workstations.list()], codes: [...codes.list()] };
    response.json(shown satisfies WorkstationsShown);
  });
  router.post(
    '/enrolment-codes',
    route(async (request, response) => {
      requireFresh(response);
      const asked = bodyOf(request, MakeEnrolmentCode);
      const { user } = sessionAt(response);
      const { code, shown } = await codes.make(asked, user);
      log.info(
        { by: user, id: shown.id, kind: asked.kind, wards: asked.wards, uses: asked.uses },
        'enrolment code made',
      );
      response.status(201).json({ ...shown, code, fingerprint: fingerprint ?? null });
    }),
  );
  router.delete(
    '/enrolment-codes/:id',
    route(async (request, response) => {
      requireFresh(response);
      if (!(await codes.withdraw(String(request.params.id)))) throw new RequestProblem('request/not-found');
      log.info({ by: sessionAt(response).user, id: request.params.id }, 'enrolment code withdrawn');
      response.status(204).end();
    }),
  );
  router.put(
    '/workstations/:workstation',
    route(async (request, response) => {
      requireFresh(response);
      const id = String(request.params.workstation);
      const where = bodyOf(request, PlaceWorkstation);
      const was = workstations.of(id);
      if (!was) throw new RequestProblem('request/not-found');
      if (isOut(was)) throw new RequestProblem('workstation/out-of-use');
      if (was.kind === 'ward' && where.wards.length === 0)
        throw new RequestProblem('request/wrong-shape', { about: 'wards' });
      await workstations.place(id, where);
      await sessions.placeAnew(id);
      log.info({ by: sessionAt(response).user, workstation: id, wards: where.wards }, 'workstation placed');
      response.status(204).end();
    }),
  );
  router.post(
    '/workstations/:workstation/revocation',
    route(async (request, response) => {
      requireFresh(response);
      const id = String(request.params.workstation);
      const { reason } = bodyOf(request, RevokeWorkstation);
      const by = sessionAt(response);
      if (by.workstation === id) throw new RequestProblem('right/missing'); // nobody saws off the branch they sit on
      if (!(await workstations.revoke(id, by.user, reason))) throw new RequestProblem('request/not-found');
      await sessions.endAt(id, reason);
      log.info({ by: by.user, workstation: id, reason }, 'workstation revoked');
      response.status(204).end();
    }),
  );
  return router;
}
