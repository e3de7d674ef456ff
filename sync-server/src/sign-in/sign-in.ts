import type {
  GiveCode,
  SignedIn,
  SignedInSetUp,
  SignIn,
  SignInBegun,
  TotpOffer,
  WorkstationClaim,
} from '@healthcare/protocol';
import {
  boundBy,
  type Factors,
  type Failures,
  holdsFromMs,
  offered,
  type PasskeySite,
  requirementFor,
  type SecondStepKinds,
  secondSteps,
} from '../factors/index.ts';
import { tooMany } from '../http/limiter.ts';
import { RequestProblem } from '../http/problems.ts';
import type { Account, Accounts } from '../sessions/accounts.ts';
import { loginKey } from '../sessions/login-keys.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { workstationIdFrom } from '../sessions/workstation-id.ts';
import type { Workstations } from '../workstations/index.ts';
import type { Attempt, Attempts } from './attempts.ts';
import { type Brake, triedByPassword } from './brake.ts';

export interface SignInParts {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  /** For passwords, which strangers can guess at. */
  readonly brake: Brake;
  /** For second steps, where only those come who had the password. */
  readonly failures: Failures;
  readonly factors: Pick<
    Factors,
    'held' | 'policy' | 'offerTotp' | 'bindTotp' | 'offerPasskey' | 'bindPasskey' | 'makeRecoveryCodes'
  >;
  /** Where passkeys of this server belong to; undefined where no browser makes any. */
  readonly passkeySite: () => PasskeySite | undefined;
  /** Between a requirement and the day from which it holds at the sign-in (ms). */
  readonly graceMs: number;
  /** Tells a person by mail what was set up. */
  readonly tell: (user: string, event: 'totp-bound' | 'passkey-bound') => void;
  readonly workstations: Pick<Workstations, 'whyNotAt' | 'takeKey'>;
  /** Each kind of second step there is. */
  readonly steps: SecondStepKinds;
  readonly now: () => number;
}

/** The two steps into a session. Throws `RequestProblem`; unknown user, wrong password and wrong code are one problem. */
export interface SignInFlow {
  begin(asked: SignIn, address: string, proven: Proven): Promise<SignInBegun>;
  /** Stands before every further step of an attempt. */
  demand(attempt: string, proven: Proven): void;
  /** Another code for the same attempt. */
  resend(attempt: string): Promise<SignInBegun>;
  prove(attempt: string, given: GiveCode): Promise<SignedIn>;
  /** U4: what is set up before somebody comes in, after `factor/set-up-first`. */
  readonly setUp: SetUpFlow;
}

/** Good for an attempt whose second step was taken and that lacks what the role needs; otherwise `sign-in/over`. */
export interface SetUpFlow {
  offerTotp(attempt: string): Promise<TotpOffer>;
  bindTotp(attempt: string, code: string): Promise<SignedInSetUp>;
  offerPasskey(attempt: string): Promise<object>;
  bindPasskey(attempt: string, made: { readonly name: string; readonly response: unknown }): Promise<SignedInSetUp>;
}

/** Throws unless the request comes from this workstation, by its key or the one it brings along. */
export type Proven = (workstation: string, broughtKey: string | undefined) => void;

