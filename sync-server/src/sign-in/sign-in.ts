import type { FactorOffer, GiveCode, SignedIn, SignIn, SignInBegun } from '@healthcare/protocol';
import { type Factors, type Failures, requirementFor, type SecondStepKinds, secondSteps } from '../factors/index.ts';
import { tooMany } from '../http/limiter.ts';
import { RequestProblem } from '../http/problems.ts';
import { type Accounts, loginKey } from '../sessions/accounts.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { workstationIdFrom } from '../sessions/workstation-id.ts';
import type { Attempt, Attempts } from './attempts.ts';
import type { Brake } from './brake.ts';

export interface SignInParts {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  /** For passwords, which strangers can guess at. */
  readonly brake: Brake;
  /** For second steps, where only those come who had the password. */
  readonly failures: Failures;
  readonly factors: Pick<Factors, 'held' | 'policy'>;
  /** Each kind of second step there is. */
  readonly steps: SecondStepKinds;
  readonly now: () => number;
}

/** The two steps into a session. Throws `RequestProblem`; unknown user, wrong password and wrong code are one problem. */
export interface SignInFlow {
  begin(asked: SignIn, address: string): Promise<SignInBegun>;
  /** Another code for the same attempt. */
  resend(attempt: string): Promise<SignInBegun>;
  prove(attempt: string, given: GiveCode): Promise<SignedIn>;
}

export function signInFlow(parts: SignInParts): SignInFlow {
  const { accounts, sessions, attempts, brake, failures, factors, steps, now } = parts;

  async function kindsFor({ account: { _id, role } }: Attempt) {
    const [held, { policy }] = await Promise.all([factors.held(_id), factors.policy()]);
    return secondSteps(requirementFor(policy, role), held).accepted;
  }
  async function begun(attempt: Attempt): Promise<SignInBegun> {
    const { id: occasion, account, language } = attempt;
    const offers = await Promise.all(
      (await kindsFor(attempt)).map(async (kind): Promise<readonly FactorOffer[]> => {
        const offer = await steps[kind]?.offer({ occasion, user: account._id, language });
        return offer ? [{ ...offer, kind }] : [];
      }),
    );
    if (offers.flat().length === 0) throw new RequestProblem('sign-in/no-second-step');
    return { attempt: occasion, factors: offers.flat(), serverTime: new Date(now()).toISOString() };
  }
  function attemptOf(id: string): Attempt {
    const attempt = attempts.look(id);
    if (!attempt) throw new RequestProblem('sign-in/over');
    return attempt;
  }

  return {
    async begin({ user, password, workstation: claim, language = 'en' }, address) {
      const subject = (await accounts.byLogin(user))?._id ?? loginKey(user);
      const workstation = workstationIdFrom(claim.secret);
      const known = sessions.knowsWorkstation(workstation);
      const tried = { factor: 'password', subject, address, workstation, known };
      await brake.begin(tried);
      const account = await accounts.byPassword(user, password);
      if (!account) throw new RequestProblem('session/wrong-credentials');
      await brake.succeeded(tried);
      const noPlace = sessions.whyNotHere(account, claim);
      if (noPlace) throw new RequestProblem(noPlace);
      return begun(attempts.begin({ account, claim, language, address }));
    },
    resend: (id) => begun(attemptOf(id)),
    async prove(id, { kind, code }) {
      const attempt = attemptOf(id);
      const { account, claim, address } = attempt;
      const turn = await failures.begin(account._id, kind);
      if (turn === 'locked') throw new RequestProblem('factor/locked');
      if (turn !== 'now') throw tooMany(turn.waitMs);
      const step = (await kindsFor(attempt)).includes(kind) ? steps[kind] : undefined;
      if (!(await step?.check({ occasion: id, user: account._id }, code)))
        throw new RequestProblem('session/wrong-credentials');
      await failures.forget(account._id, kind);
      // What was true at the first step may have changed since: another password ends what began with the old one.
      const current = await accounts.byId(account._id);
      const same = current?.passwordHash === account.passwordHash && attempts.take(id) !== undefined;
      if (!current || !same) throw new RequestProblem('sign-in/over');
      const session = await sessions.begin(current, claim, { address, inFull: true });
      if (typeof session === 'string') throw new RequestProblem(session);
      return session;
    },
  };
}
