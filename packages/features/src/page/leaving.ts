import type { WorkstationWiped } from '@healthcare/protocol';
import { dataKeyFrom, fromBase64url, type LeftHere, type SealedReplica } from '@healthcare/replica';
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
/** Rounds that the server answers and that bring nothing further: what is left then is not taken by it. */
const MOST_IDLE_ROUNDS = 4;

/**
 * Hands in what is unsent at a workstation that was taken away, for as long as the server does not answer and as long as it takes more.
 * Answers what is lost with it; null when what is kept here could not be opened. What the server does not take is kept until somebody has
 * decided; at a workstation that is lost or stolen nobody is asked.
 */
export async function handedIn(parts: LeavingParts): Promise<LeftHere | null> {
  const { replica, identity, hasKeyStore, show, wait = later } = parts;
  let left: LeftHere | null = null;
  let idle = 0;
  show({ step: 'handing', left });
  for (;;) {
    const stands = await identity.door.contact({ version: identity.version, unsent: left?.entries ?? null });
    if (stands.ok && stands.value.state !== 'revoked') return left ?? nothing; // nothing is asked of it any more
    if (stands.ok) {
      const { seal, reason } = stands.value;
      if (!hasKeyStore && seal !== undefined) await opened(replica, seal);
      const before: LeftHere | null = left;
      left = await replica.handIn();
      if (left === null || isNothing(left)) return left;
      idle = JSON.stringify(left) === JSON.stringify(before) ? idle + 1 : 0;
      if (idle >= MOST_IDLE_ROUNDS) {
        if (reason === 'lost' || (await isGivenUp(left, show))) return left;
        idle = 0;
      }
    }
    show({ step: stands.ok ? 'handing' : 'waiting', left });
    await wait(TRY_AGAIN_MS);
  }
}

const nothing: LeftHere = { entries: 0, files: [] };

function isNothing({ entries, files }: LeftHere): boolean {
  return entries === 0 && files.length === 0;
}

/** What somebody who stands there decides about what the server does not take. */
function isGivenUp(left: LeftHere, show: LeavingParts['show']): Promise<boolean> {
  return new Promise((decided) => {
    show({ step: 'left', left, again: () => decided(false), deleteAll: () => decided(true) });
  });
}

/** As the server is told of it, and whoever stands there. */
export function lostWith(left: LeftHere | null): WorkstationWiped {
  const files = left?.files.length ?? 0;
  return { lost: left?.entries ?? null, ...(files > 0 && { files }) };
}

/** One that cannot be opened is as good as empty: there is nothing to hand in. */
async function opened(replica: LeavingParts['replica'], seal: string): Promise<void> {
  await replica.open(await dataKeyFrom(fromBase64url(seal))).catch(() => undefined);
}

function later(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
