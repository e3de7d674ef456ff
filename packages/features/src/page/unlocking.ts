import {
  badgeText,
  dataKeyFrom,
  fromBase64url,
  type GrantKeys,
  type Keyring,
  keyFor,
  keyToWrap,
  type ProvenServer,
  pinTrouble,
  type SealedReplica,
  sealKeys,
  sealKeysForPin,
  WireFailure,
} from '@healthcare/replica';
import type { KeptSession, Unlocking } from '../state/index.ts';
import type { SealedDrafts } from './sealed-drafts.ts';

export interface UnlockingParts {
  readonly server: ProvenServer;
  readonly keyring: Keyring;
  /** What signs in the name of who is here; brought back by the same key as their unfinished work. */
  readonly grantKeys: GrantKeys;
  readonly replica: SealedReplica;
  readonly keptSession: KeptSession;
  readonly drafts: SealedDrafts;
  /** The system's key store opens what is kept here; otherwise the server's key does, or a PIN. */
  readonly hasKeyStore: boolean;
  /** The number by which the person who is here has signed in, as far as it is known. */
  readonly loginOf: () => string;
}

/** How this workstation opens: by a full sign-in with the key that the server has for it, and by PINs with what they seal. */
export function unlockingOf(parts: UnlockingParts): Unlocking {
  const { server, keyring, grantKeys, replica, keptSession, drafts, hasKeyStore, loginOf } = parts;
  const become = async (user: string, person: string | undefined) =>
    drafts.become(person === undefined ? null : { user, key: await keyFor('drafts', fromBase64url(person)) });
  const wrapped = (person: string) => keyToWrap('grant', fromBase64url(person));
  const openBy = async (workstation: string | undefined) => {
    if (!hasKeyStore && workstation !== undefined) await replica.open(await dataKeyFrom(fromBase64url(workstation)));
  };
  return {
    people: keyring.people,
    has: (user) => keyring.has(user),
    async signedIn({ session, token }) {
      drafts.become(null);
      // Their PIN opens the sign-in before this one. A full disk keeps nobody out.
      await keyring.forget(session.user).catch(() => undefined);
      try {
        const { workstation, person } = await sealKeys(server, token);
        await openBy(workstation);
        await become(session.user, person);
        await grantKeys.seal(session.grant, await wrapped(person));
        return null;
      } catch (trouble) {
        if (!(trouble instanceof WireFailure)) throw trouble;
        return hasKeyStore ? null : codeOf(trouble); // a desktop opens without it; only unfinished work is not kept
      }
    },
    async unlock(user, pin) {
      drafts.become(null);
      // A try that cannot be counted is not made.
      const answer = await keyring.unlock(user, pin).catch(() => ({ ok: false, code: 'pin/not-counted' }) as const);
      if (!answer.ok) return answer;
      const { session, token, workstation, person } = answer.opened;
      // A box of an earlier program may lack the person's key; what is not brought back is asked for by a full sign-in.
      const bring = async () => person !== undefined && grantKeys.bring(session.grant, await wrapped(person));
      await Promise.all([openBy(workstation), become(user, person), bring()]);
      return { ok: true, pass: { session, token } };
    },
    async provesPin(user, pin) {
      const answer = await keyring.unlock(user, pin).catch(() => ({ ok: false, code: 'pin/not-counted' }) as const);
      return answer.ok ? { ok: true } : answer;
    },
    async setPin(person, pin) {
      const kept = keptSession.read();
      if (kept?.session.user !== person.user) return 'session/missing';
      const trouble = pinTrouble(pin, [loginOf()]);
      if (trouble) return trouble;
      if (keyring.isBadgeOfAnother(pin, person.user)) return 'pin/badge-number';
      try {
        const keys = await sealKeysForPin(server, kept.token);
        const numbers = [...(keys.logins ?? []), loginOf()].map(badgeText).filter(Boolean);
        const ofTheirs = pinTrouble(pin, numbers);
        if (ofTheirs) return ofTheirs;
        await grantKeys.seal(kept.session.grant, await wrapped(keys.person));
        const workstation = hasKeyStore ? {} : { workstation: keys.workstation };
        await keyring.set({ ...person, badges: [...new Set(numbers)] }, pin, {
          session: kept.session,
          token: kept.token,
          ...workstation,
          person: keys.person,
        });
        return null;
      } catch (failure) {
        return failure instanceof WireFailure ? codeOf(failure) : 'pin/not-kept';
      }
    },
    named: (members) => keyring.named(members).catch(() => undefined), // a full disk: at the next start
    renewed: ({ session, token }) => keyring.renew(session.user, { session, token }).catch(() => undefined),
    ended: (user) => keyring.forget(user).catch(() => undefined),
    drafts,
  };
}

function codeOf({ trouble, code }: WireFailure): string {
  return trouble === 'session-over' ? code : 'unreachable';
}
