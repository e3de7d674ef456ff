import { createHash, createPublicKey, verify } from 'node:crypto';
import { type ProblemCode, proofText } from '@healthcare/protocol';

/** One request as its proof has to be about it. */
export interface ProofAsked {
  /** As the header says it; undefined where there is none. */
  readonly header: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly token: string | undefined;
}

/** Whose key made this proof, and when. */
interface Read {
  readonly workstation: string;
  readonly atMs: number;
  readonly nonce: string;
  readonly signature: Buffer;
}

export interface Proofs {
  /** The workstation that a proof names; nothing is proven by that. */
  nameIn(header: string | undefined): string | undefined;
  /**
   * Why this is no proof by the key of this workstation; undefined when it is one. It counts once: asked a second time, the same
   * proof is none any more.
   */
  trouble(asked: ProofAsked, workstation: string, publicKey: string): ProblemCode | undefined;
}

/** A proof counts this long before and after the server's time (ms); as long its nonce is remembered. */
export const PROOF_LASTS_MS = 60_000;
/** More than a hospital's workstations ask in that time; then nobody gets in before some have gone. */
const MOST_REMEMBERED = 500_000;
const FORM = /^(wk-[A-Za-z0-9_-]{16})\.(\d{10,15})\.([A-Za-z0-9_-]{16,40})\.([A-Za-z0-9_-]{86})$/;

/**
 * In memory: a proof from before the start of the server counts for nothing, so a restart forgets no nonce that matters. Where the clock of
 * the server is set back, its start moves back with it (N13): otherwise nobody would get in until the clock has come to that time again.
 */
export function proofsFrom(now: () => number): Proofs {
  let startedMs = now();
  let used = new Map<string, number>();
  let latestMs = startedMs;
  const forgetOld = (): void => {
    for (const [nonce, untilMs] of used) {
      if (untilMs > now()) break; // they stand about in the order of their ends
      used.delete(nonce);
    }
  };
  const follow = (): void => {
    const nowMs = now();
    if (nowMs < latestMs) {
      startedMs = Math.min(startedMs, nowMs);
      // Those of the time that comes once more stay, behind what ends before them.
      used = new Map([...used].sort(([, a], [, b]) => a - b));
    }
    latestMs = nowMs;
  };
  return {
    nameIn: (header) => readOf(header)?.workstation,
    trouble({ header, method, path, token }, workstation, publicKey) {
      const read = readOf(header);
      if (!read || read.workstation !== workstation) return 'workstation/not-proven';
      const { atMs, nonce, signature } = read;
      const about = { workstation, method, path, token: token === undefined ? '' : hashOf(token), atMs, nonce };
      if (!isBy(publicKey, proofText(about), signature)) return 'workstation/not-proven';
      follow();
      if (Math.abs(now() - atMs) > PROOF_LASTS_MS || atMs < startedMs) return 'workstation/proof-late';
      forgetOld();
      const name = `${workstation} ${nonce}`;
      if (used.has(name) || used.size >= MOST_REMEMBERED) return 'workstation/not-proven';
      used.set(name, now() + 2 * PROOF_LASTS_MS);
      return undefined;
    },
  };
}

function readOf(header: string | undefined): Read | undefined {
  const found = FORM.exec(header ?? '');
  if (!found) return undefined;
  const [, workstation = '', at = '', nonce = '', signature = ''] = found;
  return { workstation, atMs: Number(at), nonce, signature: Buffer.from(signature, 'base64url') };
}

function isBy(publicKey: string, text: string, signature: Buffer): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(text), key, signature);
  } catch {
    return false; // not a point of the curve
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
