import type { FactorKind, FactorOffer, Language } from '@healthcare/protocol';
import { RequestProblem } from '../http/problems.ts';
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

/** What can be taken of these kinds. An address that takes no mails closes none of the other ways; whatever else goes wrong is thrown. */
export async function offered(
  kinds: readonly FactorKind[],
  steps: SecondStepKinds,
  asker: Asker,
): Promise<readonly FactorOffer[]> {
  const asked = await Promise.allSettled(
    kinds.map(async (kind): Promise<readonly FactorOffer[]> => {
      const offer = await steps[kind]?.offer(asker);
      return offer ? [{ ...offer, kind }] : [];
    }),
  );
  const offers = asked.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  const troubles = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const grave = troubles.filter((trouble) => offers.length === 0 || !isRefusedAddress(trouble));
  if (grave.length > 0) throw grave[0];
  return offers;
}

function isRefusedAddress(trouble: unknown): boolean {
  return trouble instanceof RequestProblem && trouble.code === 'sign-in/address-refused';
}

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
