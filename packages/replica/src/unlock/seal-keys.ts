import { SealKeys } from '@healthcare/protocol';
import type { ProvenServer } from '../wire/proven-fetch.ts';
import { requested } from '../wire/request.ts';

/** Somebody who has just signed in waits at most this long (ms). */
const PATIENCE_MS = 15_000;

/** What this workstation and this person seal with. Rejects with a `WireFailure`. */
export function sealKeys(server: ProvenServer, token: string): Promise<SealKeys> {
  return asked(server, token, 'GET', '/api/session/keys');
}

/** The same, and the session waits under the PIN that is being set, also while others work here. Rejects with a `WireFailure`. */
export function sealKeysForPin(server: ProvenServer, token: string): Promise<SealKeys> {
  return asked(server, token, 'PUT', '/api/session/pin');
}

async function asked(server: ProvenServer, token: string, method: 'GET' | 'PUT', path: string): Promise<SealKeys> {
  const address = { ...server, token: () => token };
  return SealKeys.parse(await requested(address, path, { method, timeoutMs: PATIENCE_MS }));
}
