import { stampMs } from '@healthcare/domain';
import { type OpeningView, openingsOf } from '@healthcare/domain/openings';
import type { PatientView } from '@healthcare/domain/patients';
import type { PatientReader, PatientReaders, Session } from '@healthcare/protocol';
import { Router } from 'express';
import { z } from 'zod';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import { sessionAt } from '../http/authorisation.ts';
import { RequestProblem, route } from '../http/problems.ts';
import { documentsOf } from '../store/database.ts';

/** Openings of one answer. */
const PAGE = 100;

const Query = z.strictObject({ before: z.coerce.number().int().min(1).optional() });

/** `/api/patients/<patient>/readers`: who has opened the file. Heads of a ward that has the patient, and administrators. */
export function readerRoutes(databases: ReadonlyMap<string, OpenDatabase>): Router {
  const router = Router();
  router.get(
    '/:patient/readers',
    route(async (request, response) => {
      const [patients, openings] = [databases.get('patients'), databases.get('openings')];
      const query = Query.safeParse(request.query);
      if (!query.success) throw new RequestProblem('request/wrong-shape', { about: 'before' });
      const patient = String(request.params.patient);
      // What the caller may not know of looks like what does not exist.
      if (!patients || !openings || !(await mayAsk(patients, patient, sessionAt(response))))
        throw new RequestProblem('request/not-found');
      response.json(await readersOf(openings, patient, query.data.before ?? Number.POSITIVE_INFINITY));
    }),
  );
  return router;
}

async function mayAsk({ database }: OpenDatabase, patient: string, { role, wards }: Session): Promise<boolean> {
  const document = (await documentsOf(database, [patient])).get(patient);
  if (!document) return false;
  const view = document as unknown as PatientView; // Folded by the descriptor before it was stored.
  return role === 'admin' || view.wards.some((ward) => wards.includes(ward));
}

async function readersOf({ database, index }: OpenDatabase, patient: string, before: number): Promise<PatientReaders> {
  await index.catchUp();
  const all = [...index.table.after([openingsOf(patient)], 0, Number.POSITIVE_INFINITY)];
  const older = all.filter(({ seq }) => seq < before);
  const page = older.slice(-PAGE);
  const documents = await documentsOf(
    database,
    page.map(({ id }) => id),
  );
  const readers = page.toReversed().flatMap(({ id }) => readerIn(id, documents.get(id)));
  return { readers, next: older.length > page.length ? (page[0]?.seq ?? null) : null, total: all.length };
}

function readerIn(opening: string, document: object | undefined): readonly PatientReader[] {
  if (!document) return [];
  const { by: user, openedAt, emergency } = document as OpeningView;
  return [{ opening, user, at: new Date(stampMs(openedAt)).toISOString(), emergency: emergency || null }];
}
