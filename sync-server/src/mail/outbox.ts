import { randomUUID } from 'node:crypto';
import type { MailFailure, MailQueued } from '@healthcare/protocol';
import type { Logger } from 'pino';
import { faultOf } from '../log/fault.ts';
import type { Secrets } from '../secrets/index.ts';
import { openDatabase, type Pouch, type Stored } from '../store/database.ts';
import type { Delivery, Errand, Mail, Post } from './mail.ts';
import type { Carrier } from './smtp.ts';

interface Waiting extends Stored {
  readonly kind: string;
  readonly user: string;
  readonly queuedAt: string;
  readonly tries: number;
  readonly nextMs: number;
  readonly untilMs: number;
  /** The mail server's word for the last trouble. */
  readonly trouble: string;
  /** It is not tried any more, and why; since when (wall ms). Absent: it waits. */
  readonly failed?: { readonly why: MailFailure; readonly atMs: number };
  /** The whole mail: opens only with the server's secret. */
  readonly sealed: string;
}

export interface OutboxParts {
  readonly pouch: Pouch;
  readonly secrets: Pick<Secrets, 'seal' | 'open'>;
  readonly carrier: Carrier;
  readonly now: () => number;
  readonly log: Logger;
}

/**
 * Mails on their way: on the disk before the first try, until the mail server has taken them. One that its server refuses for good, or that
 * has lost its sense, is tried no more and stays to be seen for two weeks.
 */
export interface Outbox extends Post {
  /** For administrators: what waits and what has failed, without addresses and without what is in it. The newest first. */
  waiting(): readonly MailQueued[];
  /** Tries one now, also one that has failed. Undefined when there is none, or it has lost its sense. */
  again(id: string): Promise<Delivery | undefined>;
  /** Takes one out. False when there is none. */
  drop(id: string): Promise<boolean>;
  /** Tries what is due; happens by itself. */
  retry(): Promise<void>;
  close(): Promise<void>;
}

/** Waits between tries (ms): doubled each time. */
const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 15 * 60_000;
const RETRY_EVERY_MS = 5000;
/** How long whoever asked waits for the mail server (ms). */
const PATIENCE_MS = 5000;
/** How long what has failed is shown (ms), and how many of them. */
const FAILED_KEPT_MS = 14 * 24 * 3_600_000;
const MOST_FAILED = 500;

