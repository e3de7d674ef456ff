import type { Entry } from '@healthcare/domain';
import type { SignedIn } from '@healthcare/protocol';
import { type PersonId, password, people, type WardUnderTest } from './ward-under-test.ts';

export interface StoredCall {
  readonly _id: string;
  readonly state: string;
  readonly room: string;
  readonly bed?: string;
  readonly entries: readonly Entry[];
}

/** A caller that bypasses the screens: the same requests any program could send. */
export interface ApiCaller extends SignedIn {
  readonly ask: <Answer>(path: string, body?: unknown) => Promise<Answer>;
}

export async function signInByApi(
  ward: WardUnderTest,
  who: PersonId,
  kind: 'ward' | 'pharmacy' = 'ward',
): Promise<ApiCaller> {
  const secret = who.padEnd(43, '0');
  const signIn = { user: people[who].login, password, workstation: { secret, kind } };
  const signedIn = (await answered(ward, '/api/session', undefined, signIn)) as SignedIn;
  return { ...signedIn, ask: async (path, body) => (await answered(ward, path, signedIn.token, body)) as never };
}

/** Every call of the ward as the server keeps it. */
export async function callsOnServer(ward: WardUnderTest): Promise<readonly StoredCall[]> {
  const caller = await signInByApi(ward, 'heba');
  const page = await caller.ask<{ results: readonly { doc: StoredCall }[] }>(
    '/db/calls/_changes?limit=5000&include_docs=true',
  );
  return page.results.map(({ doc }) => doc);
}

async function answered(ward: WardUnderTest, path: string, token?: string, body?: unknown): Promise<unknown> {
  const response = await fetch(new URL(path, ward.url), {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
