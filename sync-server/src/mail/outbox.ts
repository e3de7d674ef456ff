import { randomUUID } from 'node:crypto';
import type { MailQueued } from '@healthcare/protocol';
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

/** Mails on their way: on the disk before the first try, until the mail server has taken them or they have lost their sense. */
export interface Outbox extends Post {
  /** For administrators: what waits, without addresses and without what is in it. */
  waiting(): readonly MailQueued[];
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
  async function attempted(mail: Waiting): Promise<Delivery> {
    const { kind, user, tries } = mail;
    const opened = secrets.open('outbox', mail.sealed, mail._id);
    if (opened === undefined || mail.untilMs <= now()) {
      log.warn({ kind, user, tries }, 'a mail lost its sense before it could be sent');
      await drop(mail);
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
    const due = [...waiting.values()].filter(({ nextMs, _id }) => nextMs <= now() && !underWay.has(_id));
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
        .map(({ _id, kind, user, queuedAt, tries, trouble, nextMs, untilMs }) => ({
          id: _id,
          kind,
          user,
          queuedAt,
          tries,
          trouble,
          nextAt: new Date(nextMs).toISOString(),
          until: new Date(untilMs).toISOString(),
        })),
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

function patience(): Promise<Delivery> {
  return new Promise((done) => {
    setTimeout(() => done('waiting'), PATIENCE_MS).unref();
  });
}
