import { createHash, randomBytes } from 'node:crypto';
import { type Entry, type Person, type Refusal, refusal, stampMs } from '@healthcare/domain';
import type { ProblemCode, Session, WorkstationClaim } from '@healthcare/protocol';
import { openDatabase, type Pouch, type Stored } from '../store/database.ts';
import type { Account } from './accounts.ts';
import { workstationIdFrom } from './workstation-id.ts';

/**
 * A sign-in as the server keeps it. It outlives the session: an entry can arrive long after its author has left, and is judged by
 * the sign-in (the grant) under which it was made. Signatures will take this place; until then the proof is the workstation.
 */
interface SessionRecord extends Stored, Omit<Session, 'serverTime' | 'grant'> {
  readonly tokenHash: string;
  readonly lastUsedMs: number;
  /** The person signed out, or the session ran out. */
  readonly endedMs?: number;
  /** Somebody took it away: nothing made after that counts, whatever the clock said. */
  readonly revokedMs?: number;
}

export interface SessionsOptions {
  readonly now: () => number;
  readonly idleMs: number;
  readonly absoluteMs: number;
}

export interface Sessions {
  begin(account: Account, claim: WorkstationClaim): Promise<{ token: string; session: Session } | ProblemCode>;
  /** The session of a token that is still good, marking it as used. */
  of(token: string): Session | undefined;
  end(grant: string): Promise<void>;
  revoke(grant: string): Promise<void>;
  /** The person who made an entry, if the sign-in it names allows that; the caller has to stand at the same workstation. */
  authorOf(entry: Entry, caller: Session): Person | Refusal;
  /** Told when a session has ended by itself, by its owner or by revocation. */
  onEnd(told: (grant: string) => void): void;
  /** Has anybody signed in at this workstation before? */
  knowsWorkstation(workstation: string): boolean;
  /** A connected workstation is in use. */
  touch(grant: string): void;
  /** Ends what has run out. Called now and then. */
  sweep(): void;
  close(): Promise<void>;
}

/** A workstation's clock may be wrong by this much and its entries still count (ms). */
const CLOCK_SKEW_MS = 24 * 3_600_000;
/** How often use is written down (ms); a crash forgets at most this much of it. */
const USE_WRITTEN_EVERY_MS = 60_000;

