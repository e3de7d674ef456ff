import type { Role } from '@healthcare/domain';
import type { WorkstationClaim } from '@healthcare/protocol';
import type { Account } from '@healthcare/sync-server/parts';
import type { Random } from './random.ts';

export const wardIds = ['A', 'B'] as const;

/** Who works in a schedule: every role of the staff, and two nurses because they meet at the same call. */
const roster: readonly { readonly user: string; readonly role: Role; readonly wards: readonly string[] }[] = [
  { user: 'nurse', role: 'nurse', wards: ['A'] },
  { user: 'nurse2', role: 'nurse', wards: ['A', 'B'] },
  { user: 'headnurse', role: 'headNurse', wards: ['A', 'B'] },
  { user: 'doctor', role: 'doctor', wards: ['B'] },
  { user: 'headdoctor', role: 'headDoctor', wards: ['A', 'B'] },
  { user: 'pharmacist', role: 'pharmacist', wards: [] },
  { user: 'hr', role: 'hr', wards: [] },
  { user: 'admin', role: 'admin', wards: ['A', 'B'] },
];

export const userIds: readonly string[] = roster.map(({ user }) => user);

export function accounts(): Map<string, Account> {
  return new Map(
    roster.map(({ user, role, wards }) => [user, { _id: user, logins: [user], passwordHash: '', role, wards }]),
  );
}

/** Roles that somebody can be given in the middle of a schedule. */
const wardRoles: readonly Role[] = ['nurse', 'headNurse', 'doctor', 'headDoctor'];

/** The same person with another role or other wards. */
export function reassigned(account: Account, random: Random): Account {
  const wards = random.pick([['A'], ['B'], ['A', 'B'], ['B', 'A']]);
  return { ...account, role: wardRoles.includes(account.role) ? random.pick(wardRoles) : account.role, wards };
}

/** A place where this person can sign in; the terminals stand in wards, the desks do not. */
export function placeFor(account: Account, secret: string, random: Random): WorkstationClaim {
  const wards = account.role === 'admin' ? wardIds : account.wards;
  if (wards.length > 0 && random.chance(0.9))
    return { secret, publicKey: secret, kind: 'ward', wardId: random.pick(wards) };
  const kind = account.role === 'admin' || account.role === 'hr' ? 'admin' : 'pharmacy';
  return { secret, publicKey: secret, kind };
}
