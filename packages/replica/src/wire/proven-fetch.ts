import { workstationHeader } from '@healthcare/protocol';
import type { Prover } from '../identity/prover.ts';

/** A server, and what proves to it which workstation asks. */
export interface ProvenServer {
  /** Without a slash at the end; empty for the origin of the page. */
  readonly serverUrl: string;
  /** Absent: a caller that is no enrolled workstation. */
  readonly prover?: Prover | undefined;
}

/** A clock that jumps once more between two proofs is corrected once more; then there is an answer to show. */
const MOST_SENT = 3;

/**
 * `fetch` with the proof of this workstation and, where there is one, the session's token. Where the clock here is wrong, the server's
 * answer says so and the request is made again in the server's time. Rejects as `fetch` does.
 */
export async function fetchProven(
  { serverUrl, prover }: ProvenServer,
  path: string,
  { token, ...init }: RequestInit & { readonly token?: string | undefined },
): Promise<Response> {
  const method = init.method ?? 'GET';
  const send = async (): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (prover) headers.set(workstationHeader, await prover.header({ method, path, token }));
    return fetch(`${serverUrl}${path}`, { ...init, headers });
  };
  for (let sent = 1; ; sent += 1) {
    const response = await send();
    if (!prover || response.status !== 401) return response;
    const serverTimeMs = await lateBy(response.clone());
    if (serverTimeMs === undefined) return response;
    prover.heard(serverTimeMs);
    if (sent === MOST_SENT) return response;
  }
}

async function lateBy(response: Response): Promise<number | undefined> {
  const body = (await response.json().catch(() => null)) as { code?: unknown; serverTimeMs?: unknown } | null;
  const isLate = body?.code === 'workstation/proof-late' && typeof body.serverTimeMs === 'number';
  return isLate ? (body.serverTimeMs as number) : undefined;
}
