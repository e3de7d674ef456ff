import type { Logger } from 'pino';
import { faultOf } from '../log/fault.ts';
import type { Accounts } from '../sessions/accounts.ts';
import type { About, HospitalName } from './letters/letter.ts';
import type { LetterKind } from './letters/sentences.ts';
import type { Post } from './mail.ts';

/** Mails about an account that no screen waits for. */
export interface Notices {
  /** Writes to the account's address, or to another one that is named. Nothing is written where there is none. */
  write(user: string, kind: LetterKind, about: About, minutes?: number, to?: string): Promise<void>;
  /** The same for something that has happened; never keeps an answer waiting. */
  tell(user: string, kind: LetterKind, about?: About, to?: string): void;
}

/** Something that has happened is worth telling for some days (minutes). */
const NOTICE_MINUTES = 3 * 24 * 60;

export function noticesBy(parts: {
  readonly accounts: Pick<Accounts, 'byId'>;
  readonly post: Post;
  readonly hospital: HospitalName;
  readonly now: () => number;
  readonly log: Logger;
}): Notices {
  const { accounts, post, hospital, now, log } = parts;
  const write: Notices['write'] = async (user, kind, about, minutes = NOTICE_MINUTES, other) => {
    const { email, language = 'en' } = (await accounts.byId(user)) ?? {};
    const to = other ?? email;
    if (to === undefined) return;
    const { letter } = await import('./letters/letter.ts'); // Takes its time to load, and a server may never write one.
    const mail = await letter(kind, about, { language, hospital });
    await post.send({ ...mail, to }, { kind, user, untilMs: now() + minutes * 60_000 });
  };
  return {
    write,
    tell: (user, kind, about = {}, to) =>
      void write(user, kind, about, NOTICE_MINUTES, to).catch((error: unknown) =>
        log.error(faultOf(error), 'notice by mail'),
      ),
  };
}
