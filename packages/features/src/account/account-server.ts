import {
  AccountShown,
  AddressChangeBegun,
  FactorBound,
  type FactorKind,
  type FactorPolicy,
  FactorPolicyShown,
  FactorsShown,
  type Language,
  type OpenAccount,
  OwnAddress,
  ProofBegun,
  RecoveryCodes,
  SessionsShown,
  type SetAddress,
  SignedIn,
  TotpOffer,
} from '@healthcare/protocol';
import { z } from 'zod';
import type { Answered, ServerDoor } from '../state/index.ts';

const nothing = z.null();
const own = '/api/account';

/** What the screens of an account ask of the server, by the names the screens use. */
export function accountServer({ ask }: ServerDoor) {
  const sessions = (whose: string | null) =>
    whose === null ? `${own}/sessions` : `/api/accounts/${encodeURIComponent(whose)}/sessions`;
  const gone = (path: string) => ask(path, { method: 'DELETE', shape: nothing });
  return {
    factors: () => ask(`${own}/factors`, { shape: FactorsShown }),
    changePassword: (current: string, next: string) =>
      ask(`${own}/password`, { method: 'PUT', body: { current, next }, shape: nothing }),
    address: () => ask(`${own}/email`, { shape: OwnAddress }),
    beginAddressChange: (email: string, language: Language) =>
      ask(`${own}/email`, { method: 'POST', body: { email, language }, shape: AddressChangeBegun }),
    resendAddressCodes: (change: string) =>
      ask(`${own}/email/${encodeURIComponent(change)}/resend`, { method: 'POST', shape: AddressChangeBegun }),
    confirmAddressChange: (change: string, codes: { readonly next: string; readonly current?: string }) =>
      ask(`${own}/email/${encodeURIComponent(change)}`, { method: 'PUT', body: codes, shape: nothing }),
    accountOf: (user: string) => ask(`/api/accounts/${encodeURIComponent(user)}`, { shape: AccountShown }),
    openAccount: (user: string, account: OpenAccount) =>
      ask(`/api/accounts/${encodeURIComponent(user)}`, { method: 'PUT', body: account, shape: nothing }),
    setAddressOf: (user: string, address: SetAddress) =>
      ask(`/api/accounts/${encodeURIComponent(user)}/email`, { method: 'PUT', body: address, shape: nothing }),
    giveBadgeTo: (user: string, badge: string) =>
      ask(`/api/accounts/${encodeURIComponent(user)}/badge`, { method: 'PUT', body: { badge }, shape: nothing }),
    takeBadgeOf: (user: string) => gone(`/api/accounts/${encodeURIComponent(user)}/badge`),
    offerTotp: () => ask(`${own}/factors/totp`, { method: 'POST', shape: TotpOffer }),
    bindTotp: (code: string) => ask(`${own}/factors/totp`, { method: 'PUT', body: { code }, shape: FactorBound }),
    removeTotp: () => gone(`${own}/factors/totp`),
    makeRecoveryCodes: () => ask(`${own}/factors/recovery-codes`, { method: 'POST', shape: RecoveryCodes }),
    passkeyOptions: () => ask(`${own}/factors/passkeys/options`, { method: 'POST', shape: PasskeyOptions }),
    bindPasskey: (name: string, response: unknown) =>
      ask(`${own}/factors/passkeys`, { method: 'POST', body: { name, response }, shape: FactorBound }),
    removePasskey: (id: string) => gone(`${own}/factors/passkeys/${encodeURIComponent(id)}`),
    policy: () => ask('/api/factor-policy', { shape: FactorPolicyShown }),
    setPolicy: (policy: FactorPolicy) => ask('/api/factor-policy', { method: 'PUT', body: policy, shape: nothing }),
    resetFactors: (user: string) => gone(`/api/accounts/${encodeURIComponent(user)}/factors`),
    beginProof: (password: string) =>
      ask('/api/reauthenticate', { method: 'POST', body: { password }, shape: ProofBegun }),
    giveCode: (attempt: string, kind: FactorKind, code: unknown) =>
      ask(`/api/reauthenticate/${encodeURIComponent(attempt)}/code`, {
        method: 'POST',
        body: { kind, code },
        shape: SignedIn,
      }),
    /** `whose`: somebody else's, for an administrator; null: one's own. */
    sessions: (whose: string | null) => ask(sessions(whose), { shape: SessionsShown }),
    endSession: (whose: string | null, grant: string) => gone(`${sessions(whose)}/${encodeURIComponent(grant)}`),
    endOtherSessions: (whose: string | null) => gone(sessions(whose)),
  } satisfies Record<string, (...given: never[]) => Promise<Answered<unknown>>>;
}
export type AccountServer = ReturnType<typeof accountServer>;

/** WebAuthn's creation options in their JSON form: the browser reads them, and the challenge says that they are some. */
const PasskeyOptions = z.looseObject({ challenge: z.string() });
