import { AskReset, ChoosePassword } from '@healthcare/protocol';
import { Router } from 'express';
import type { Logger } from 'pino';
import { PROOF_PASSWORD } from '../account/counted.ts';
import type { Failures, Turn } from '../factors/index.ts';
import { bodyOf } from '../http/body.ts';
import { RequestProblem, route } from '../http/problems.ts';
import { faultOf } from '../log/fault.ts';
import type { Notices } from '../mail/notices.ts';
import type { Accounts } from '../sessions/accounts.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Brake, triedByPassword } from './brake.ts';
import type { LinkPurpose, Links } from './links.ts';
import { LINK_MINUTES } from './links.ts';
import { passwordFault } from './passwords.ts';

export interface PasswordParts {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly failures: Failures;
  readonly brake: Pick<Brake, 'bound'>;
  readonly links: Links;
  readonly notices: Notices;
  readonly publicUrl: () => string;
  readonly log: Logger;
}

/** Where the page of a link is. */
const PAGE = '/#/password?link=';

/** Writes a link by which somebody chooses a password. */
export async function invited(
  { links, notices, publicUrl }: Pick<PasswordParts, 'links' | 'notices' | 'publicUrl'>,
  user: string,
  purpose: LinkPurpose,
): Promise<void> {
  const link = publicUrl().replace(/\/$/, '') + PAGE + (await links.make(user, purpose));
  const minutes = LINK_MINUTES[purpose];
  if (purpose === 'invitation') await notices.write(user, 'invitation', { link, hours: minutes / 60 }, minutes);
  else await notices.write(user, 'password-reset', { link, minutes }, minutes);
}

/** `/api/password-reset`, `/api/password`: without a session, so nothing here tells whether somebody has an account. */
export function linkRoutes(parts: PasswordParts): Router {
  const { accounts, sessions, failures, brake, links, notices, log } = parts;
  const router = Router();

  /** Anybody can ask in anybody's name: many mails wait, and none of it keeps their person from a new password for good. */
  async function resetTurn(user: string): Promise<Turn> {
    const turn = await failures.begin(user, 'reset');
    if (turn !== 'locked') return turn;
    await failures.forget(user, 'reset');
    return failures.begin(user, 'reset');
  }

  async function asked(login: string): Promise<void> {
    const account = await accounts.byLogin(login);
    if (!account || account.closed) return;
    const turn = await resetTurn(account._id);
    if (turn === 'now') await invited(parts, account._id, 'reset');
    log.info({ user: account._id, sent: turn === 'now' }, 'asked for a new password');
  }

  router.post(
    '/password-reset',
    route((request, response) => {
      const { user } = bodyOf(request, AskReset);
      // Answered before anything is looked up: neither words nor time tell who exists.
      response.status(202).json({});
      asked(user).catch((error: unknown) => log.error(faultOf(error), 'a new password was asked for'));
    }),
  );
  router.post(
    '/password',
    route(async (request, response) => {
      const { link, password } = bodyOf(request, ChoosePassword);
      const whose = await links.look(link);
      if (!whose) throw new RequestProblem('link/not-good');
      const fault = passwordFault(password, await accounts.ownData(whose.user));
      if (fault) throw new RequestProblem(fault); // The link is good still.
      if (!(await links.take(link)) || !(await accounts.setPassword(whose.user, password)))
        throw new RequestProblem('link/not-good');
      await sessions.revokeOthers(whose.user, undefined, 'session/account-changed');
      // Whatever was guessed at is another one now.
      for (const factor of Object.values(triedByPassword)) brake.bound(factor, whose.user);
      await Promise.all(['reset', PROOF_PASSWORD].map((factor) => failures.forget(whose.user, factor)));
      log.info({ user: whose.user, purpose: whose.purpose }, 'chose a password');
      response.json({});
      if (whose.purpose === 'reset') notices.tell(whose.user, 'password-changed');
    }),
  );
  return router;
}
