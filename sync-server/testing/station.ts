import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { type Enrol, livePath, proofText, type WorkstationClaim, workstationHeader } from '@healthcare/protocol';
import type { Prove } from './both-steps.ts';

/** A workstation with a key of its own, as a page or a program makes one. */
export interface Station {
  readonly id: string;
  readonly secret: string;
  /** The public half, base64url. */
  readonly key: string;
  /** The header of one request. `atMs`, `nonce`: those of another moment, for tests of attacks. */
  proof(about: ProofOf): string;
  readonly prove: Prove;
}

interface ProofOf {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly atMs?: number;
  readonly nonce?: string;
}

/** `secret`: of one that is there already; `now`: its clock. */
export function newStation(secret = randomBytes(32).toString('base64url'), now: () => number = Date.now): Station {
  const { privateKey } = generateKeyPairSync('ed25519');
  const id = `wk-${createHash('sha256').update(secret).digest('base64url').slice(0, 16)}`;
  const proof = ({
    method,
    path,
    token,
    atMs = now(),
    nonce = randomBytes(16).toString('base64url'),
  }: ProofOf): string => {
    const hashed = token === undefined ? '' : createHash('sha256').update(token).digest('base64url');
    const text = proofText({ workstation: id, method, path, token: hashed, atMs, nonce });
    return [id, atMs, nonce, sign(null, Buffer.from(text), privateKey).toString('base64url')].join('.');
  };
  return {
    id,
    secret,
    key: createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '',
    proof,
    prove: (about) => ({ [workstationHeader]: proof(about) }),
  };
}

/** What the handshake of a live line is proven with. */
export const lineProof = (station: Station, token: string): string =>
  station.proof({ method: 'LIVE', path: livePath, token });

/** Asks to be enrolled by this code. */
export function enrol(url: string, station: Station, code: string, kind: WorkstationClaim['kind']): Promise<Response> {
  const { secret, key } = station;
  return asStation(url, station, '/api/enrolment', { code, secret, kind, key, version: 'test' } satisfies Enrol);
}

/** A request of a workstation with its proof and without a session. */
export function asStation(url: string, station: Station, path: string, body: unknown): Promise<Response> {
  return fetch(url.replace(/\/$/, '') + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...station.prove({ method: 'POST', path }) },
    body: JSON.stringify(body),
  });
}
