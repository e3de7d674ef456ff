import {
  type Problem,
  Problem as ProblemSchema,
  protocol,
  protocolHeader,
  SignedIn,
  type SignIn,
} from '@healthcare/protocol';

import type { GrantKeys } from './identity/index.ts';

/** A session, the server's reason against it, or no answer. */
export type SignInAnswer = SignedIn | Problem | 'unreachable';

/** Somebody who types waits at most this long before they are told that the server is away (ms). */
const PATIENCE_MS = 15_000;

/** Asks the server for a session, with a key of its own that is kept here. Never throws: a server that is away is an answer. */
export async function signIn(serverUrl: string, asked: SignIn, keys: GrantKeys): Promise<SignInAnswer> {
  const key = await keys.make();
  const workstation = { ...asked.workstation, publicKey: key.publicKey };
  const answer = await answerTo(serverUrl, { ...asked, workstation });
  if (isSignedIn(answer)) await keys.keep(answer.session.grant, key);
  return answer;
}

async function answerTo(serverUrl: string, asked: SignIn): Promise<SignInAnswer> {
  const body = JSON.stringify(asked);
  try {
    const response = await fetch(`${serverUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [protocolHeader]: String(protocol.newest) },
      body,
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const answer: unknown = await response.json();
    return SignedIn.safeParse(answer).data ?? ProblemSchema.safeParse(answer).data ?? 'unreachable';
  } catch {
    return 'unreachable'; // No network, no server, or something in between that is not ours: the same for who signs in.
  }
}

/** Which of the three it is. */
export function isSignedIn(answer: SignInAnswer): answer is SignedIn {
  return answer !== 'unreachable' && 'token' in answer && 'session' in answer;
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
