import { type Role, roles } from '@healthcare/domain';
import { type FactorKind, type FactorPolicy, type FactorRequirement, factorRequirements } from '@healthcare/protocol';

/** What is set up for an account. */
export interface Held {
  readonly totp: boolean;
  readonly recoveryLeft: number;
  readonly passkeys: number;
}

/** The hospital's wish; the weakest of them. */
const DEFAULT_REQUIREMENT: FactorRequirement = 'email';

export function requirementFor(policy: FactorPolicy, role: Role): FactorRequirement {
  return policy[role] ?? DEFAULT_REQUIREMENT;
}

/** What the hospital requires, and since when it has required as much. */
export interface PolicySince {
  readonly policy: FactorPolicy;
  readonly changed?: { readonly by: string; readonly at: string };
  /** Absent: as long as the policy has stood as it is. */
  readonly since?: Readonly<Partial<Record<Role, string>>>;
}

/**
 * U4: from when on nobody of this role comes in without what it needs (wall ms); undefined where a mail is enough. Until then they are led to
 * it: nobody is told in the middle of a night shift that their phone is needed.
 */
export function holdsFromMs({ policy, since, changed }: PolicySince, role: Role, graceMs: number): number | undefined {
  const from = since?.[role] ?? changed?.at;
  return requirementFor(policy, role) === 'email' || from === undefined ? undefined : Date.parse(from) + graceMs;
}

/** Since when each role needs as much as it does now; the time begins anew where more is asked for than before. */
export function sinceAfter(before: PolicySince, policy: FactorPolicy, at: string): NonNullable<PolicySince['since']> {
  const strength = (of: FactorPolicy, role: Role) => factorRequirements.indexOf(requirementFor(of, role));
  return Object.fromEntries(
    roles
      .filter((role) => requirementFor(policy, role) !== 'email')
      .map((role) => {
        const isMore = strength(policy, role) > strength(before.policy, role);
        return [role, isMore ? at : (before.since?.[role] ?? before.changed?.at ?? at)];
      }),
  );
}

/** The second steps of a sign-in: which may be taken, the strongest first, and what has to be set up before the session begins. */
export interface SecondSteps {
  readonly accepted: readonly FactorKind[];
  readonly toSetUp?: 'totp' | 'passkey';
}

/** Who lacks what their role requires comes in by what they have, as far as the point where it is set up. */
export function secondSteps(required: FactorRequirement, held: Held): SecondSteps {
  const toSetUp = missingFactor(required, held);
  return toSetUp
    ? { accepted: acceptedFactors('email', held), toSetUp }
    : { accepted: acceptedFactors(required, held) };
}

/**
 * Whoever has an authenticator app is not let in by a mail any more: the app would be worth nothing. A passkey alone does not close that
 * way where mail is enough, because passkeys do not exist on every workstation.
 */
function acceptedFactors(required: FactorRequirement, { totp, recoveryLeft, passkeys }: Held): readonly FactorKind[] {
  const kinds: FactorKind[] = [];
  if (passkeys > 0) kinds.push('passkey');
  if (totp && required !== 'passkey') kinds.push('totp');
  if (required === 'email' && !totp) kinds.push('email');
  if (recoveryLeft > 0 && (totp || passkeys > 0)) kinds.push('recovery');
  return kinds;
}

function missingFactor(required: FactorRequirement, { totp, passkeys }: Held): 'totp' | 'passkey' | undefined {
  if (required === 'email' || passkeys > 0) return undefined;
  if (required === 'passkey') return 'passkey';
  return totp ? undefined : 'totp';
}
