import {
  type GiveCode,
  type Problem,
  Problem as ProblemSchema,
  protocol,
  protocolHeader,
  SignedIn,
  SignedInSetUp,
  type SignIn,
  SignInBegun,
  TotpOffer,
} from '@healthcare/protocol';
import { z } from 'zod';
import type { GrantKeys } from './identity/index.ts';
import { fetchProven, type ProvenServer } from './wire/proven-fetch.ts';

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
  /** What the role needs is set up before its person comes in, after `factor/set-up-first`; the key of the session is kept here. */
  offerTotp(attempt: string): Promise<SignInAnswer<TotpOffer>>;
  bindTotp(attempt: string, code: string): Promise<SignInAnswer<SignedInSetUp>>;
  offerPasskey(attempt: string): Promise<SignInAnswer<{ readonly challenge: string }>>;
  bindPasskey(attempt: string, name: string, response: object): Promise<SignInAnswer<SignedInSetUp>>;
  /** Asks for a mail with a link to choose a new password. Answered alike whoever asks. */
  askReset(user: string): Promise<SignInAnswer<object>>;
  /** A new password, by the link of a mail. */
  choosePassword(link: string, password: string): Promise<SignInAnswer<object>>;
}

/** Somebody who types waits at most this long before they are told that the server is away (ms). */
const PATIENCE_MS = 15_000;

/** `keys`: what will sign in the name of whoever comes in. Each attempt has a key of its own. */
export function serverDoor(server: ProvenServer, keys: GrantKeys): ServerDoor {
  const made = new Map<string, Awaited<ReturnType<GrantKeys['make']>>>();
  const at = (attempt: string) => `/api/sign-in/${attempt}`;
  async function kept<Pass extends SignedIn>(attempt: string, answer: SignInAnswer<Pass>): Promise<SignInAnswer<Pass>> {
    const key = made.get(attempt);
    if (answer.ok && key) await keys.keep(answer.answer.session.grant, key);
    return answer;
  }
  return {
    async begin(asked) {
      const key = await keys.make();
      const own = server.prover && { workstationKey: server.prover.publicKey };
      const workstation = { ...asked.workstation, publicKey: key.publicKey, ...own };
      const begun = await posted(server, '/api/sign-in', { ...asked, workstation }, SignInBegun);
      if (begun.ok) {
        made.clear(); // One person at a time stands at a door.
        made.set(begun.answer.attempt, key);
      }
      return begun;
    },
    resend: (attempt) => posted(server, `${at(attempt)}/resend`, {}, SignInBegun),
    finish: async (attempt, given) => kept(attempt, await posted(server, `${at(attempt)}/code`, given, SignedIn)),
    offerTotp: (attempt) => posted(server, `${at(attempt)}/totp`, {}, TotpOffer),
    bindTotp: async (attempt, code) =>
      kept(attempt, await posted(server, `${at(attempt)}/totp`, { code }, SignedInSetUp, 'PUT')),
    offerPasskey: (attempt) => posted(server, `${at(attempt)}/passkeys/options`, {}, PasskeyOptions),
    bindPasskey: async (attempt, name, response) =>
      kept(attempt, await posted(server, `${at(attempt)}/passkeys`, { name, response }, SignedInSetUp)),
    askReset: (user) => posted(server, '/api/password-reset', { user }, nothing),
    choosePassword: (link, password) => posted(server, '/api/password', { link, password }, nothing),
  };
}

/** An answer that says no more than that it was done. */
const nothing = z.strictObject({});

/** WebAuthn's creation options in their JSON form: the browser reads them. */
const PasskeyOptions = z.looseObject({ challenge: z.string() });

async function posted<Answer>(
  server: ProvenServer,
  path: string,
  body: object,
  schema: { safeParse(answer: unknown): { readonly data?: Answer } },
  method: 'POST' | 'PUT' = 'POST',
): Promise<SignInAnswer<Answer>> {
  try {
    const response = await fetchProven(server, path, {
      method,
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
export async function signOut(server: ProvenServer, token: string): Promise<boolean> {
  try {
    const response = await fetchProven(server, '/api/session', {
      method: 'DELETE',
      token,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.ok || response.status !== 401) return response.ok;
    // The session is not there any more, unless it was the clock here that jumped (N13).
    return ProblemSchema.safeParse(await response.json()).data?.code !== 'workstation/proof-late';
  } catch {
    return false; // Away.
  }
}
