import { type Role, roles, stamp } from '@healthcare/domain';
import type { SignedIn, WorkstationClaim } from '@healthcare/protocol';
import type { Account } from '../../src/sessions/accounts.ts';
import { hashPassword } from '../../src/sessions/accounts.ts';
import type { Arrival } from '../../src/sessions/sessions.ts';
import { type Caller, secretOf, send, type UnderTest } from '../server-under-test.ts';
import { newSigner, type Signer, signsWith } from '../signer.ts';

export const homeWard = '4B';
export const otherWard = '3A';

/** One person of every role, all of them assigned to the same ward: the ward alone gives nobody a right. */
export async function onePerRole(server: UnderTest): Promise<ReadonlyMap<Role, Account>> {
  const passwordHash = await hashPassword('a password nobody uses');
  const all = roles.map((role, at) => {
    return { _id: `the-${role}`, logins: [`0200000000${at}`], passwordHash, role, wards: [homeWard] } as const;
  });
  await server.accounts.put(all);
  return new Map(all.map((account) => [account.role, account]));
}

/** Every kind of workstation, in either ward. */
export const places: readonly Omit<WorkstationClaim, 'secret'>[] = [
  { kind: 'ward', wardId: homeWard },
  { kind: 'ward', wardId: otherWard },
  { kind: 'pharmacy' },
  { kind: 'admin' },
  { kind: 'patient' },
];

/** A session of this person at such a workstation; undefined when they have no place there. How they sign in is not asked here. */
export async function seated(
  server: UnderTest,
  account: Account,
  place: Omit<WorkstationClaim, 'secret'>,
  arrival: Arrival = {},
): Promise<Omit<Caller, 'push'> | undefined> {
  const secret = secretOf(`${account._id}-${place.kind}-${place.wardId ?? ''}`);
  const signer = newSigner();
  const begun = await server.sessions.begin(account, { ...place, secret, publicKey: signer.publicKey }, arrival);
  return typeof begun === 'string' ? undefined : callerOf(server, begun, signer);
}

/** At the first place that this person has. */
export async function atWork(
  server: UnderTest,
  account: Account,
  arrival: Arrival = {},
): Promise<Omit<Caller, 'push'>> {
  for (const place of places) {
    const caller = await seated(server, account, place, arrival);
    if (caller) return caller;
  }
  throw new Error(`${account.role} has no place anywhere`);
}

let made = 0;

function callerOf(server: UnderTest, signedIn: SignedIn, signer: Signer): Omit<Caller, 'push'> {
  const { session, token } = signedIn;
  signsWith(session.grant, signer);
  return {
    ...signedIn,
    signer,
    request: (path, init = {}) => send(server.url, path, { ...init, token }),
    entry(kind, data = {}, more = {}) {
      made += 1;
      const by = { user: session.user, grant: session.grant, workstation: session.workstation };
      return { id: `m${made}`, kind, at: stamp(server.clock.ms + made, 0, 'test'), by, after: [], data, ...more };
    },
  };
}
