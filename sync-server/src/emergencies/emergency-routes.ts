import { createHash } from 'node:crypto';
import { type Entry, heads, SERVER_ID, serverAuthor, stamp } from '@healthcare/domain';
import { EMERGENCY_MS, type EmergencyView, isInForce } from '@healthcare/domain/emergencies';
import type { EmergencyGiven, Session } from '@healthcare/protocol';
import { Router } from 'express';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import { fileKey } from '../gateway/scope.ts';
import type { StoredDocument } from '../gateway/unite.ts';
import { requireFresh, sessionAt } from '../http/authorisation.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { documentsOf } from '../store/database.ts';
import type { PatientNumbers } from './patient-numbers.ts';

export interface EmergencyParts {
  readonly databases: ReadonlyMap<string, OpenDatabase>;
  readonly sessions: Pick<Sessions, 'lend'>;
  readonly numbers: PatientNumbers | undefined;
  readonly now: () => number;
}

/**
 * `/api/emergencies/<id>/access`: gives who asked for it the file of that one patient (E3). The request is an entry like any other and was
 * handed in before; the right to have it answered is shown here, by password and second step.
 */
export function emergencyRoutes(parts: EmergencyParts): Router {
  const router = Router();
  router.post(
    '/:emergency/access',
    route(async (request, response) => {
      const session = sessionAt(response);
      requireFresh(response); // First: a screen asks for the proof before anything is written down.
      const access = await askedBy(parts, String(request.params.emergency), session);
      const patient = await patientOf(access.view, parts);
      response.locals.patient = patient;
      const given = await granted(parts, access, patient);
      await parts.sessions.lend(session.grant, { scope: fileKey(patient), untilMs: Date.parse(given.until) });
      response.json(given);
    }),
  );
  return router;
}

interface Access {
  readonly open: OpenDatabase;
  readonly document: StoredDocument;
  readonly view: EmergencyView;
}

/** What the caller asked for, under this very sign-in. That of somebody else looks like what does not exist. */
async function askedBy({ databases, now }: EmergencyParts, id: string, session: Session): Promise<Access> {
  const open = databases.get('emergencies');
  const document = open && (await documentsOf(open.database, [id])).get(id);
  const view = document as unknown as EmergencyView | undefined; // Folded by the descriptor before it was stored.
  if (!open || !document || view?.askedBy !== session.user) throw new RequestProblem('request/not-found');
  if (view.askedUnder !== session.grant || !isInForce(view, now())) throw new RequestProblem('emergency/over');
  return { open, document, view };
}

async function patientOf({ patientId, number }: EmergencyView, parts: EmergencyParts): Promise<string> {
  const { databases, numbers } = parts;
  const found = patientId === '' ? await numbers?.patientWith(number) : numbers?.goesOnAs(patientId);
  const patients = databases.get('patients');
  const isThere = found !== undefined && patients && (await documentsOf(patients.database, [found])).has(found);
  if (!isThere) throw new RequestProblem('emergency/no-such-patient');
  return found;
}

/** Given before: the same again, so that a lost answer costs nothing. */
async function granted(
  { now }: EmergencyParts,
  { open, document, view }: Access,
  patient: string,
): Promise<EmergencyGiven> {
  if (view.until !== '') return { patientId: view.patientId, until: view.until };
  const nowMs = now();
  const given = { patientId: patient, until: new Date(nowMs + EMERGENCY_MS).toISOString() };
  const entry = entryFor(document, given, nowMs);
  const [answer] = await open.writer.pushByServer([{ id: document._id, entries: [entry], view: {} }]);
  const wrong = answer && ('error' in answer ? answer.error : answer.refused[0]?.code);
  // Somebody ended or was given it meanwhile: asked again, it is the answer to that.
  if (wrong) throw new RequestProblem('document/conflict');
  return given;
}

function entryFor({ _id: id, entries }: StoredDocument, data: EmergencyGiven, nowMs: number): Entry {
  const { user } = serverAuthor;
  const after = heads(entries as readonly Entry[]);
  const name = createHash('sha256')
    .update(JSON.stringify(['granted', id, after]))
    .digest('base64url');
  const by = { user, grant: user, workstation: user };
  return { id: `${SERVER_ID}${name.slice(0, 32)}`, kind: 'granted', at: stamp(nowMs, 0, user), by, after, data };
}
