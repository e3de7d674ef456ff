import { proofText } from '@healthcare/protocol';
import type { GrantKey, GrantKeys } from './grant-key.ts';

/** One request of this workstation; `path` as it is asked for, with its query. */
export interface Proven {
  readonly method: string;
  readonly path: string;
  readonly token?: string | undefined;
}

/** Proves, request by request, which workstation asks (N3). */
export interface Prover {
  readonly workstation: string;
  /** The public half of the workstation's key, base64url. */
  readonly publicKey: string;
  /** Its key was made just now: nobody knows it yet, or the one that was known has been destroyed. */
  readonly isNew: boolean;
  /** What `workstationHeader` says on this request. */
  header(asked: Proven): Promise<string>;
  /** The server has told its time (wall ms): proofs are of that time, whatever the clock here says. */
  heard(serverTimeMs: number): void;
}

const NAME = 'workstation';

/** The workstation's own key, made once in a place that shows it to nobody, this page included. */
export async function workstationProver(
  keys: GrantKeys,
  workstation: string,
  now: () => number = Date.now,
): Promise<Prover> {
  const kept = await keys.of(NAME);
  const key = kept ?? (await madeKey(keys));
  let offsetMs = 0;
  return {
    workstation,
    publicKey: key.publicKey,
    isNew: kept === undefined,
    async header({ method, path, token }) {
      const atMs = Math.round(now() + offsetMs);
      const nonce = base64url(crypto.getRandomValues(new Uint8Array(16)));
      const hashed = token === undefined ? '' : await hashOf(token);
      const text = proofText({ workstation, method, path, token: hashed, atMs, nonce });
      return [workstation, atMs, nonce, await key.sign(text)].join('.');
    },
    heard(serverTimeMs) {
      offsetMs = serverTimeMs - now();
    },
  };
}

async function madeKey(keys: GrantKeys): Promise<GrantKey> {
  const key = await keys.make();
  await keys.keep(NAME, key);
  return key;
}

async function hashOf(token: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
