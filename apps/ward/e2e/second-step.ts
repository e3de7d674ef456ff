import { withFactorsIn } from '@healthcare/sync-server/factors';
import { expect, type Page } from '@playwright/test';
import { generateSync } from 'otplib';
import { type PersonId, password } from './ward-under-test.ts';

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

/** Answers the question who one is, which lies over the screen. */
export async function prove(page: Page, app: AuthenticatorApp): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Show that it is you' });
  await dialog.getByLabel('Your password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.getByLabel(/six digits that your authenticator app/).fill(app.codeNow());
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog).toBeHidden();
}