export async function openSessions(pouch: Pouch, options: SessionsOptions): Promise<Sessions> {
  const database = openDatabase<SessionRecord>(pouch, 'sessions');
  const { rows } = await database.allDocs({ include_docs: true });
  const records = new Map(rows.flatMap(({ doc }) => (doc ? [[doc._id, doc as SessionRecord] as const] : [])));
  const byToken = new Map([...records.values()].map((record) => [record.tokenHash, record._id]));
  const workstations = new Set([...records.values()].map(({ workstation }) => workstation));
  const listeners: ((grant: string) => void)[] = [];

  async function save(record: SessionRecord): Promise<void> {
    records.set(record._id, record);
    const { rev } = await database.put(record);
    const current = records.get(record._id) ?? record;
    records.set(record._id, { ...current, _rev: rev });
  }
  const writes = new Map<string, Promise<void>>();
  /** Writes of one record go one after another, so that each carries the revision of the last. */
  function change(grant: string, step: (record: SessionRecord) => SessionRecord): Promise<void> {
    const before = writes.get(grant) ?? Promise.resolve();
    const after = before.then(async () => {
      const record = records.get(grant);
      if (record) await save(step(record));
    });
    writes.set(
      grant,
      after.catch(() => undefined),
    );
    return after;
  }
  async function finish(grant: string, step: (record: SessionRecord) => SessionRecord): Promise<void> {
    const record = records.get(grant);
    if (!record) return;
    records.set(grant, step(record)); // takes effect at once, whatever the disk takes
    for (const told of listeners) told(grant);
    await change(grant, step);
  }
  function isOver(record: SessionRecord): boolean {
    const now = options.now();
    if (record.endedMs !== undefined || record.revokedMs !== undefined) return true;
    return now >= Date.parse(record.expiresAt) || now - record.lastUsedMs >= options.idleMs;
  }
  function used(record: SessionRecord): void {
    const now = options.now();
    if (now - record.lastUsedMs < USE_WRITTEN_EVERY_MS) return;
    records.set(record._id, { ...record, lastUsedMs: now });
    void change(record._id, (current) => ({ ...current, lastUsedMs: Math.max(now, current.lastUsedMs) })).catch(
      () => undefined,
    ); // only the idle time is at stake
  }

  return {
    async begin(account, claim) {
      const place = placeOf(account, claim);
      if (typeof place === 'string') return place;
      const token = randomBytes(32).toString('base64url');
      const now = options.now();
      const record: SessionRecord = {
        _id: `gr-${randomBytes(12).toString('base64url')}`,
        tokenHash: hashOf(token),
        user: account._id,
        role: account.role,
        wards: [...account.wards],
        workstation: workstationIdFrom(claim.secret),
        kind: claim.kind,
        ...place,
        issuedAt: new Date(now).toISOString(),
        expiresAt: new Date(now + options.absoluteMs).toISOString(),
        lastUsedMs: now,
      };
      byToken.set(record.tokenHash, record._id);
      workstations.add(record.workstation);
      await save(record);
      return { token, session: sessionFrom(record, now) };
    },
    of(token) {
      const record = records.get(byToken.get(hashOf(token)) ?? '');
      if (!record || isOver(record)) return undefined;
      used(record);
      return sessionFrom(record, options.now());
    },
    end: (grant) => finish(grant, (record) => ({ ...record, endedMs: record.endedMs ?? options.now() })),
    revoke: (grant) => finish(grant, (record) => ({ ...record, revokedMs: record.revokedMs ?? options.now() })),
    authorOf: (entry, caller) => authorBy(records.get(entry.by.grant), entry, caller),
    onEnd: (told) => listeners.push(told),
    knowsWorkstation: (workstation) => workstations.has(workstation),
    touch(grant) {
      const record = records.get(grant);
      if (record && !isOver(record)) used(record);
    },
    sweep() {
      for (const record of records.values())
        if (record.endedMs === undefined && record.revokedMs === undefined && isOver(record))
          void finish(record._id, (current) => ({ ...current, endedMs: options.now() })).catch(() => undefined); // found over again after a restart
    },
    async close() {
      await Promise.all(writes.values());
      await database.close();
    },
  };
}

function authorBy(record: SessionRecord | undefined, entry: Entry, caller: Session): Person | Refusal {
  if (!record || record.user !== entry.by.user || record.workstation !== entry.by.workstation)
    return refusal('grant/unknown', entry.by.grant);
  if (caller.workstation !== record.workstation) return refusal('grant/other-workstation', record.workstation);
  const at = stampMs(entry.at);
  const inTime =
    at >= Date.parse(record.issuedAt) - CLOCK_SKEW_MS && at <= Date.parse(record.expiresAt) + CLOCK_SKEW_MS;
  const revoked = record.revokedMs !== undefined && at > record.revokedMs;
  if (!inTime || revoked) return refusal('grant/not-valid-then', entry.by.grant);
  return { user: record.user, role: record.role, wards: record.wards };
}

type Place = Pick<Session, 'wardId' | 'scopes'>;

/** What a person may hold at a workstation of this kind. */
function placeOf(account: Account, { kind, wardId }: WorkstationClaim): Place | ProblemCode {
  const own = `user:${account._id}`;
  const isPatient = account.role === 'patient';
  if (isPatient !== (kind === 'patient')) return 'session/no-workplace';
  if (isPatient) return { wardId: null, scopes: [own] };
  if (kind !== 'ward') return { wardId: null, scopes: ['staff', own] };
  const ward = wardId ?? account.wards[0];
  if (ward === undefined) return 'session/no-workplace';
  if (account.role !== 'admin' && !account.wards.includes(ward)) return 'session/not-on-this-ward';
  return { wardId: ward, scopes: ['staff', `ward:${ward}`, own] };
}

function sessionFrom(record: SessionRecord, nowMs: number): Session {
  const { user, role, wards, workstation, kind, wardId, scopes, issuedAt, expiresAt } = record;
  const serverTime = new Date(nowMs).toISOString();
  return { grant: record._id, user, role, wards, workstation, kind, wardId, scopes, issuedAt, expiresAt, serverTime };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
