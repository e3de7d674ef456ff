import { WorkstationContact, type WorkstationStanding, WorkstationWiped } from '@healthcare/protocol';
import { type Request, type Response, Router } from 'express';
import { sendingRoutes } from '../files/file-routes.ts';
import type { FileStore } from '../files/file-store.ts';
import type { FileCaller } from '../files/held-records.ts';
import { pushed } from '../gateway/database-routes.ts';
import { bodyOf } from '../http/body.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Secrets } from '../secrets/index.ts';
import { numbersOf } from '../sessions/login-keys.ts';
import { sealKeysFor } from '../sessions/seal-keys.ts';
import { askedBy, lateOr } from './demanded.ts';
import type { EnrolmentParts } from './enrolment-routes.ts';
import { isOut, type WorkstationRecord } from './workstations.ts';

/** What a workstation asks and tells by its key alone, signed in or not, and what one may still do that is taken away. */
export function standingRoutes(parts: EnrolmentParts): Router {
  const { workstations, databases, secrets, audit, now, log } = parts;
  const router = Router();
  router.post(
    '/contact',
    route(async (request, response) => {
      const told = bodyOf(request, WorkstationContact);
      const record = provenBy(parts, request);
      if (record) workstations.contact(record._id, told);
      const waiting = await waitingAt(parts, record);
      const standing: WorkstationStanding = { ...standingOf(record, secrets), serverTimeMs: now(), ...waiting };
      response.json(standing);
    }),
  );
  router.post(
    '/hand-in/:name',
    route(async (request, response) => {
      const { _id: workstation } = leavingBy(parts, request);
      const name = String(request.params.name);
      const open = databases.get(name);
      if (!open) throw new RequestProblem('database/unknown', { about: name.slice(0, 40) });
      const docs: unknown = (request.body as { readonly docs?: unknown } | undefined)?.docs;
      if (!Array.isArray(docs) || docs.length > 1000)
        throw new RequestProblem('request/wrong-shape', { about: 'docs' });
      // It holds nothing any more: an answer tells what became of what it brought, and never what is stored.
      const answers = await pushed(
        open.writer,
        { user: workstation, grant: 'handed-in', scopes: [], workstation },
        docs,
      );
      const ids = docs.map((doc: { readonly _id?: unknown } | null) => `${name}/${String(doc?._id)}`);
      audit.noteInPassing({
        by: null,
        action: 'write',
        about: [`workstation/${workstation}`, ...sound(ids)],
        outcome: 'done',
      });
      log.info({ workstation, db: name, documents: docs.length }, 'handed in what was unsent');
      response.status(201).json(answers);
    }),
  );
  router.post(
    '/wiped',
    route(async (request, response) => {
      const told = bodyOf(request, WorkstationWiped);
      const { _id } = leavingBy(parts, request);
      await workstations.wiped(_id, told);
      log.info({ workstation: _id, ...told }, 'wiped');
      audit.noteInPassing({ by: null, action: 'standAsWorkstation', about: [`workstation/${_id}`], outcome: 'done' });
      response.status(204).end();
    }),
  );
  return router;
}

type Proven = Pick<EnrolmentParts, 'config' | 'workstations' | 'proofs' | 'now'>;

/** The workstation that proves itself by this request. */
function provenBy({ config, workstations, proofs, now }: Proven, request: Request): WorkstationRecord | undefined {
  const asked = askedBy(request, undefined);
  const record = workstations.of(proofs.nameIn(asked.header) ?? '');
  if (!record) {
    if (config.enrolment === 'open') return undefined;
    throw new RequestProblem('workstation/not-enrolled');
  }
  const problem = record.publicKey ? proofs.trouble(asked, record._id, record.publicKey) : undefined;
  if (problem) throw lateOr(problem, now);
  return record;
}

/** The one that is to hand in what is unsent and to wipe itself. */
function leavingBy(parts: Proven, request: Request): WorkstationRecord {
  const record = provenBy(parts, request);
  if (record?.state !== 'revoked') throw new RequestProblem('workstation/not-revoked');
  return record;
}

/**
 * `/api/workstation/hand-in/files`: chunks of files that were added at a workstation that is taken away. It is told which of its own are
 * missing, and is given none back. Stands before the reader of JSON bodies.
 */
export function handedInFiles(parts: Proven & { readonly files: FileStore }): Router {
  const callers = new WeakMap<Response, FileCaller>();
  const router = Router();
  router.use((request, response, next) => {
    const { _id: workstation } = leavingBy(parts, request);
    callers.set(response, { workstation, grant: `handed-in ${workstation}`, scopes: [] });
    next();
  });
  return router.use(sendingRoutes(parts.files, (response) => callers.get(response) as FileCaller)); // set just above
}

/** U9: told only to whoever has the key of the workstation, and while it is in use. */
async function waitingAt(
  { waitingAt, accounts }: EnrolmentParts,
  record: WorkstationRecord | undefined,
): Promise<Pick<WorkstationStanding, 'waiting'>> {
  if (!record?.publicKey || isOut(record)) return {};
  const users = waitingAt(record._id);
  const waiting = users.map(async (user) => {
    const account = await accounts.byId(user);
    return { user, badges: account ? [...numbersOf(account)] : [] };
  });
  return { waiting: await Promise.all(waiting) };
}

function sound(ids: readonly string[]): string[] {
  return ids.filter((id) => /^[a-z]{1,20}\/[\w.:|~@-]{1,80}$/.test(id)).slice(0, 99);
}

function standingOf(record: WorkstationRecord | undefined, secrets: Secrets): WorkstationStanding {
  if (!record) return { state: 'adopted' };
  const { _id: workstation, state, revoked, name, wards } = record;
  if (state === 'enrolled' || state === 'adopted') return { state, place: { name, wards: wards && [...wards] } };
  if (state !== 'revoked' || !revoked) return { state };
  // Whoever has found or stolen it gets nothing that opens its copy.
  if (revoked.reason === 'lost') return { state, reason: 'lost' };
  return { state, reason: 'retired', seal: sealKeysFor({ workstation, user: '' }, secrets).workstation };
}
