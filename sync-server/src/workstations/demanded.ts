import { type ProblemCode, workstationHeader } from '@healthcare/protocol';
import type { Request } from 'express';
import { RequestProblem } from '../http/problems.ts';
import type { ProofAsked, Proofs } from './proofs.ts';
import type { Workstations } from './workstations.ts';

export interface ProofDemand {
  /** Throws unless the workstation of this session proves itself, where it has a key; a peer, and a program older than enrolment, have none. */
  ofSession(request: Request, workstation: string, token: string): void;
  /** Before there is a session: by the key that is known, or by the one that the workstation brings along. */
  before(request: Request, workstation: string, broughtKey: string | undefined): void;
  /** Of the handshake of a live line. */
  troubleOf(asked: ProofAsked, workstation: string): ProblemCode | undefined;
}

export function proofDemand(
  workstations: Workstations,
  proofs: Pick<Proofs, 'trouble'>,
  now: () => number,
): ProofDemand {
  const throwing = (code: ProblemCode | undefined): void => {
    if (code) throw lateOr(code, now);
  };
  const troubleOf = (asked: ProofAsked, workstation: string, brought?: string): ProblemCode | undefined => {
    const key = workstations.of(workstation)?.publicKey ?? brought;
    if (!key) return undefined;
    const code = proofs.trouble(asked, workstation, key);
    if (!code) workstations.heard(workstation);
    return code;
  };
  return {
    ofSession: (request, workstation, token) => throwing(troubleOf(askedBy(request, token), workstation)),
    before: (request, workstation, brought) => throwing(troubleOf(askedBy(request, undefined), workstation, brought)),
    troubleOf: (asked, workstation) => troubleOf(asked, workstation),
  };
}

/** A proof that is late is answered with the server's time: the workstation's clock is wrong, and it tries again by this one. */
export function lateOr(code: ProblemCode, now: () => number): RequestProblem {
  return new RequestProblem(code, code === 'workstation/proof-late' ? { serverTimeMs: now() } : {});
}

/** What the proof of a request has to be about. */
export function askedBy(request: Request, token: string | undefined): ProofAsked {
  const header = request.headers[workstationHeader.toLowerCase()];
  const { method, originalUrl: path } = request;
  return { header: typeof header === 'string' ? header : undefined, method, path, token };
}