export function signInFlow(parts: SignInParts): SignInFlow {
  const { accounts, sessions, workstations, attempts, brake, failures, factors, steps, now } = parts;

  async function kindsFor({ account: { _id, role } }: Attempt) {
    const [held, { policy }] = await Promise.all([factors.held(_id), factors.policy()]);
    return secondSteps(requirementFor(policy, role), held).accepted;
  }
  /** U4: what this person has to set up before they come in. Nothing while there is time still, or where nobody could. */
  async function lacking({ _id, role }: Account): Promise<'totp' | 'passkey' | undefined> {
    const [held, policy] = await Promise.all([factors.held(_id), factors.policy()]);
    const { toSetUp } = secondSteps(requirementFor(policy.policy, role), held);
    const fromMs = holdsFromMs(policy, role, parts.graceMs);
    const isDue = fromMs !== undefined && now() >= fromMs;
    return isDue && (toSetUp !== 'passkey' || parts.passkeySite()) ? toSetUp : undefined;
  }
  async function lackingAttempt(id: string, what: 'totp' | 'passkey'): Promise<Attempt> {
    const attempt = attempts.look(id);
    if (!attempt?.proven || (await lacking(attempt.account)) !== what) throw new RequestProblem('sign-in/over');
    return attempt;
  }
  async function setUpBy(attempt: Attempt, event: 'totp-bound' | 'passkey-bound'): Promise<SignedInSetUp> {
    const { _id } = attempt.account;
    await failures.forget(_id, event === 'totp-bound' ? 'totp' : 'passkey');
    const codes = await boundBy(factors, _id);
    parts.tell(_id, event);
    return { ...(await enter(attempt)), ...codes };
  }
  function site(): PasskeySite {
    const found = parts.passkeySite();
    if (!found) throw new RequestProblem('factor/no-passkeys-here');
    return found;
  }
  async function enter({ id, account, claim, address }: Attempt): Promise<SignedIn> {
    // What was true at the first step may have changed since: another password ends what began with the old one.
    const current = await accounts.byId(account._id);
    const same = current?.passwordHash === account.passwordHash && attempts.take(id) !== undefined;
    if (!current || !same) throw new RequestProblem('sign-in/over');
    const session = await sessions.begin(current, claim, { address, inFull: true });
    if (typeof session === 'string') throw new RequestProblem(session);
    if (current.invited) await accounts.cameIn(current._id);
    await workstations.takeKey(session.session.workstation, claim.kind, claim.workstationKey);
    return session;
  }
  async function begun(attempt: Attempt): Promise<SignInBegun> {
    const { id: occasion, account, language } = attempt;
    const factors = await offered(await kindsFor(attempt), steps, { occasion, user: account._id, language });
    if (factors.length === 0) throw new RequestProblem('sign-in/no-second-step');
    return { attempt: occasion, factors: [...factors], serverTime: new Date(now()).toISOString() };
  }
  function attemptOf(id: string): Attempt {
    const attempt = attempts.look(id);
    if (!attempt) throw new RequestProblem('sign-in/over');
    return attempt;
  }

  /** The workstation of this claim, if people may sign in there and the request comes from it. */
  function admitted(claim: WorkstationClaim, proven: Proven): string {
    const workstation = workstationIdFrom(claim.secret);
    const notHere = workstations.whyNotAt(workstation, claim);
    if (notHere) throw new RequestProblem(notHere);
    proven(workstation, claim.workstationKey);
    return workstation;
  }

  return {
    demand(id, proven) {
      const attempt = attempts.look(id);
      if (attempt) admitted(attempt.claim, proven);
    },
    async begin({ user, password, workstation: claim, language = 'en' }, address, proven) {
      // Before anybody is looked up: whoever has no workstation has nothing to guess at.
      const workstation = admitted(claim, proven);
      const subject = (await accounts.byLogin(user))?._id ?? loginKey(user);
      const known = sessions.knowsWorkstation(workstation);
      const tried = { factor: triedByPassword.signIn, subject, address, workstation, known };
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
      const { account } = attempt;
      const turn = await failures.begin(account._id, kind);
      if (turn === 'locked') throw new RequestProblem('factor/locked');
      if (turn !== 'now') throw tooMany(turn.waitMs);
      const step = (await kindsFor(attempt)).includes(kind) ? steps[kind] : undefined;
      if (!(await step?.check({ occasion: id, user: account._id }, code)))
        throw new RequestProblem('session/wrong-credentials');
      await failures.forget(account._id, kind);
      const missing = await lacking(account);
      if (!missing) return enter(attempt);
      attempts.prove(id);
      throw new RequestProblem('factor/set-up-first', { about: missing });
    },
    setUp: {
      async offerTotp(id) {
        const { account } = await lackingAttempt(id, 'totp');
        return factors.offerTotp(account._id, account._id);
      },
      async bindTotp(id, code) {
        const attempt = await lackingAttempt(id, 'totp');
        if (!(await factors.bindTotp(attempt.account._id, code))) throw new RequestProblem('factor/wrong-code');
        return setUpBy(attempt, 'totp-bound');
      },
      async offerPasskey(id) {
        const { account } = await lackingAttempt(id, 'passkey');
        return factors.offerPasskey(account._id, account._id, site());
      },
      async bindPasskey(id, made) {
        const attempt = await lackingAttempt(id, 'passkey');
        if (!(await factors.bindPasskey(attempt.account._id, site(), made)))
          throw new RequestProblem('factor/passkey-not-made');
        return setUpBy(attempt, 'passkey-bound');
      },
    },
  };
}
