import { Problem, protocol, protocolHeader } from '@healthcare/protocol';
import type { z } from 'zod';
import { fetchProven, type ProvenServer } from './wire/proven-fetch.ts';

/** What the server answered: something of the shape that was asked for, its reason against it, or nothing at all (`unreachable`). */
export type Answered<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly about?: string; readonly retryAfter?: number };

export interface Question<Value> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  /** What a good answer looks like. */
  readonly shape: z.ZodType<Value>;
}

/** Somebody waits in front of a screen (ms). */
const PATIENCE_MS = 15_000;

/** Asks the server for something that no replica holds. Never throws: a server that is away is an answer. */
export async function askServer<Value>(
  { token, ...server }: ProvenServer & { readonly token: string | undefined },
  path: string,
  { method = 'GET', body, shape }: Question<Value>,
): Promise<Answered<Value>> {
  try {
    const response = await fetchProven(server, path, {
      method,
      token,
      headers: {
        [protocolHeader]: String(protocol.newest),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    const isText = response.headers.get('content-type')?.startsWith('text/') ?? false; // a file, as an export
    const answer: unknown = text === '' ? null : isText ? text : JSON.parse(text);
    const value = response.ok ? shape.safeParse(answer) : undefined;
    return value?.success ? { ok: true, value: value.data } : refusedBy(answer);
  } catch {
    return { ok: false, code: 'unreachable' }; // no network, no server, or something in between that is not ours
  }
}

function refusedBy(answer: unknown): Answered<never> {
  const problem = Problem.safeParse(answer).data;
  if (!problem) return { ok: false, code: 'unreachable' };
  const { code, about, retryAfter } = problem;
  return {
    ok: false,
    code,
    ...(about !== undefined && { about }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}
