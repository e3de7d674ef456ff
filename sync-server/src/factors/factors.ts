import type { FactorPolicy, FactorsShown, TotpOffer } from '@healthcare/protocol';
import type { Secrets } from '../secrets/index.ts';
import { documentsOf, openDatabase, type Pouch, type Stored } from '../store/database.ts';
import { Offers } from './offers.ts';
import {
  CEREMONY_MS,
  creationOptions,
  madePasskey,
  type Passkey,
  type PasskeySite,
  requestOptions,
  usedPasskey,
} from './passkeys.ts';
import { type Held, type PolicySince, sinceAfter } from './policy.ts';
import { codesLeft, newRecoveryCodes, type RecoveryCode, recoveryCodeHash, withCodeUsed } from './recovery-codes.ts';
import { newTotpSecret, stepOfCode, totpUri } from './totp.ts';

/** What an account has beside its password. */
interface FactorRecord extends Stored {
  /** `sealed` opens only for this account and only with the server's secret. */
  readonly totp?: { readonly sealed: string; readonly boundAt: string; readonly lastStep: number };
  readonly recovery?: { readonly codes: readonly RecoveryCode[]; readonly madeAt: string };
  readonly passkeys?: readonly Passkey[];
}

interface PolicyRecord extends Stored, PolicySince {}

/**
 * Second factors by account. Every check is one turn of its account: what it uses up (a time step, a recovery code, a counter) is on the
 * disk before the answer, so of two that come together at most one holds. Counting failures is the caller's.
 */
export interface Factors {
  held(user: string): Promise<Held>;
  /** For the screen of its owner. */
  shown(user: string): Promise<Pick<FactorsShown, 'totp' | 'recovery' | 'passkeys'>>;
  /** A new secret, shown this once; it counts when `bindTotp` has seen its first code. */
  offerTotp(user: string, account: string): TotpOffer;
  bindTotp(user: string, code: string): Promise<boolean>;
  checkTotp(user: string, code: string): Promise<boolean>;
  /** New codes in place of all earlier ones; the only time they are known. */
  makeRecoveryCodes(user: string): Promise<readonly string[]>;
  checkRecoveryCode(user: string, code: string): Promise<boolean>;
  offerPasskey(user: string, account: string, site: PasskeySite): ReturnType<typeof creationOptions>;
  bindPasskey(
    user: string,
    site: PasskeySite,
    made: { readonly name: string; readonly response: unknown },
  ): Promise<boolean>;
  /** `occasion`: the one sign-in attempt or re-authentication that the answer will count for. */
  askPasskey(occasion: string, user: string, site: PasskeySite): ReturnType<typeof requestOptions>;
  checkPasskey(occasion: string, user: string, site: PasskeySite, response: unknown): Promise<boolean>;
  /** False when there is none. Recovery codes go with the last factor they stand in for. */
  removeTotp(user: string): Promise<boolean>;
  removePasskey(user: string, id: string): Promise<boolean>;
  /** Everything goes: the person begins as on the first day. */
  reset(user: string): Promise<void>;
  policy(): Promise<PolicySince>;
  setPolicy(policy: FactorPolicy, by: string): Promise<void>;
  close(): Promise<void>;
}

export interface FactorsParts {
  readonly pouch: Pouch;
  readonly secrets: Secrets;
  readonly now: () => number;
}

/** What an authenticator app shows above the code. */
const ISSUER = 'HealthCare';
/** Time to fetch a phone (ms). */
const SETTING_UP_MS = 15 * 60_000;
export const MOST_PASSKEYS = 10;
const POLICY_ID = 'policy';

