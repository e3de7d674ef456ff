import type { Mail, Post } from './mail.ts';

/** A mail as the embedded mailbox keeps it. */
export interface KeptMail extends Mail {
  readonly id: number;
  readonly at: string;
}

/**
 * Where mails go when no mail server is configured: a demo has to work without one. In memory only, because what is in them opens
 * accounts; the oldest go first.
 */
export interface Mailbox extends Post {
  /** The newest first. */
  mails(to?: string): readonly KeptMail[];
}

const MOST_KEPT = 500;

export function embeddedMailbox(now: () => number): Mailbox {
  let kept: readonly KeptMail[] = [];
  let count = 0;
  return {
    send(mail) {
      count += 1;
      kept = [{ ...mail, id: count, at: new Date(now()).toISOString() }, ...kept].slice(0, MOST_KEPT);
      return Promise.resolve('sent');
    },
    mails: (to) => (to === undefined ? kept : kept.filter((mail) => mail.to === to)),
  };
}
