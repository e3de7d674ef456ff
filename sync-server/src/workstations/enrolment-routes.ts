import { Enrol, type EnrolmentAsked } from '@healthcare/protocol';
import { Router } from 'express';
import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Audit } from '../audit/index.ts';
import type { Config } from '../config/config.ts';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import { bodyOf } from '../http/body.ts';
import { consume } from '../http/limiter.ts';
import { RequestProblem, route } from '../http/problems.ts';
import type { Secrets } from '../secrets/index.ts';
import type { Accounts } from '../sessions/accounts.ts';
import { workstationIdFrom } from '../sessions/workstation-id.ts';
import { askedBy, lateOr } from './demanded.ts';
import type { CodeRecord, EnrolmentCodes } from './enrolment-codes.ts';
import type { Proofs } from './proofs.ts';
import { standingRoutes } from './standing-routes.ts';
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
  /** Whose sign-ins wait under a PIN at a workstation. */
  readonly waitingAt: (workstation: string) => readonly string[];
  readonly accounts: Pick<Accounts, 'byId'>;
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
