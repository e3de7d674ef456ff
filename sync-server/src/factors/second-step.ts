import type { FactorKind, Language } from '@healthcare/protocol';
import type { Factors } from './factors.ts';
import type { PasskeySite } from './passkeys.ts';

/** Whom a second step is asked of, and what for. */
export interface Asker {
  /** One sign-in attempt or one proof: what is answered counts for nothing else. */
  readonly occasion: string;
  readonly user: string;
  /** Of the screen that asks; absent: the account's own. */
  readonly language?: Language;
}

/** One kind of second step. Counting failures and the order of the steps are others' (`failures.ts`, `policy.ts`). */
export interface SecondStep {
  /** What the screen needs to take it; undefined where it cannot be taken here. */
  offer(asker: Asker): Promise<object | undefined>;
  /** Does what the person gave hold? It is used up by that. */
  check(asker: Asker, given: unknown): Promise<boolean>;
}

export type SecondStepKinds = Readonly<Partial<Record<FactorKind, SecondStep>>>;

/** The steps that need no mail. */
export function ownSecondSteps(factors: Factors, siteOf: () => PasskeySite | undefined): SecondStepKinds {
  const code = (given: unknown): string => (typeof given === 'string' ? given : '');
  return {
    totp: {
      offer: async () => ({}),
      check: ({ user }, given) => factors.checkTotp(user, code(given)),
    },
    recovery: {
      offer: async ({ user }) => ({ left: (await factors.held(user)).recoveryLeft }),
      check: ({ user }, given) => factors.checkRecoveryCode(user, code(given)),
    },
    passkey: {
      async offer({ occasion, user }) {
        const site = siteOf();
        return site && { options: await factors.askPasskey(occasion, user, site) };
      },
      async check({ occasion, user }, given) {
        const site = siteOf();
        return site !== undefined && (await factors.checkPasskey(occasion, user, site, given));
      },
    },
  };
}
