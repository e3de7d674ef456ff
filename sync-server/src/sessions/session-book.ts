import type { ProblemCode, Session } from '@healthcare/protocol';
import type { Database } from '../store/database.ts';
import {
  hashOf,
  isClosed,
  type SessionRecord,
  type SessionStep,
  sessionFrom,
  withoutFormer,
} from './session-record.ts';

/** How often use is written down (ms); a crash forgets at most this much of it. */
const USE_WRITTEN_EVERY_MS = 60_000;

export interface BookParts {
  readonly now: () => number;
  readonly idleMs: number;
}

/** Every sign-in of the hospital, in memory and on the disk. What is decided counts at once; it is answered for when the disk has it. */
export class SessionBook {
  readonly now: () => number;
  readonly beginnings: ((session: Session) => void)[] = [];
  readonly endings: ((grant: string, because: ProblemCode) => void)[] = [];
  readonly changes: ((session: Session) => void)[] = [];
  readonly #database: Database<SessionRecord>;
  readonly #idleMs: number;
  readonly #records: Map<string, SessionRecord>;
  readonly #byToken: Map<string, string>;
  readonly #workstations: Set<string>;
  /** Of records that the disk does not have as they are: a write is under way, or the last one failed. */
  readonly #writes = new Map<string, Promise<boolean>>();

  static async open(database: Database<SessionRecord>, parts: BookParts): Promise<SessionBook> {
    const { rows } = await database.allDocs({ include_docs: true });
    const stored = rows.flatMap(({ doc }) => (doc ? [doc as SessionRecord] : []));
    return new SessionBook(database, stored, parts);
  }

  private constructor(database: Database<SessionRecord>, stored: readonly SessionRecord[], parts: BookParts) {
    this.#database = database;
    this.now = parts.now;
    this.#idleMs = parts.idleMs;
    this.#records = new Map(stored.map((record) => [record._id, record]));
    this.#byToken = new Map(stored.flatMap((record) => tokensOf(record).map((hash) => [hash, record._id])));
    this.#workstations = new Set(stored.map(({ workstation }) => workstation));
  }

  get(grant: string): SessionRecord | undefined {
    return this.#records.get(grant);
  }

  /** The same, unless it is over. */
  open(grant: string): SessionRecord | undefined {
    const record = this.#records.get(grant);
    return record && !this.isOver(record) ? record : undefined;
  }

  all(which: (record: SessionRecord) => boolean = () => true): readonly SessionRecord[] {
    return [...this.#records.values()].filter(which);
  }

  /** The record of a token that still counts. */
  byToken(token: string): SessionRecord | undefined {
    const tokenHash = hashOf(token);
    const record = this.#records.get(this.#byToken.get(tokenHash) ?? '');
    if (!record || record.tokenHash === tokenHash) return record;
    return record.former?.tokenHash === tokenHash && this.now() < record.former.untilMs ? record : undefined;
  }

  knowsWorkstation(workstation: string): boolean {
    return this.#workstations.has(workstation);
  }

  isOver(record: SessionRecord): boolean {
    if (isClosed(record)) return true;
    const now = this.now();
    const isIdle = !record.underPin && now - record.lastUsedMs >= this.#idleMs;
    return now >= Date.parse(record.expiresAt) || isIdle;
  }

  /** A sign-in that has just succeeded. */
  async add(record: SessionRecord): Promise<Session> {
    this.#byToken.set(record.tokenHash, record._id);
    this.#workstations.add(record.workstation);
    await this.#save(record);
    const session = sessionFrom(record, this.now());
    for (const told of this.beginnings) told(session);
    return session;
  }

  /** Another token opens it; the one before the last no longer does. */
  async renew(record: SessionRecord, tokenHash: string, step: SessionStep): Promise<void> {
    if (record.former) this.#byToken.delete(record.former.tokenHash);
    this.#byToken.set(tokenHash, record._id);
    await this.changeQuietly(record._id, step);
  }

  /** The new token is used: the former one is not needed any more. */
  forgetFormer(record: SessionRecord, tokenHash: string): void {
    const { former } = record;
    if (!former || record.tokenHash !== tokenHash) return;
    this.#byToken.delete(former.tokenHash);
    void this.changeQuietly(record._id, withoutFormer).catch(() => undefined); // it runs out by itself
  }

  used(grant: string): void {
    const record = this.open(grant);
    const now = this.now();
    if (!record || now - record.lastUsedMs < USE_WRITTEN_EVERY_MS) return;
    this.#records.set(record._id, { ...record, lastUsedMs: now });
    void this.change(record._id, (current) => ({ ...current, lastUsedMs: Math.max(now, current.lastUsedMs) })).catch(
      () => undefined,
    ); // only the idle time is at stake
  }

  /** Writes of one record go one after another, so that each carries the revision of the last. */
  change(grant: string, step: SessionStep): Promise<void> {
    const before = this.#writes.get(grant) ?? Promise.resolve(true);
    const after = before.then(async () => {
      const record = this.#records.get(grant);
      if (record) await this.#save(step(record));
    });
    const settled: Promise<boolean> = after.then(
      () => this.#writes.get(grant) === settled && this.#writes.delete(grant),
      () => false,
    );
    this.#writes.set(grant, settled);
    return after;
  }

  /** Takes effect at once, whatever the disk takes. */
  async changeAtOnce(grant: string, step: SessionStep): Promise<void> {
    const record = this.#records.get(grant);
    if (!record) return;
    const next = step(record);
    // Asked for before; whoever asks again is told the same as the first, not before the disk has it.
    if (next === record) return this.#writes.has(grant) ? this.#write(grant) : undefined;
    this.#records.set(grant, next);
    if (isClosed(next)) for (const told of this.endings) told(grant, next.because ?? 'session/expired');
    else for (const told of this.changes) told(sessionFrom(next, this.now()));
    await this.#write(grant);
  }

  async changeAllAtOnce(records: readonly SessionRecord[], step: SessionStep): Promise<void> {
    await Promise.all(records.map(({ _id }) => this.changeAtOnce(_id, step)));
  }

  /** The same where nothing has changed that anybody else has to be told. */
  async changeQuietly(grant: string, step: SessionStep): Promise<void> {
    const record = this.#records.get(grant);
    if (!record) return;
    this.#records.set(grant, step(record));
    await this.#write(grant);
  }

  async close(): Promise<void> {
    await Promise.all(this.#writes.values());
    await this.#database.close();
  }

  /** The disk gets the record as it is by then. Were the step taken again there, one that waited would undo what was decided behind it. */
  #write(grant: string): Promise<void> {
    return this.change(grant, (record) => record);
  }

  async #save(record: SessionRecord): Promise<void> {
    this.#records.set(record._id, record);
    const { rev } = await this.#database.put(record);
    const current = this.#records.get(record._id) ?? record;
    this.#records.set(record._id, { ...current, _rev: rev });
  }
}

function tokensOf({ tokenHash, former }: SessionRecord): readonly string[] {
  return former ? [tokenHash, former.tokenHash] : [tokenHash];
}
