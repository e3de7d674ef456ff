import { isProtocolProblem, protocol as own, protocolHeader } from '@healthcare/protocol';
import { WireFailure } from '../core/index.ts';

const { newest } = own;

/** The server's address and how to prove who asks. */
export interface Address {
  /** Without a slash at the end; empty for the origin of the page. */
  readonly serverUrl: string;
  /** Undefined while nobody is signed in. */
  readonly token: () => string | undefined;
  /** The version of the protocol that is spoken; this program's own by default. */
  readonly protocol?: number | undefined;
}

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  /** Longest wait for the whole answer, ms. */
  readonly timeoutMs?: number;
}

/** A page of a long first pull on a slow line takes its time; a dead line is noticed by the socket long before. */
const TIMEOUT_MS = 30_000;

/** The answer's JSON. Rejects with a `WireFailure` for everything else. */
export async function requested(
  { serverUrl, token, protocol = newest }: Address,
  path: string,
  asked: Asked = {},
): Promise<unknown> {
  const proof = token();
  const response = await answerTo(`${serverUrl}${path}`, {
    method: asked.method ?? 'GET',
    headers: {
      [protocolHeader]: String(protocol),
      ...(proof !== undefined && { authorization: `Bearer ${proof}` }),
      ...(asked.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(asked.body !== undefined && { body: JSON.stringify(asked.body) }),
    cache: 'no-store',
    signal: AbortSignal.timeout(asked.timeoutMs ?? TIMEOUT_MS),
  });
  const body = await jsonOf(response);
  if (response.ok) return body;
  throw failureOf(response, body);
}

async function answerTo(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
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

/** Which trouble a status is. A 403 that is not about the session is a fault of the program: trying again does not hurt. */
function failureOf(response: Response, body: unknown): WireFailure {
  const code = textIn(body, 'code') ?? `http/${response.status}`;
  const retryAfterMs = retryAfterOf(response, body);
  if (response.status === 401 || (response.status === 403 && code.startsWith('session/')))
    return new WireFailure('session-over', code);
  if (isProtocolProblem(code)) return new WireFailure('other-version', code);
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
