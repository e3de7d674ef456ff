import {
  Enrol,
  type EnrolmentAsked,
  WorkstationContact,
  type WorkstationStanding,
  WorkstationWiped,
} from '@healthcare/protocol';
import { type Request, Router } from 'express';
import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Audit } from '../audit/index.ts';
import type { Config } from '../config/config.ts';
import { type OpenDatabase, pushed } from '../gateway/database-routes.ts';
import { bodyOf } from '../http/body.ts';
import { consume } from '../http/limiter.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Secrets } from '../secrets/index.ts';
import { sealKeysFor } from '../sessions/seal-keys.ts';
import { workstationIdFrom } from '../sessions/workstation-id.ts';
import { askedBy, lateOr } from './demanded.ts';
import type { CodeRecord, EnrolmentCodes } from './enrolment-codes.ts';
import type { Proofs } from './proofs.ts';
import { enrolledFrom, isOut, type WorkstationRecord, type Workstations } from './workstations.ts';

export interface EnrolmentParts {
  readonly config: Pick<Config, 'enrolment' | 'hospital'>;
  readonly workstations: Workstations;
  readonly codes: EnrolmentCodes;
  readonly proofs: Proofs;
  readonly databases: ReadonlyMap<string, OpenDatabase>;
  readonly secrets: Secrets;
  readonly audit: Pick<Audit, 'noteInPassing'>;
  /** Of the server's own certificate. */
  readonly fingerprint: string | undefined;
  /** Ends the sessions of a workstation that has got another key. */
  readonly endAt: (workstation: string) => Promise<void>;
  readonly now: () => number;
  readonly log: Logger;
}

/** Wrong codes from one address in a quarter of an hour; a try is counted before it is looked at, so that many at once gain nothing. */
export const TRIES_PER_ADDRESS = 10;
const QUARTER_HOUR = 15 * 60;

/** `/api/enrolment`, `/api/workstation`: without a session. A code, or the key of the workstation, is what opens them. */
export function enrolmentRoutes(parts: EnrolmentParts): Router {
  const { config, proofs, fingerprint, audit, now, log } = parts;
  const tries = new RateLimiterMemory({ points: TRIES_PER_ADDRESS, duration: QUARTER_HOUR });
  const router = Router();

  router.get('/enrolment', (_request, response) => {
    const { enrolment, hospital } = config;
    response.json({ enrolment, hospital, fingerprint: fingerprint ?? null } satisfies EnrolmentAsked);
  });
  router.post(
    '/enrolment',
    route(async (request, response) => {
      const asked = bodyOf(request, Enrol);
      const id = workstationIdFrom(asked.secret);
      const address = request.socket.remoteAddress ?? '';
      await consume(tries, address);
      try {
        const problem = proofs.trouble(askedBy(request, undefined), id, asked.key);
        if (problem) throw lateOr(problem, now);
        const record = await enrolled(parts, id, asked);
        await tries.reward(address);
        log.info({ workstation: id, kind: asked.kind, code: record.code }, 'enrolled');
        noted(audit, id, 'done');
        response.status(201).json(enrolledFrom(record, fingerprint));
      } catch (error) {
        if (error instanceof RequestProblem) noted(audit, id, 'refused', error.code);
        throw error;
      }
    }),
  );
  router.use('/workstation', standingRoutes(parts));
  return router;
}

function noted(audit: EnrolmentParts['audit'], id: string, outcome: 'done' | 'refused', code?: string): void {
  audit.noteInPassing({ by: null, action: 'enrol', about: [`workstation/${id}`], outcome, ...(code && { code }) });
}

async function enrolled(
  { workstations, codes, endAt, now }: EnrolmentParts,
  id: string,
  { code, kind, key, version }: Enrol,
): Promise<WorkstationRecord> {
  const before = workstations.of(id);
  // One that is to wipe itself does that first; then it comes as another one.
  if (before && isOut(before)) throw new RequestProblem('workstation/revoked');
  const found = codes.look(code);
  const again = before?.publicKey === key && before.code !== undefined;
  if (!found) {
    if (again && codes.isOf(before.code, code)) return before; // the first answer was lost
    throw new RequestProblem('enrolment/code-not-good');
  }
  if (again && before.code === found._id) return before;
  if (found.kind !== kind) throw new RequestProblem('enrolment/other-kind');
  if (!(await codes.take(found._id))) throw new RequestProblem('enrolment/code-not-good');
  // Whoever worked here under another key signs in anew under this one.
  if (before?.publicKey && before.publicKey !== key) await endAt(id);
  return workstations.enrol({
    id,
    ...factsOf(found),
    publicKey: key,
    version,
    enrolledMs: now(),
    lastContactMs: now(),
  });
}

function factsOf({ _id, name, kind, wards, madeBy, demo }: CodeRecord) {
  return { code: _id, name, kind, wards: demo ? null : [...wards], enrolledBy: madeBy, ...(demo && { demo }) };
}

/** What a workstation asks and tells by its key alone, signed in or not, and what one may still do that is taken away. */
function standingRoutes({ config, workstations, proofs, databases, secrets, audit, now, log }: EnrolmentParts): Router {
  const router = Router();

  /** The workstation that proves itself by this request. */
  function provenBy(request: Request): WorkstationRecord | undefined {
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
  function leavingBy(request: Request): WorkstationRecord {
    const record = provenBy(request);
    if (record?.state !== 'revoked') throw new RequestProblem('workstation/not-revoked');
    return record;
  }

  router.post(
    '/contact',
    route((request, response) => {
      const told = bodyOf(request, WorkstationContact);
      const record = provenBy(request);
      if (record) workstations.contact(record._id, told);
      response.json(standingOf(record, secrets));
    }),
  );
  router.post(
    '/hand-in/:name',
    route(async (request, response) => {
      const { _id: workstation } = leavingBy(request);
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
      const { lost } = bodyOf(request, WorkstationWiped);
      const { _id } = leavingBy(request);
      await workstations.wiped(_id, lost);
      log.info({ workstation: _id, lost }, 'wiped');
      audit.noteInPassing({ by: null, action: 'standAsWorkstation', about: [`workstation/${_id}`], outcome: 'done' });
      response.status(204).end();
    }),
  );
  return router;
}

function sound(ids: readonly string[]): string[] {
  return ids.filter((id) => /^[a-z]{1,20}\/[\w.:|~@-]{1,80}$/.test(id)).slice(0, 99);
}

function standingOf(record: WorkstationRecord | undefined, secrets: Secrets): WorkstationStanding {
  if (!record) return { state: 'adopted' };
  const { _id: workstation, state, revoked } = record;
  if (state !== 'revoked' || !revoked) return { state };
  // Whoever has found or stolen it gets nothing that opens its copy.
  if (revoked.reason === 'lost') return { state, reason: 'lost' };
  return { state, reason: 'retired', seal: sealKeysFor({ workstation, user: '' }, secrets).workstation };
}
