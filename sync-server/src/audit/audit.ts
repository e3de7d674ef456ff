import { join } from 'node:path';
import { type AuditChain, AuditEvent, type AuditPage, type AuditQuery } from '@healthcare/protocol';
import type { Logger } from 'pino';
import { faultOf } from '../log/fault.ts';
import type { Secrets } from '../secrets/index.ts';
import { type Head, lineOf, linked, linkIn, noHead } from './chain.ts';
import { headKey, headsIn, signHead } from './heads.ts';
import { found } from './search.ts';
import { linesIn, mended, Segments, segmentsIn } from './segments.ts';
import { verifiedInTurns } from './verified.ts';

export type Happened = Omit<AuditEvent, 'at'>;

export interface Audit {
  /** Resolves when it is on the disk. What came first stands first. */
  note(event: Happened): Promise<void>;
  /** The same for who does not wait: a disk that takes no more is logged, and ends the server's work there. */
  noteInPassing(event: Happened): void;
  find(query: AuditQuery): AuditPage;
  /** How far the chain is, how far it is signed, and what was found when it was last read as a whole. */
  chain(): AuditChain;
  /** Reads it as a whole now; whoever asks meanwhile gets the same answer. */
  verify(): Promise<AuditChain>;
  /** A4. Happens by itself once a day. */
  countersign(): void;
  close(): Promise<void>;
}

export interface AuditParts {
  readonly data: string;
  readonly secrets: Secrets;
  readonly now: () => number;
  readonly log: Logger;
}

const DAY_MS = 24 * 3_600_000;

/** Findings that are told to a screen; who repairs reads all of them with `npm run audit -- verify`. */
const MOST_TOLD = 50;

/** Where the trail of a data folder is. */
export const auditFolder = (data: string): string => join(data, 'audit');

export function openAudit({ data, secrets, now, log }: AuditParts): Audit {
  const folder = auditFolder(data);
  const segments = new Segments(folder);
  const newest = segmentsIn(folder).at(-1)?.path;
  const lostLine = newest !== undefined && mended(newest);
  const key = headKey(secrets);
  let head = headIn(newest);
  let signed = headsIn(folder, key).heads.at(-1);
  let waiting: { readonly event: AuditEvent; readonly done: () => void; readonly failed: (error: unknown) => void }[] =
    [];
  let running: Promise<void> | undefined;

  /** Everything that waits goes in one flushed write. */
  async function run(): Promise<void> {
    await Promise.resolve(); // what happens in the same turn goes together
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      let next = head;
      const lines = batch.map(({ event }) => {
        const link = linked(next.hash, { ...event, seq: next.seq + 1 });
        next = { seq: link.entry.seq, hash: link.hash };
        return lineOf(link);
      });
      try {
        await segments.append(lines, head.seq + 1);
        head = next;
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    running = undefined;
  }
  const note = (event: Happened) =>
    new Promise<void>((done, failed) => {
      const at = new Date(now()).toISOString();
      waiting.push({ event: AuditEvent.parse({ at, ...event }), done, failed });
      running ??= run();
    });
  const noteInPassing = (event: Happened) =>
    void note(event).catch((error: unknown) => log.error(faultOf(error), 'not in the audit trail'));
  const countersign = (): void => {
    if (head.seq === 0 || head.seq === signed?.seq) return;
    signed = signHead(folder, key, head, new Date(now()).toISOString());
    log.info({ seq: signed.seq, hash: signed.hash, signature: signed.signature }, 'audit head');
  };
  let lastVerified: AuditChain['verified'] = null;
  let verifying: Promise<void> | undefined;
  const chain = (): AuditChain => ({
    entries: head.seq,
    signed: signed ? { seq: signed.seq, at: signed.at } : null,
    verified: lastVerified,
  });
  const verify = async (): Promise<AuditChain> => {
    verifying ??= verifiedInTurns(folder, key)
      .then(({ entries, vouchedFor, findings }) => {
        lastVerified = {
          at: new Date(now()).toISOString(),
          entries,
          vouchedFor,
          findings: findings.slice(0, MOST_TOLD),
        };
      })
      .finally(() => {
        verifying = undefined;
      });
    await verifying;
    return chain();
  };
  const daily = setInterval(countersign, DAY_MS).unref();
  if (lostLine) noteInPassing({ by: null, action: 'audit-line-lost', about: [], outcome: 'failed' });
  return {
    note,
    noteInPassing,
    find: (query) => found(folder, query),
    chain,
    verify,
    countersign,
    async close() {
      clearInterval(daily);
      await running;
      countersign();
      await segments.close();
    },
  };
}

function headIn(newest: string | undefined): Head {
  const last = newest === undefined ? undefined : linesIn(newest).at(-1);
  const link = last === undefined ? undefined : linkIn(last);
  if (last !== undefined && !link) return { seq: linesIn(newest ?? '').length, hash: noHead.hash };
  return link ? { seq: link.entry.seq, hash: link.hash } : noHead;
}
