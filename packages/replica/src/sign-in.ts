import {
  type GiveCode,
  type Problem,
  Problem as ProblemSchema,
  protocol,
  protocolHeader,
  SignedIn,
  type SignIn,
  SignInBegun,
} from '@healthcare/protocol';
import { z } from 'zod';
import type { GrantKeys } from './identity/index.ts';

/** What was asked for, the server's reason against it, or no answer. */
export type SignInAnswer<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly problem: Problem | 'unreachable' };

/** The server's door. Never throws: a server that is away is an answer. */
export interface ServerDoor {
  /** The first step: number and password. */
  begin(asked: SignIn): Promise<SignInAnswer<SignInBegun>>;
  /** Another code for the same sign-in. */
  resend(attempt: string): Promise<SignInAnswer<SignInBegun>>;
  /** The second step: the code. The key of the session is kept here. */
  finish(attempt: string, given: GiveCode): Promise<SignInAnswer<SignedIn>>;
  /** Asks for a mail with a link to choose a new password. Answered alike whoever asks. */
  askReset(user: string): Promise<SignInAnswer<object>>;
  /** A new password, by the link of a mail. */
  choosePassword(link: string, password: string): Promise<SignInAnswer<object>>;
}

/** Somebody who types waits at most this long before they are told that the server is away (ms). */
const PATIENCE_MS = 15_000;

/** `keys`: what will sign in the name of whoever comes in. Each attempt has a key of its own. */
export function serverDoor(serverUrl: string, keys: GrantKeys): ServerDoor {
  const made = new Map<string, Awaited<ReturnType<GrantKeys['make']>>>();
  return {
    async begin(asked) {
      const key = await keys.make();
      const workstation = { ...asked.workstation, publicKey: key.publicKey };
      const begun = await posted(`${serverUrl}/api/sign-in`, { ...asked, workstation }, SignInBegun);
      if (begun.ok) {
        made.clear(); // One person at a time stands at a door.
        made.set(begun.answer.attempt, key);
      }
      return begun;
    },
    resend: (attempt) => posted(`${serverUrl}/api/sign-in/${attempt}/resend`, {}, SignInBegun),
    async finish(attempt, given) {
      const finished = await posted(`${serverUrl}/api/sign-in/${attempt}/code`, given, SignedIn);
      const key = made.get(attempt);
      if (finished.ok && key) await keys.keep(finished.answer.session.grant, key);
      return finished;
    },
    askReset: (user) => posted(`${serverUrl}/api/password-reset`, { user }, nothing),
    choosePassword: (link, password) => posted(`${serverUrl}/api/password`, { link, password }, nothing),
  };
}

/** An answer that says no more than that it was done. */
const nothing = z.strictObject({});

async function posted<Answer>(
  url: string,
  body: object,
  schema: { safeParse(answer: unknown): { readonly data?: Answer } },
): Promise<SignInAnswer<Answer>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [protocolHeader]: String(protocol.newest) },
      body: JSON.stringify(body),
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const read: unknown = await response.json();
    const answer = schema.safeParse(read).data;
    if (answer !== undefined) return { ok: true, answer };
    return { ok: false, problem: ProblemSchema.safeParse(read).data ?? 'unreachable' };
  } catch {
    return { ok: false, problem: 'unreachable' }; // No network, no server, or something in between that is not ours: the same for who signs in.
  }
}

/** Ends the session on the server. False when the server could not be told: it ends by itself later. */
export async function signOut(serverUrl: string, token: string): Promise<boolean> {
  try {
    const response = await fetch(`${serverUrl}/api/session`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return response.ok || response.status === 401;
  } catch {
    return false; // Away.
  }
}