export function openFactors({ pouch, secrets, now }: FactorsParts): Factors {
  const database = openDatabase<FactorRecord | PolicyRecord>(pouch, 'factors');
  const turns = new Map<string, Promise<unknown>>();
  const totpOffers = new Offers<string>(now, SETTING_UP_MS);
  const creations = new Offers<string>(now, CEREMONY_MS);
  const requests = new Offers<string>(now, CEREMONY_MS);
  const nowIso = () => new Date(now()).toISOString();
  const keyFor = () => secrets.keyFor('recovery-code');

  async function recordOf(user: string): Promise<FactorRecord> {
    const _id = idOf(user);
    const stored = (await documentsOf(database, [_id])).get(_id);
    return (stored as FactorRecord | undefined) ?? { _id }; // the prefix of the id tells the two kinds apart
  }
  async function policyRecord(): Promise<PolicyRecord> {
    const stored = (await documentsOf(database, [POLICY_ID])).get(POLICY_ID) as PolicyRecord | undefined;
    return stored ?? { _id: POLICY_ID, policy: {} };
  }
  /** One after another per account. `step` answers the record as it shall be, or undefined to change nothing. */
  async function change(
    user: string,
    step: (record: FactorRecord) => FactorRecord | undefined | Promise<FactorRecord | undefined>,
  ): Promise<boolean> {
    const before = turns.get(user) ?? Promise.resolve();
    const turn = before.then(async () => {
      const next = await step(await recordOf(user));
      if (next) await database.put(next);
      return next !== undefined;
    });
    const settled = turn.catch(() => undefined); // whoever asked is told; the next in line is not
    turns.set(user, settled);
    try {
      return await turn;
    } finally {
      if (turns.get(user) === settled) turns.delete(user);
    }
  }

  return {
    async held(user) {
      const { _id, totp, recovery, passkeys = [] } = await recordOf(user);
      // After the server's secret was lost nobody can check it any more: it must not lock the administrators out who reset it.
      const canBeChecked = totp !== undefined && secrets.open('totp-secret', totp.sealed, _id) !== undefined;
      return { totp: canBeChecked, recoveryLeft: codesLeft(recovery?.codes ?? []), passkeys: passkeys.length };
    },
    async shown(user) {
      const { totp, recovery, passkeys = [] } = await recordOf(user);
      return {
        totp: totp?.boundAt ?? null,
        recovery: recovery
          ? { left: codesLeft(recovery.codes), of: recovery.codes.length, madeAt: recovery.madeAt }
          : null,
        passkeys: passkeys.map(({ id, name, madeAt, lastUsedAt, site }) => ({
          id,
          name,
          madeAt,
          ...(lastUsedAt && { lastUsedAt }),
          site,
        })),
      };
    },
    offerTotp(user, account) {
      const secret = newTotpSecret();
      totpOffers.make(user, secret);
      return { secret, uri: totpUri(ISSUER, account, secret) };
    },
    bindTotp: (user, code) =>
      change(user, (record) => {
        const secret = totpOffers.look(user);
        if (secret === undefined) return undefined;
        const lastStep = stepOfCode(code, { secret, nowMs: now(), lastStep: 0 });
        if (lastStep === undefined) return undefined;
        totpOffers.take(user);
        const sealed = secrets.seal('totp-secret', secret, record._id);
        return { ...record, totp: { sealed, boundAt: nowIso(), lastStep } }; // the code that confirms is used up by it
      }),
    checkTotp: (user, code) =>
      change(user, (record) => {
        const { totp } = record;
        if (!totp) return undefined;
        const secret = secrets.open('totp-secret', totp.sealed, record._id);
        if (secret === undefined) return undefined;
        const lastStep = stepOfCode(code, { secret, nowMs: now(), lastStep: totp.lastStep });
        return lastStep === undefined ? undefined : { ...record, totp: { ...totp, lastStep } };
      }),
    async makeRecoveryCodes(user) {
      const codes = newRecoveryCodes();
      const kept = codes.map((code) => ({ hash: recoveryCodeHash(keyFor(), user, code) }));
      await change(user, (record) => ({ ...record, recovery: { codes: kept, madeAt: nowIso() } }));
      return codes;
    },
    checkRecoveryCode: (user, code) =>
      change(user, (record) => {
        const hash = recoveryCodeHash(keyFor(), user, code);
        const codes = record.recovery && withCodeUsed(record.recovery.codes, hash, nowIso());
        return record.recovery && codes && { ...record, recovery: { ...record.recovery, codes } };
      }),
    async offerPasskey(user, account, site) {
      const { passkeys = [] } = await recordOf(user);
      const options = await creationOptions(site, { user, account, held: passkeys });
      creations.make(user, options.challenge);
      return options;
    },
    bindPasskey: (user, site, { name, response }) =>
      change(user, async (record) => {
        const challenge = creations.take(user);
        const before = record.passkeys ?? [];
        if (challenge === undefined || before.length >= MOST_PASSKEYS) return undefined;
        const made = await madePasskey(response, { site, challenge, name, madeAt: nowIso() });
        if (!made || before.some(({ id }) => id === made.id)) return undefined;
        return { ...record, passkeys: [...before, made] };
      }),
    async askPasskey(occasion, user, site) {
      const { passkeys = [] } = await recordOf(user);
      const options = await requestOptions(site, passkeys);
      requests.make(occasion, options.challenge);
      return options;
    },
    checkPasskey: (occasion, user, site, response) =>
      change(user, async (record) => {
        const challenge = requests.take(occasion);
        const keys = record.passkeys ?? [];
        const used =
          challenge !== undefined && (await usedPasskey(response, { site, challenge, keys, usedAt: nowIso() }));
        return used ? { ...record, passkeys: keys.map((key) => (key.id === used.id ? used : key)) } : undefined;
      }),
    removeTotp: (user) =>
      change(user, ({ totp, ...others }) => (totp === undefined ? undefined : withoutIdleCodes(others))),
    removePasskey: (user, id) =>
      change(user, (record) => {
        const passkeys = (record.passkeys ?? []).filter((key) => key.id !== id);
        if (passkeys.length === (record.passkeys ?? []).length) return undefined;
        return withoutIdleCodes({ ...record, passkeys });
      }),
    async reset(user) {
      totpOffers.take(user);
      creations.take(user);
      await change(user, ({ _id, _rev }) => ({ _id, _rev }));
    },
    async policy() {
      const { _id, _rev, ...policy } = await policyRecord();
      return policy;
    },
    async setPolicy(policy, by) {
      const before = await policyRecord();
      const at = nowIso();
      const since = sinceAfter(before, policy, at);
      await database.put({ _id: POLICY_ID, _rev: before._rev, policy, since, changed: { by, at } });
    },
    async close() {
      await Promise.all(turns.values());
      await database.close();
    },
  };
}

/** Nobody's id is the policy's. */
function idOf(user: string): string {
  return `account:${user}`;
}

/** Recovery codes stand in for a factor; without one they would be a password that nobody remembers having. */
function withoutIdleCodes({ recovery, ...record }: FactorRecord): FactorRecord {
  const stands = record.totp !== undefined || (record.passkeys ?? []).length > 0;
  return stands && recovery ? { ...record, recovery } : record;
}
