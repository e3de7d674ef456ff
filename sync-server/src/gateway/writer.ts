import { setImmediate as turn } from 'node:timers/promises';
import { type AnyAggregate, canonical, type Entry, type Person, type Refusal, serverAuthor } from '@healthcare/domain';
import type { PushAnswer, PushError, RefusedEntry, Session } from '@healthcare/protocol';
import type { Logger } from 'pino';
import type { Refusals, RefusedOf, Resent } from '../refusals/refusals.ts';
import { scopesAround } from '../refusals/scopes-around.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Signatures, signedByServer } from '../signatures/index.ts';
import { type Database, isConflict, standingOf, WriteFailed } from '../store/database.ts';
import { lateFor, tombstonesOf } from './erase.ts';
import { type Readable, viewMismatch } from './pushed-documents.ts';
import { mayHold } from './scope.ts';
import { stubsOf } from './seen-documents.ts';
import { answerFor, type Court, type Pushed, type Refused, type StoredDocument, unite } from './unite.ts';

export type Answer = PushAnswer | PushError;

/** Who hands entries in, and what is believed of their authors. */
interface Sender {
  readonly session: Pick<Session, 'user' | 'grant' | 'scopes'>;
  readonly authorOf: (entry: Entry) => Person | Refusal;
}

/** Whoever hands documents in: what they may hold, and at which workstation. */
export type HandedInBy = Pick<Session, 'user' | 'grant' | 'scopes' | 'workstation'>;

interface Job extends Sender {
  readonly documents: readonly Readable[];
  readonly answered: (answers: readonly Answer[]) => void;
  readonly failed: (error: unknown) => void;
}

export interface WriterParts {
  readonly aggregate: AnyAggregate;
  readonly database: Database<StoredDocument>;
  readonly refusals: Refusals;
  readonly sessions: Sessions;
  readonly signatures: Signatures;
  readonly now: () => number;
  readonly log: Logger;
}

/** Documents in one flushed write: more would make the first of many waiting senders wait for the last. */
const MOST_TOGETHER = 2000;
/** Documents judged before other requests get a turn. */
const JUDGED_AT_ONCE = 50;
/** A foreign writer can come between reading and writing; each time the documents are united again. */
const MOST_ATTEMPTS = 5;

/** Work that needs the database to itself. */
interface Alone {
  readonly work: () => Promise<void>;
}

const theServer: Sender = {
  session: { user: serverAuthor.user, grant: serverAuthor.user, scopes: [] },
  authorOf: () => serverAuthor,
};

/** The one writer of a database: requests that wait are answered together by one flushed write (group commit). */
export class Writer {
  readonly #parts: WriterParts;
  readonly #queue: (Job | Alone)[] = [];
  #running: Promise<void> | undefined;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Answers when what was accepted is on the disk. */
  async push(documents: readonly Readable[], session: HandedInBy): Promise<readonly Answer[]> {
    const { aggregate, sessions } = this.#parts;
    const authorOf = await sessions.authorsOf(aggregate.name, documents, session);
    return this.#queued(documents, { session, authorOf });
  }

  /** The same for what the server does by itself; no caller gets here. */
  pushByServer(documents: readonly Readable[]): Promise<readonly Answer[]> {
    const { aggregate, signatures } = this.#parts;
    const signed = documents.map(({ entries, ...document }) => {
      const place = { db: aggregate.name, document: document.id };
      return { ...document, entries: entries.map((entry) => signedByServer(signatures, place, entry)) };
    });
    return this.#queued(signed, theServer);
  }

