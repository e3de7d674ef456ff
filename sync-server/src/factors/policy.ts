import type { Role } from '@healthcare/domain';
import type { FactorKind, FactorPolicy, FactorRequirement } from '@healthcare/protocol';

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
