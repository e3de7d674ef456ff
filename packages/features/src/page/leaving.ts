import { dataKeyFrom, fromBase64url, type SealedReplica } from '@healthcare/replica';
import type { Leaving } from '../enrolment/index.ts';
import type { Identity } from './identity.ts';

export interface LeavingParts {
  /** What is kept here; closed when the page is. */
  readonly replica: Pick<SealedReplica, 'open' | 'handIn'>;
  readonly identity: Pick<Identity, 'door' | 'version'>;
  /** The system's key store has opened what is kept here. */
  readonly hasKeyStore: boolean;
  readonly show: (at: Leaving) => void;
  readonly wait?: (ms: number) => Promise<void>;
}

const TRY_AGAIN_MS = 3000;
/** Rounds that the server answers and that bring nothing further: what is left then is not taken by it, and never will be. */
const MOST_IDLE_ROUNDS = 4;

/**
 * Hands in what is unsent at a workstation that was taken away, for as long as the server does not answer and as long as it takes more.
 * Answers how many entries are left; null when what is kept here could not be opened.
 */
export async function handedIn(parts: LeavingParts): Promise<number | null> {
  const { replica, identity, hasKeyStore, show, wait = later } = parts;
  let left: number | null = null;
  let idle = 0;
  show({ step: 'handing', left });
  for (;;) {
    const stands = await identity.door.contact({ version: identity.version, unsent: left });
    if (stands.ok && stands.value.state !== 'revoked') return left; // nothing is asked of it any more
    if (stands.ok) {
      const { seal } = stands.value;
      if (!hasKeyStore && seal !== undefined) await opened(replica, seal);
      const before: number | null = left;
      left = await replica.handIn();
      if (left === null || left === 0) return left;
      idle = left === before ? idle + 1 : 0;
      if (idle >= MOST_IDLE_ROUNDS) return left;
    }
    show({ step: stands.ok ? 'handing' : 'waiting', left });
    await wait(TRY_AGAIN_MS);
  }
}

/** One that cannot be opened is as good as empty: there is nothing to hand in. */
async function opened(replica: LeavingParts['replica'], seal: string): Promise<void> {
  await replica.open(await dataKeyFrom(fromBase64url(seal))).catch(() => undefined);
}

function later(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