export async function openOutbox({ pouch, secrets, carrier, now, log }: OutboxParts): Promise<Outbox> {
  const database = openDatabase<Waiting>(pouch, 'outbox');
  const { rows } = await database.allDocs({ include_docs: true });
  const waiting = new Map(rows.flatMap(({ doc }) => (doc ? [[doc._id, doc as Waiting] as const] : [])));
  const underWay = new Map<string, Promise<Delivery>>();
  const timer = setInterval(() => void retry(), RETRY_EVERY_MS);
  timer.unref();

  async function keep(mail: Waiting): Promise<Waiting> {
    const kept = { ...mail, _rev: (await database.put(mail)).rev };
    waiting.set(kept._id, kept);
    return kept;
  }
  async function drop({ _id, _rev }: Waiting): Promise<void> {
    waiting.delete(_id);
    await database.bulkDocs([{ _id, _rev, _deleted: true } as unknown as Waiting]);
  }
  /** What is in it goes, unless it may be tried again: a code that has run out is nobody's business. */
  async function fail(mail: Waiting, why: MailFailure): Promise<void> {
    await keep({ ...mail, failed: { why, atMs: now() }, sealed: why === 'refused' ? mail.sealed : '' });
    const failed = [...waiting.values()].filter((one) => one.failed);
    await Promise.all(failed.slice(0, Math.max(0, failed.length - MOST_FAILED)).map(drop)); // the oldest stand first
  }
  async function attempted(mail: Waiting): Promise<Delivery> {
    const { kind, user, tries } = mail;
    const opened = secrets.open('outbox', mail.sealed, mail._id);
    if (opened === undefined || mail.untilMs <= now()) {
      log.warn({ kind, user, tries }, 'a mail lost its sense before it could be sent');
      await fail(mail, 'too-late');
      return 'waiting';
    }
    try {
      await carrier.hand(JSON.parse(opened) as Mail);
      await drop(mail);
      log.info({ kind, user, tries: tries + 1 }, 'mail sent');
      return 'sent';
    } catch (error) {
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
      const trouble = troubleOf(error);
      if (isRefusedForGood(error)) {
        log.warn({ kind, user, tries: tries + 1, trouble }, 'mail refused for good');
        await fail({ ...mail, tries: tries + 1, trouble }, 'refused');
        return 'refused';
      }
      await keep({ ...mail, tries: tries + 1, nextMs: now() + wait, trouble });
      log.warn({ ...faultOf(error), kind, user, tries: tries + 1, trouble }, 'mail not sent: tried again');
      return 'waiting';
    }
  }
  function send(mail: Waiting): Promise<Delivery> {
    const already = underWay.get(mail._id);
    if (already) return already;
    const sending = attempted(mail).finally(() => underWay.delete(mail._id));
    underWay.set(mail._id, sending);
    return sending;
  }
  async function retry(): Promise<void> {
    const due = [...waiting.values()].filter(
      ({ nextMs, failed, _id }) => !failed && nextMs <= now() && !underWay.has(_id),
    );
    const old = [...waiting.values()].filter(({ failed }) => failed && now() - failed.atMs >= FAILED_KEPT_MS);
    await Promise.all(old.map((mail) => drop(mail).catch((error) => log.error(faultOf(error), 'outbox'))));
    await Promise.all(due.map((mail) => send(mail).catch((error) => log.error(faultOf(error), 'outbox'))));
  }

  void retry();
  return {
    async send(mail: Mail, { kind, user, untilMs }: Errand) {
      const _id = `mail-${randomUUID()}`;
      const queuedAt = new Date(now()).toISOString();
      const sealed = secrets.seal('outbox', JSON.stringify(mail), _id);
      const kept = await keep({
        _id,
        kind,
        user,
        queuedAt,
        tries: 0,
        nextMs: now() + FIRST_WAIT_MS,
        untilMs,
        trouble: '',
        sealed,
      });
      return Promise.race([send(kept), patience()]);
    },
    waiting: () =>
      [...waiting.values()]
        .filter(({ tries, _id }) => tries > 0 || !underWay.has(_id))
        .toSorted((a, b) => b.queuedAt.localeCompare(a.queuedAt))
        .map(({ _id, kind, user, queuedAt, tries, trouble, nextMs, untilMs, failed }) => ({
          id: _id,
          kind,
          user,
          queuedAt,
          tries,
          trouble,
          nextAt: new Date(nextMs).toISOString(),
          until: new Date(untilMs).toISOString(),
          ...(failed && { failed: failed.why }),
        })),
    async again(id) {
      const mail = waiting.get(id);
      if (!mail || mail.sealed === '' || mail.untilMs <= now()) return undefined;
      const { failed: _, ...anew } = mail;
      const kept = mail.failed ? await keep({ ...anew, nextMs: now() }) : mail;
      return Promise.race([send(kept), patience()]);
    },
    async drop(id) {
      const mail = waiting.get(id);
      if (!mail) return false;
      await underWay.get(id)?.catch(() => undefined); // what is under way may arrive; then there is nothing left to take out
      const still = waiting.get(id);
      if (still) await drop(still);
      return true;
    },
    retry,
    async close() {
      clearInterval(timer);
      await Promise.allSettled(underWay.values());
      carrier.close();
      await database.close();
    },
  };
}

/** The mail server's own word where it gave one: `ECONNECTION`, `ETIMEDOUT`, `550`. */
function troubleOf(error: unknown): string {
  const { responseCode, code, name } = (error ?? {}) as { responseCode?: number; code?: string; name?: string };
  return String(responseCode ?? code ?? name ?? 'unknown').slice(0, 40);
}

/** RFC 5321: 5yz is for good. Said of the recipient or of the mail; what is said of the sender is the operator's to mend. */
function isRefusedForGood(error: unknown): boolean {
  const { responseCode = 0, command } = (error ?? {}) as { responseCode?: number; command?: string };
  return responseCode >= 500 && responseCode < 600 && (command === 'RCPT TO' || command === 'DATA');
}

function patience(): Promise<Delivery> {
  return new Promise((done) => {
    setTimeout(() => done('waiting'), PATIENCE_MS).unref();
  });
}
