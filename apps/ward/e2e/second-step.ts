import { withFactorsIn } from '@healthcare/sync-server/factors';
import { generateSync } from 'otplib';
import type { PersonId } from './ward-under-test.ts';

/** Somebody's authenticator app. Codes count once: whoever gives two within half a minute gives that of the step that follows. */
export interface AuthenticatorApp {
  readonly codeNow: () => string;
}

/** Sets an app up, with recovery codes, in the data folder of a server that has not started. */
export async function appIn(folder: string, who: PersonId): Promise<AuthenticatorApp> {
  let secret = '';
  await withFactorsIn(folder, async (factors) => {
    ({ secret } = factors.offerTotp(who, who));
    if (!(await factors.bindTotp(who, codeOf(secret, -1)))) throw new Error('the app was not set up');
    await factors.makeRecoveryCodes(who);
  });
  let given = 0;
  return { codeNow: () => codeOf(secret, given++) };
}

export function codeOf(secret: string, stepsAhead = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * stepsAhead });
}
