import { isProtocolProblem, protocol as own, protocolHeader } from '@healthcare/protocol';
import { WireFailure } from '../core/index.ts';
import { fetchProven, type ProvenServer } from './proven-fetch.ts';

const { newest } = own;

/** The server's address and how to prove who asks. */
export interface Address extends ProvenServer {
  /** Undefined while nobody is signed in. */
  readonly token: () => string | undefined;
  /** The version of the protocol that is spoken; this program's own by default. */
  readonly protocol?: number | undefined;
}

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** Longest wait for the whole answer, ms. */
  readonly timeoutMs?: number;
}

/** A page of a long first pull on a slow line takes its time; a dead line is noticed by the socket long before. */
const TIMEOUT_MS = 30_000;

/** The answer's JSON. Rejects with a `WireFailure` for everything else. */
export async function requested(address: Address, path: string, asked: Asked = {}): Promise<unknown> {
  const response = await responseTo(address, path, {
    method: asked.method ?? 'GET',
    ...(asked.body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked.body),
    }),
    signal: AbortSignal.timeout(asked.timeoutMs ?? TIMEOUT_MS),
  });
  return await jsonOf(response);
}

/** The answer itself, when it is a good one; its body is still on the way. Rejects with a `WireFailure` for everything else. */
export async function responseTo(
  { serverUrl, prover, token, protocol = newest }: Address,
  path: string,
  init: RequestInit,
): Promise<Response> {
  const proof = token();
  const version = { [protocolHeader]: String(protocol) };
  const headers = { ...init.headers, ...version };
  const response = await answerTo({ serverUrl, prover }, path, { ...init, headers, token: proof, cache: 'no-store' });
  if (response.ok) return response;
  // The session goes on under a new token, which was not known yet when this was asked.
  if (response.status === 401 && token() !== proof) throw new WireFailure('unreachable', 'token');
  throw failureOf(response, await jsonOf(response));
}

async function answerTo(...asked: Parameters<typeof fetchProven>): Promise<Response> {
  try {
    return await fetchProven(...asked);
  } catch (cause) {
    throw new WireFailure('unreachable', cause instanceof Error ? cause.name : 'fetch');
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch (cause) {
    // Broken off in the middle, or a page of something that stands between.
    if (response.ok) throw new WireFailure('unreachable', cause instanceof Error ? cause.name : 'body');
    return undefined;
  }
}

/** Which trouble a status is. A clock that jumps ends no session (N13): it is tried again, in the server's time. A 403 that is not about the session is a fault of the program: trying again does not hurt. */
function failureOf(response: Response, body: unknown): WireFailure {
  const code = textIn(body, 'code') ?? `http/${response.status}`;
  const retryAfterMs = retryAfterOf(response, body);
  if (code === 'workstation/proof-late') return new WireFailure('unreachable', code);
  if (response.status === 401 || (response.status === 403 && code.startsWith('session/')))
    return new WireFailure('session-over', code);
  if (isProtocolProblem(code)) return new WireFailure('other-version', code);
  if (code === 'database/other-scope') return new WireFailure('other-scope', code);
  if (response.status === 413) return new WireFailure('too-large', code);
  if (response.status === 429 || response.status === 503) return new WireFailure('too-many', code, retryAfterMs);
  return new WireFailure('server', code, retryAfterMs);
}

function retryAfterOf(response: Response, body: unknown): number | undefined {
  const seconds = Number(fieldOf(body, 'retryAfter') ?? response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

function textIn(body: unknown, field: string): string | undefined {
  const value = fieldOf(body, field);
  return typeof value === 'string' ? value : undefined;
}

function fieldOf(body: unknown, field: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
}
