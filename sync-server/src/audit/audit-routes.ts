import { AuditQuery } from '@healthcare/protocol';
import { type Request, Router } from 'express';
import { requireFresh, sessionAt } from '../http/authorisation.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Audit } from './audit.ts';
import { inCsv } from './in-csv.ts';

/** Lines of one export: more would be an answer that nobody opens, and the filter narrows it. */
const MOST_EXPORTED = 50_000;

/** Finds a patient by a number; absent where no patients are served. */
export interface KnowsPatients {
  patientWith(number: string): Promise<string | undefined>;
}

/** `/api/audit`: the trail, page by page or as a file, and how its chain stands. Who may is decided by the gate. */
export function auditRoutes(audit: Audit, patients: KnowsPatients | undefined): Router {
  const router = Router();
  router.get(
    '/',
    route(async (request, response) => {
      response.json(audit.find(await aboutPatient(queryOf(request), patients)));
    }),
  );
  router.get('/chain', (_request, response) => void response.json(audit.chain()));
  router.post(
    '/chain',
    route(async (_request, response) => {
      response.json(await audit.verify());
    }),
  );
  router.get(
    '/export',
    route(async (request, response) => {
      requireFresh(response);
      const query = await aboutPatient(queryOf(request), patients);
      const entries = [];
      let before = query.before;
      do {
        const limit = MOST_EXPORTED - entries.length;
        const page = audit.find({ ...query, limit, ...(before !== undefined && { before }) });
        entries.push(...page.entries);
        before = page.next ?? undefined;
      } while (before !== undefined && entries.length < MOST_EXPORTED);
      response.type('text/csv').setHeader('Content-Disposition', 'attachment; filename="audit.csv"');
      response.send(inCsv(entries));
    }),
  );
  return router;
}

/** A number leads to the patient who has it; anything else is taken as an id. */
async function aboutPatient(
  { patient, ...query }: AuditQuery,
  patients: KnowsPatients | undefined,
): Promise<AuditQuery> {
  if (patient === undefined) return query;
  return { ...query, about: `patients/${(await patients?.patientWith(patient)) ?? patient}` };
}

/** `/api/account/readers`: who has opened the file of the patient who asks (A6). */
export function ownReaders(audit: Audit): Router {
  const router = Router();
  router.get(
    '/readers',
    route((request, response) => {
      const { user } = sessionAt(response);
      const page = audit.find({ ...queryOf(request), about: `patients/${user}`, action: 'read' });
      const entries = page.entries.filter(({ about }) => about.includes(`patients/${user}`));
      response.json({
        next: page.next,
        readers: entries.map(({ at, by }) => ({ at, user: by?.user, role: by?.role })),
      });
    }),
  );
  return router;
}

function queryOf({ query }: Request): AuditQuery {
  const read = AuditQuery.safeParse(query);
  if (read.success) return read.data;
  throw new RequestProblem('request/wrong-shape', { about: read.error.issues[0]?.path.join('.') || 'query' });
}