  #queued(documents: readonly Readable[], sender: Sender): Promise<readonly Answer[]> {
    return new Promise((answered, failed) => {
      this.#queue.push({ documents, ...sender, answered, failed });
      this.#running ??= this.#run();
    });
  }

  /** Does this work when its turn comes; nobody else writes meanwhile. */
  alone<Result>(work: (parts: WriterParts) => Promise<Result>): Promise<Result> {
    return new Promise((done, failed) => {
      this.#queue.push({ work: () => work(this.#parts).then(done, failed) });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    await Promise.resolve(); // requests of the same turn go together
    while (this.#queue.length > 0) {
      const jobs = this.#next();
      if ('work' in jobs) {
        await jobs.work();
        continue;
      }
      try {
        await this.#commit(jobs);
      } catch (error) {
        for (const job of jobs) job.failed(error);
      }
    }
    this.#running = undefined;
  }

  /** The pushes that wait next to each other, or the work that waits in front of them. */
  #next(): readonly Job[] | Alone {
    const jobs: Job[] = [];
    for (let documents = 0; documents < MOST_TOGETHER; ) {
      const next = this.#queue[0];
      if (!next || ('work' in next && jobs.length > 0)) break;
      this.#queue.shift();
      if ('work' in next) return next;
      documents += next.documents.length;
      jobs.push(next);
    }
    return jobs;
  }

  async #commit(jobs: readonly Job[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const written = await this.#attempt(jobs);
      if (written.length === 0) return;
      if (attempt === MOST_ATTEMPTS || !written.every(isConflict)) throw new WriteFailed(written);
    }
  }

  /** Answers the jobs, or returns the writes that failed. */
  async #attempt(jobs: readonly Job[]): Promise<readonly Awaited<ReturnType<Database['bulkDocs']>>[number][]> {
    const { database } = this.#parts;
    const ids = jobs.flatMap((job) => job.documents.map(({ id }) => id));
    const { documents, deleted } = await standingOf(database, ids);
    const stored = new Map(documents);
    const table = new Map<string, StoredDocument>(stored);
    const tombstones = await tombstonesOf(database, deleted);
    const verdicts: Verdicts[] = [];
    for (const job of jobs) verdicts.push(await this.#judge(job, table, tombstones));
    const changed = [...table.values()].filter((document) => stored.get(document._id) !== document);
    const results = changed.length > 0 ? await database.bulkDocs(changed) : [];
    const failed = results.filter((result) => result.error);
    if (failed.length > 0) return failed;
    for (const { id, rev } of results)
      table.set(id, { ...(table.get(id) as StoredDocument), ...(rev && { _rev: rev }) });
    for (const [at, job] of jobs.entries()) job.answered(this.#answers(job, table, stored, verdicts[at] ?? new Map()));
    return [];
  }

  async #judge(
    { documents, session, authorOf }: Job,
    table: Map<string, StoredDocument>,
    tombstones: ReadonlyMap<string, object>,
  ): Promise<Verdicts> {
    const { aggregate, refusals, log, now } = this.#parts;
    const court = await courtFor({ documents, authorOf }, { ...this.#parts, nowMs: now() });
    const verdicts: Verdicts = new Map();
    const kept: RefusedOf[] = [];
    const resent: Resent[] = [];
    for (const [at, document] of documents.entries()) {
      if (at % JUDGED_AT_ONCE === JUDGED_AT_ONCE - 1) await turn();
      const before = table.get(document.id);
      // A view is compared only with what its sender may see: else it could be guessed field by field.
      const visible = before && mayHold(aggregate, session.scopes, before) ? before : undefined;
      const mismatch = viewMismatch(aggregate, visible, document);
      if (mismatch) {
        verdicts.set(document, mismatch);
        continue;
      }
      const left = tombstones.get(document.id);
      const said = session === theServer.session ? onlyNews(document, entriesOf(before)) : document;
      const { next, refused, deferred } = left
        ? { next: undefined, refused: lateFor(left, document), deferred: [] }
        : unite(aggregate, before, said, court);
      if (next) table.set(document.id, succeeding(before, next));
      const standing = entriesOf(next ?? before);
      if (refused.length > 0)
        kept.push({ document: document.id, scopes: scopesAround(aggregate, standing, refused), refused });
      resent.push(...resentIn(document, standing, court));
      verdicts.set(document, { refused: refused.map(toldOf), deferred: deferred.map(toldOf) });
    }
    if (kept.length > 0) {
      await refusals.keep(aggregate.name, kept, { sentBy: session.user, nowMs: now() });
      log.info({ db: aggregate.name, grant: session.grant, refused: kept.flatMap(named) }, 'entries refused');
    }
    if (resent.length > 0) await refusals.resent(aggregate.name, resent);
    return verdicts;
  }

  #answers(
    { documents, session }: Job,
    table: ReadonlyMap<string, StoredDocument>,
    stored: ReadonlyMap<string, StoredDocument>,
    verdicts: Verdicts,
  ): readonly Answer[] {
    return documents.map((document) => {
      const verdict = verdicts.get(document) ?? { refused: [], deferred: [] };
      if ('error' in verdict) return verdict;
      const told = { before: stored.get(document.id), now: table.get(document.id), ...verdict };
      return answerFor(this.#parts.aggregate, document, told, session.scopes);
    });
  }
}

/** The next revision of a document: with the name of the last one, and what stands beside the entries. */
function succeeding(before: StoredDocument | undefined, next: StoredDocument): StoredDocument {
  if (before?._rev === undefined) return next;
  const attachments = stubsOf(before);
  return {
    ...next,
    _rev: before._rev,
    ...(Object.keys(attachments).length > 0 && { _attachments: attachments }),
  };
}

/**
 * What the server does by itself it may do again before the feed has told it that it is done. The id says which deed it is: what stands under it
 * and says the same was done a moment ago, and is no alteration.
 */
function onlyNews(document: Readable, standing: readonly Entry[]): Readable {
  const known = new Map(standing.map((entry) => [entry.id, entry]));
  const isNews = ({ id, kind, data }: Entry) => {
    const before = known.get(id);
    return canonical({ kind, data }) !== canonical(before && { kind: before.kind, data: before.data });
  };
  return { ...document, entries: document.entries.filter(isNews) };
}

function entriesOf(document: StoredDocument | undefined): readonly Entry[] {
  return (document?.entries ?? []) as readonly Entry[];
}

/** Accepted entries that were made in place of refused ones. */
function resentIn({ entries }: Readable, standing: readonly Entry[], { authorOf }: Court): readonly Resent[] {
  const stands = new Set(standing.map(({ id }) => id));
  return entries.flatMap((entry) => {
    const author = entry.instead === undefined || !stands.has(entry.id) ? undefined : authorOf(entry);
    return author && !('code' in author) ? [{ entry, author }] : [];
  });
}

function toldOf({ entry, refusal }: Refused): RefusedEntry {
  return { entry: entry.id, ...refusal };
}

/** For the log: ids and codes, no content. */
function named({ refused }: RefusedOf): readonly { readonly entry: string; readonly code: string }[] {
  return refused.map(({ entry, refusal: { code } }) => ({ entry: entry.id, code }));
}

type Verdicts = Map<Readable, Required<Pick<PushAnswer, 'refused' | 'deferred'>> | PushError>;

/** What the server knows beside the documents when it judges what somebody sent. */
export async function courtFor(
  { documents, authorOf }: { readonly documents: readonly Pushed[]; readonly authorOf: Court['authorOf'] },
  parts: { aggregate: AnyAggregate; refusals: Refusals; sessions: Pick<Sessions, 'isProven'>; nowMs: number },
): Promise<Court> {
  const entries: readonly Entry[] = documents.flatMap((document) => document.entries);
  const mentioned = new Set(entries.flatMap(({ id, after }) => [id, ...after]));
  const verdicts = await parts.refusals.before(parts.aggregate.name, [...mentioned]);
  return {
    nowMs: parts.nowMs,
    refusedBefore: (id) => verdicts.get(id),
    isProven: (grant) => parts.sessions.isProven(grant),
    authorOf,
  };
}
