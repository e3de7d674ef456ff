import { randomBytes } from 'node:crypto';
import type { AddressChangeBegun, Language } from '@healthcare/protocol';
import { type Failures, Offers } from '../factors/index.ts';
import { RequestProblem } from '../http/problems.ts';
import type { About } from '../mail/letters/letter.ts';
import type { LetterKind } from '../mail/letters/sentences.ts';
import { type Delivery, masked } from '../mail/mail.ts';
import type { Accounts } from '../sessions/accounts.ts';
import { CODE_LASTS_MS, type CodeHashes, digitsOf, newCode, RESEND_AFTER_MS } from '../sign-in/index.ts';
import { counted } from './counted.ts';

/** Codes of a change count under a counter of their own. */
const FACTOR = 'address';
/** Pairs of mails of one change: nobody shall fill a mailbox. */
const MOST_SENT = 5;
/** Pairs of mails of one person, whatever they are for. */
const MOST_OF_ONE = 20;
const OF_ONE_MS = 24 * 3_600_000;

interface Change {
  readonly user: string;
  /** The session it was begun in: it is ended there. */
  readonly grant: string;
  readonly next: string;
  /** The address it was begun from; undefined where there was none. */
  readonly current: string | undefined;
  readonly language: Language;
  readonly hashes: { readonly next: string; readonly current: string };
  readonly untilMs: number;
  readonly resendMs: number;
  readonly count: number;
}

/** Who asks, and under which session. */
export interface Owner {
  readonly user: string;
  readonly grant: string;
}

/** A person's own change of mail address. It is made when the codes of both addresses are given, and not before. */
export interface AddressChanges {
  begin(owner: Owner, asked: { readonly email: string; readonly language: Language }): Promise<AddressChangeBegun>;
  /** Other codes in place of those before. */
  resend(owner: Owner, id: string): Promise<AddressChangeBegun>;
  /** The address before, if there was one. Throws `factor/wrong-code`, also for a change that is over or somebody else's. */
  confirm(
    owner: Owner,
    id: string,
    given: { readonly next: string; readonly current?: string | undefined },
  ): Promise<{ readonly before: string | undefined; readonly next: string }>;
}

export interface AddressChangeParts {
  readonly accounts: Pick<Accounts, 'byId' | 'setAddress'>;
  readonly failures: Failures;
  readonly hashes: CodeHashes;
  /** Writes a letter to this address. */
  readonly write: (
    to: string,
    letter: { readonly user: string; readonly kind: LetterKind; readonly language: Language; readonly about: About },
  ) => Promise<Delivery>;
  readonly now: () => number;
}

export function openAddressChanges({ accounts, failures, hashes, write, now }: AddressChangeParts): AddressChanges {
  const changes = new Offers<Change>(now, CODE_LASTS_MS);
  const asked = new Offers<number>(now, OF_ONE_MS);

  function ofOwner({ user, grant }: Owner, id: string): Change | undefined {
    const change = changes.look(id);
    return change?.user === user && change.grant === grant ? change : undefined;
  }
  async function sent(
    id: string,
    change: Omit<Change, 'hashes' | 'untilMs' | 'resendMs'>,
  ): Promise<AddressChangeBegun> {
    const { user, next, current, language } = change;
    const before = asked.look(user) ?? 0;
    if (before >= MOST_OF_ONE) throw new RequestProblem('request/too-many', { retryAfter: OF_ONE_MS / 1000 });
    asked.make(user, before + 1);
    const [ofNext, ofCurrent] = [newCode(), newCode()];
    const [untilMs, resendMs] = [now() + CODE_LASTS_MS, now() + RESEND_AFTER_MS];
    const kept = { ...change, untilMs, resendMs };
    changes.make(id, { ...kept, hashes: { next: '', current: '' } }); // of two who ask at once only one is sent codes
    const [nextHash, currentHash] = await Promise.all([
      hashes.of(about(id, 'next', next), ofNext),
      hashes.of(about(id, 'current', current), ofCurrent),
    ]);
    changes.make(id, { ...kept, hashes: { next: nextHash, current: currentHash } });
    const minutes = CODE_LASTS_MS / 60_000;
    const letter = { user, language };
    const toNext = await write(next, { ...letter, kind: 'new-address-code', about: { code: ofNext, minutes } });
    if (toNext === 'refused') throw new RequestProblem('account/address-refused');
    const toCurrent =
      current === undefined
        ? undefined
        : await write(current, {
            ...letter,
            kind: 'old-address-code',
            about: { code: ofCurrent, minutes, address: next },
          });
    return {
      change: id,
      next: { to: masked(next), delivery: toNext },
      // An address that takes no mails cannot agree: only an administrator helps, and the screen says so.
      current:
        current === undefined || toCurrent === undefined
          ? null
          : { to: masked(current), delivery: toCurrent === 'refused' ? 'waiting' : toCurrent },
      expiresAt: new Date(untilMs).toISOString(),
      resendAfter: new Date(resendMs).toISOString(),
      serverTime: new Date(now()).toISOString(),
    };
  }

  return {
    async begin({ user, grant }, { email, language }) {
      const account = await accounts.byId(user);
      if (!account || account.closed) throw new RequestProblem('session/account-closed');
      if (account.email === email) throw new RequestProblem('account/same-address');
      const id = `ac-${randomBytes(16).toString('base64url')}`;
      return sent(id, { user, grant, next: email, current: account.email, language, count: 1 });
    },
    async resend(owner, id) {
      const change = ofOwner(owner, id);
      if (!change || change.count >= MOST_SENT) throw new RequestProblem('account/change-over');
      const waitMs = change.resendMs - now();
      if (waitMs > 0) throw new RequestProblem('request/too-many', { retryAfter: Math.ceil(waitMs / 1000) });
      const { user, grant, next, current, language, count } = change;
      return sent(id, { user, grant, next, current, language, count: count + 1 });
    },
    async confirm(owner, id, given) {
      const right = await counted(failures, owner.user, FACTOR, async () => {
        const change = ofOwner(owner, id);
        const [isNext, isCurrent] = await Promise.all([
          hashes.isRight(about(id, 'next', change?.next), digitsOf(given.next), change?.hashes.next || undefined),
          hashes.isRight(
            about(id, 'current', change?.current),
            digitsOf(given.current ?? ''),
            change?.hashes.current || undefined,
          ),
        ]);
        const agreed = isNext && (isCurrent || change?.current === undefined);
        // Replaced while it was looked at, or taken by another answer: of two only one holds.
        return agreed && changes.look(id) === change && changes.take(id) ? change : undefined;
      });
      if (!right) throw new RequestProblem('factor/wrong-code');
      const { user, next, current, language } = right;
      // Somebody else may have set another one in the meantime: then the address that agreed is not the present one.
      if ((await accounts.byId(user))?.email !== current) throw new RequestProblem('account/change-over');
      if (!(await accounts.setAddress(user, { email: next, language })))
        throw new RequestProblem('session/account-closed');
      return { before: current, next };
    },
  };
}

/** What a code is for: this change, this side of it, this address. */
function about(id: string, side: 'next' | 'current', address: string | undefined): string {
  return JSON.stringify(['address', id, side, address ?? '']);
}
