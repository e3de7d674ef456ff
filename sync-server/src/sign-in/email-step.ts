import { randomInt } from 'node:crypto';
import type { Language } from '@healthcare/protocol';
import type { Asker, SecondStep } from '../factors/index.ts';
import { RequestProblem } from '../http/problems.ts';
import { type Mail, masked, type Post } from '../mail/mail.ts';
import type { Account, Accounts } from '../sessions/accounts.ts';
import type { CodeHashes } from './code-hashes.ts';

interface SentCode {
  readonly user: string;
  /** The address it went to: once that is no longer theirs, the code is nobody's. */
  readonly to: string;
  readonly hash: string;
  readonly untilMs: number;
  readonly resendMs: number;
  /** Codes of this occasion so far. */
  readonly count: number;
}

export const CODE_LASTS_MS = 10 * 60_000;
export const RESEND_AFTER_MS = 30_000;
/** Codes of one occasion: whoever knows a password shall not fill somebody's mailbox. */
const MOST_SENT = 5;
/** The oldest go first. */
const MOST_KEPT = 20_000;

/** Whoever was invited and comes in for the first time shows by the code that the address is theirs. */
type CodeLetter = 'sign-in-code' | 'registration-code';

/** Writes the mail with the code. */
export type CodeMail = (kind: CodeLetter, code: string, language: Language) => Promise<Omit<Mail, 'to'>>;

/** Six digits by mail. A code counts once, for the occasion it was sent for; the newest of an occasion is the only one. */
export function emailStep(parts: {
  readonly accounts: Pick<Accounts, 'byId'>;
  readonly post: Post;
  readonly mail: CodeMail;
  readonly hashes: CodeHashes;
  readonly now: () => number;
}): SecondStep {
  const { accounts, post, mail, hashes, now } = parts;
  const sent = new Map<string, SentCode>();

  function refuseTooOften(before: SentCode | undefined): void {
    const waitMs = before ? before.resendMs - now() : 0;
    if (waitMs > 0) throw new RequestProblem('request/too-many', { retryAfter: Math.ceil(waitMs / 1000) });
    if (before && before.count >= MOST_SENT) throw new RequestProblem('sign-in/over');
  }
  function keep(occasion: string, code: SentCode): void {
    sent.delete(occasion);
    sent.set(occasion, code);
    for (const [oldest, { untilMs }] of sent) {
      if (untilMs > now() && sent.size <= MOST_KEPT) break; // they stand in the order of their ends
      sent.delete(oldest);
    }
  }

  return {
    async offer({ occasion, user, language }) {
      const account = await accounts.byId(user);
      const to = account?.email;
      if (to === undefined) return undefined;
      const before = sent.get(occasion);
      refuseTooOften(before);
      const code = newCode();
      const [untilMs, resendMs] = [now() + CODE_LASTS_MS, now() + RESEND_AFTER_MS];
      // Before anybody waits: of two who ask at once only one is sent a code.
      keep(occasion, { user, to, hash: '', untilMs, resendMs, count: (before?.count ?? 0) + 1 });
      const hash = await hashes.of(occasion, code);
      keep(occasion, { user, to, hash, untilMs, resendMs, count: (before?.count ?? 0) + 1 });
      const kind = account?.invited ? 'registration-code' : 'sign-in-code';
      const written = await mail(kind, code, language ?? languageOf(account));
      const delivery = await post.send({ ...written, to }, { kind, user, untilMs });
      if (delivery === 'refused') throw new RequestProblem('sign-in/address-refused');
      return {
        to: masked(to),
        delivery,
        resendAfter: new Date(resendMs).toISOString(),
        expiresAt: new Date(untilMs).toISOString(),
      };
    },
    async check({ occasion, user }: Asker, given) {
      const known = sent.get(occasion);
      const code = typeof given === 'string' ? digitsOf(given) : '';
      const right = await hashes.isRight(occasion, code, known?.hash || undefined);
      if (!known || !right || known.user !== user || sent.get(occasion) !== known || now() >= known.untilMs)
        return false;
      sent.delete(occasion);
      return (await accounts.byId(user))?.email === known.to;
    },
  };
}

/** Each of the million equally likely. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** As typed with spaces, or on an Arabic keyboard. */
export function digitsOf(code: string): string {
  return code
    .normalize('NFKC')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\s-]/g, '');
}

function languageOf(account: Account | undefined): Language {
  return account?.language ?? 'en';
}
