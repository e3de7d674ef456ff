import { createHash, randomBytes } from 'node:crypto';
import { type Entries, type Entry, type Person, type Refusal, refusal, stampMs } from '@healthcare/domain';
import type { ProblemCode, RevocationReason, Session, SessionShown, WorkstationClaim } from '@healthcare/protocol';
import { allRight, type Signatures, signedGrant } from '../signatures/index.ts';
import { openDatabase, type Pouch, type Stored } from '../store/database.ts';
import type { Account } from './accounts.ts';
import {
  type Assigned,
  type Assignment,
  assignmentAt,
  placeAfter,
  placeOf,
  reassigned,
  sameAssignment,
} from './assignment.ts';
import { workstationIdFrom } from './workstation-id.ts';

/**
 * A sign-in as the server keeps it. It outlives the session: an entry can arrive long after its author has left, and is judged by
 * the sign-in (the grant) under which it was made.
 */
interface SessionRecord extends Stored, Assigned, Omit<Session, 'serverTime' | 'grant' | 'role' | 'wards'> {
  readonly tokenHash: string;
  /** G2. Null: none was given, and nothing can be done under it. Absent: issued to a program that is older than signatures (G5). */
  readonly publicKey?: string | null;
  /** The token before the last authentication, until the new one is used. */
  readonly former?: { readonly tokenHash: string; readonly untilMs: number };
  readonly lastUsedMs: number;
  /** When its person last showed password and second factor; absent: never under this session, as with a password alone. */
  readonly authenticatedMs?: number;
  /** Where it was begun from. */
  readonly address?: string;
  /** The ward that the terminal named; absent: the session goes where its person is assigned. */
  readonly atWard?: string;
  /** Scopes for a while, beside those of its place: one patient's file, by emergency access (E3). */
  readonly lent?: readonly Lent[];
  /** The person signed out, or the session ran out. */
  readonly endedMs?: number;
  /** Somebody took it away: nothing made after that counts, whatever the clock said. */
  readonly revokedMs?: number;
  /** Its person has set a PIN: the token lies sealed under it, and the workstation locks itself. */
  readonly underPin?: true;
  /** Why it is over, when it did not just run out. */
  readonly because?: ProblemCode;
}

/** A scope that a session has until then (server's wall ms). */
interface Lent {
  readonly scope: string;
  readonly untilMs: number;
}

export interface SessionsOptions {
  readonly now: () => number;
  readonly idleMs: number;
  readonly absoluteMs: number;
  /** How long a proof of password and second factor opens what needs a fresh one; five minutes by default. */
  readonly freshMs?: number;
  readonly signatures: Signatures;
  /** The wards that a workstation was enrolled for; null where it is not bound to any. */
  readonly wardsAt?: (workstation: string) => readonly string[] | null;
}

/** How somebody came in. */
export interface Arrival {
  readonly address?: string;
  /** By password and second factor; otherwise nothing that needs a fresh proof is open. */
  readonly inFull?: true;
  /** A caller that is no workstation: until it has given its key, it reads. */
  readonly asPeer?: true;
}

/** A sign-in that has succeeded. */
export interface Begun {
  readonly token: string;
  readonly session: Session;
  /** G2; where a key was given. */
  readonly signedGrant?: string;
}

export interface Sessions {
  begin(account: Account, claim: WorkstationClaim, arrival?: Arrival): Promise<Begun | ProblemCode>;
  /** Gives a session that began without one its key; once. The grant as signed by the server, or why not. */
  giveKey(grant: string, publicKey: string): Promise<{ readonly signedGrant: string } | ProblemCode>;
  /** Why this person cannot work at such a workstation; undefined when they can. */
  whyNotHere(account: Account, claim: WorkstationClaim): ProblemCode | undefined;
  /**
   * The person has shown password and second factor again: the session goes on under a new token. The old one holds until the new one is
   * used, and is not fresh.
   */
  renew(grant: string): Promise<{ token: string; session: Session } | ProblemCode>;
  /** Has the person of this token shown password and second factor of late (`freshMs`)? */
  isFresh(token: string): boolean;
  /** The sessions of a person that are not over, the latest first. */
  listOf(user: string, ownGrant?: string): readonly SessionShown[];
  /** Takes away all sessions of a person but one. The reason is told there. */
  revokeOthers(user: string, but: string | undefined, because: ProblemCode): Promise<void>;
  /** The session of a token that is still good, marking it as used. */
  of(token: string): Session | undefined;
  /** The same by its grant, as it is now. */
  current(grant: string): Session | undefined;
  /** Why this token is not good. */
  whyNot(token: string): ProblemCode;
  end(grant: string): Promise<void>;
  revoke(grant: string, because?: ProblemCode): Promise<void>;
  /**
   * This person has another role, or other wards. Their sessions go on under it at once, or end where they have no place any more;
   * entries made before are judged by what they were then. Changes nothing when they are that already.
   */
  assign(user: string, assignment: Assignment): Promise<void>;
  /** This person works here no longer: their sessions are over, and nothing they make from now on counts. */
  dismiss(user: string): Promise<void>;
  /** A session may hold this too, until then; its workstation starts over at once, and again when it is over. Asked again it changes nothing. */
  lend(grant: string, lent: Lent): Promise<void>;
  /** The same is over before its time. */
  takeBack(grant: string, scope: string): Promise<void>;
  /**
   * Ends every session at a workstation that is taken away. Of one that is put out of use what was done until it hears of it counts; of
   * one that is lost nothing that is made there from now on. Without a reason it stays in use, and people sign in anew.
   */
  endAt(workstation: string, reason?: RevocationReason): Promise<void>;
  /** The workstation has other wards: sessions there go on in them, or end. */
  placeAnew(workstation: string): Promise<void>;
  /** At which workstations people have signed in, and when last; callers that are none are not among them. */
  workstations(): readonly {
    readonly workstation: string;
    readonly kind: Session['kind'];
    readonly lastUsedMs: number;
  }[];
  /** A session whose person has set a PIN waits for them until it expires: others work at the terminal in between. */
  keepForPin(grant: string): Promise<void>;
  /** A session goes on in another ward of its person. */
  move(grant: string, wardId: string): Promise<Session | ProblemCode>;
  /**
   * Who made the entries of these documents, as far as the sign-ins that they name allow it and their signatures are right (G1, G3–G5).
   * The answer is about these very objects.
   */
  authorsOf(db: string, documents: readonly Entries[], caller: Pick<Session, 'workstation'>): Promise<AuthorOf>;
  /** Told of every session that begins. */
  onBegin(told: (session: Session) => void): void;
  /** Told when a session has ended by itself, by its owner or by revocation, and why. */
  onEnd(told: (grant: string, because: ProblemCode) => void): void;
  /** Told when a session goes on with another role, other wards or other scopes. */
  onChange(told: (session: Session) => void): void;
  /** The key of a sign-in. Null: it has none. Undefined: unknown, or issued to a program that is older than signatures. */
  publicKeyOf(grant: string): string | null | undefined;
  /** What the person of a sign-in was at this time (ms); undefined for a sign-in that is unknown. */
  assignmentOf(grant: string, atMs: number): Assignment | undefined;
  /** Has anybody signed in at this workstation before? */
  knowsWorkstation(workstation: string): boolean;
  /** A connected workstation is in use. */
  touch(grant: string): void;
  /** Ends what has run out. Called now and then. */
  sweep(): void;
  close(): Promise<void>;
}

/** The person who made an entry, at its time; or why nobody is believed to have. */
export type AuthorOf = (entry: Entry) => Person | Refusal;

/** A workstation's clock may be wrong by this much and its entries still count (ms). */
const CLOCK_SKEW_MS = 24 * 3_600_000;
/** How often use is written down (ms); a crash forgets at most this much of it. */
const USE_WRITTEN_EVERY_MS = 60_000;
const FRESH_MS = 5 * 60_000;
/** Requests that were under way with the old token are answered still (ms). */
const FORMER_TOKEN_MS = 30_000;

export async function openSessions(pouch: Pouch, options: SessionsOptions): Promise<Sessions> {
  const wardsAt = options.wardsAt ?? (() => null);
  const database = openDatabase<SessionRecord>(pouch, 'sessions');
  const { rows } = await database.allDocs({ include_docs: true });
  const records = new Map(rows.flatMap(({ doc }) => (doc ? [[doc._id, doc as SessionRecord] as const] : [])));
  const byToken = new Map(
    [...records.values()].flatMap(({ _id, tokenHash, former }) => [
      [tokenHash, _id] as const,
      ...(former ? [[former.tokenHash, _id] as const] : []),
    ]),
  );
  const workstations = new Set([...records.values()].map(({ workstation }) => workstation));
  const beginnings: ((session: Session) => void)[] = [];
  const endings: ((grant: string, because: ProblemCode) => void)[] = [];
  const changes: ((session: Session) => void)[] = [];

  async function save(record: SessionRecord): Promise<void> {
    records.set(record._id, record);
    const { rev } = await database.put(record);
    const current = records.get(record._id) ?? record;
    records.set(record._id, { ...current, _rev: rev });
  }
  /** Of records that the disk does not have as they are: a write is under way, or the last one failed. */
  const writes = new Map<string, Promise<boolean>>();
  /** Writes of one record go one after another, so that each carries the revision of the last. */
  function change(grant: string, step: (record: SessionRecord) => SessionRecord): Promise<void> {
    const before = writes.get(grant) ?? Promise.resolve(true);
    const after = before.then(async () => {
      const record = records.get(grant);
      if (record) await save(step(record));
    });
    const settled: Promise<boolean> = after.then(
      () => writes.get(grant) === settled && writes.delete(grant),
      () => false,
    );
    writes.set(grant, settled);
    return after;
  }
  /**
   * The disk gets the record as it is by then. Were the step taken again there, one that waited would undo what was decided behind it.
   */
  const write = (grant: string): Promise<void> => change(grant, (record) => record);
  /** Takes effect at once, whatever the disk takes. */
  async function changeAtOnce(grant: string, step: (record: SessionRecord) => SessionRecord): Promise<void> {
    const record = records.get(grant);
    if (!record) return;
    const next = step(record);
    // Asked for before; whoever asks again is told the same as the first, not before the disk has it.
    if (next === record) return writes.has(grant) ? write(grant) : undefined;
    records.set(grant, next);
    const isOverNow = next.endedMs !== undefined || next.revokedMs !== undefined;
    if (isOverNow) for (const told of endings) told(grant, next.because ?? 'session/expired');
    else for (const told of changes) told(sessionFrom(next, options.now()));
    await write(grant);
  }
  /** The same where nothing has changed that anybody else has to be told. */
  async function changeQuietly(grant: string, step: (record: SessionRecord) => SessionRecord): Promise<void> {
    const record = records.get(grant);
    if (!record) return;
    records.set(grant, step(record));
    await write(grant);
  }
  /** Of all sign-ins of a person that entries can still name. */
  async function changeAll(user: string, step: (record: SessionRecord) => SessionRecord): Promise<void> {
    const counts = ({ expiresAt }: SessionRecord) => options.now() <= Date.parse(expiresAt) + CLOCK_SKEW_MS;
    const theirs = [...records.values()].filter((record) => record.user === user && counts(record));
    await Promise.all(theirs.map(({ _id }) => changeAtOnce(_id, step)));
  }
  function isOver(record: SessionRecord): boolean {
    const now = options.now();
    if (record.endedMs !== undefined || record.revokedMs !== undefined) return true;
    const isIdle = !record.underPin && now - record.lastUsedMs >= options.idleMs;
    return now >= Date.parse(record.expiresAt) || isIdle;
  }
  function used(record: SessionRecord): void {
    const now = options.now();
    if (now - record.lastUsedMs < USE_WRITTEN_EVERY_MS) return;
    records.set(record._id, { ...record, lastUsedMs: now });
    void change(record._id, (current) => ({ ...current, lastUsedMs: Math.max(now, current.lastUsedMs) })).catch(
      () => undefined,
    ); // only the idle time is at stake
  }

  function granted(session: Session, publicKey: string): string {
    return signedGrant(options.signatures, { ...session, publicKey });
  }

  /** The record of a token that still counts. */
  function recordBy(token: string): SessionRecord | undefined {
    const tokenHash = hashOf(token);
    const record = records.get(byToken.get(tokenHash) ?? '');
    if (!record || record.tokenHash === tokenHash) return record;
    return record.former?.tokenHash === tokenHash && options.now() < record.former.untilMs ? record : undefined;
  }
  function forgetFormer(record: SessionRecord, tokenHash: string): void {
    const { former } = record;
    if (!former || record.tokenHash !== tokenHash) return;
    byToken.delete(former.tokenHash);
    void changeQuietly(record._id, withoutFormer).catch(() => undefined); // it runs out by itself
  }

  return {
    async begin(account, claim, { address, inFull, asPeer } = {}) {
      const place = placeFor(account, claim, wardsAt(workstationIdFrom(claim.secret)));
      if (typeof place === 'string') return place;
      const token = randomBytes(32).toString('base64url');
      const now = options.now();
      const record: SessionRecord = {
        _id: `gr-${randomBytes(12).toString('base64url')}`,
        tokenHash: hashOf(token),
        ...keyOf(claim, asPeer),
        user: account._id,
        role: account.role,
        wards: [...account.wards],
        workstation: workstationIdFrom(claim.secret),
        kind: claim.kind,
        ...(claim.wardId !== undefined && { atWard: claim.wardId }),
        ...place,
        issuedAt: new Date(now).toISOString(),
        expiresAt: new Date(now + options.absoluteMs).toISOString(),
        lastUsedMs: now,
        ...(inFull && { authenticatedMs: now }),
        ...(address !== undefined && { address }),
      };
      byToken.set(record.tokenHash, record._id);
      workstations.add(record.workstation);
      await save(record);
      const { publicKey } = claim;
      const session = sessionFrom(record, now);
      for (const told of beginnings) told(session);
      return { token, session, ...(publicKey !== undefined && { signedGrant: granted(session, publicKey) }) };
    },
    async giveKey(grant, publicKey) {
      const record = records.get(grant);
      if (!record || isOver(record)) return 'session/expired';
      if (record.publicKey && record.publicKey !== publicKey) return 'session/has-key';
      await changeQuietly(grant, (current) => (current.publicKey ? current : { ...current, publicKey }));
      return { signedGrant: granted(sessionFrom(record, options.now()), publicKey) };
    },
    whyNotHere(account, claim) {
      const place = placeFor(account, claim, wardsAt(workstationIdFrom(claim.secret)));
      return typeof place === 'string' ? place : undefined;
    },
    async renew(grant) {
      const record = records.get(grant);
      if (!record || isOver(record)) return 'session/expired';
      const token = randomBytes(32).toString('base64url');
      const now = options.now();
      if (record.former) byToken.delete(record.former.tokenHash);
      byToken.set(hashOf(token), grant);
      await changeQuietly(grant, renewed(record.tokenHash, hashOf(token), now));
      return { token, session: sessionFrom(records.get(grant) ?? record, now) };
    },
    isFresh(token) {
      const record = recordBy(token);
      if (!record || isOver(record) || record.tokenHash !== hashOf(token)) return false;
      return (
        record.authenticatedMs !== undefined && options.now() - record.authenticatedMs < (options.freshMs ?? FRESH_MS)
      );
    },
    listOf(user, ownGrant) {
      const theirs = [...records.values()].filter((record) => record.user === user && !isOver(record));
      theirs.sort((a, b) => b.lastUsedMs - a.lastUsedMs);
      return theirs.map((record) => shownFrom(record, ownGrant));
    },
    async revokeOthers(user, but, because) {
      const theirs = [...records.values()].filter((record) => record.user === user && !isOver(record));
      const nowMs = options.now();
      await Promise.all(
        theirs.filter(({ _id }) => _id !== but).map(({ _id }) => changeAtOnce(_id, revoked(nowMs, because))),
      );
    },
    of(token) {
      const record = recordBy(token);
      if (!record || isOver(record)) return undefined;
      forgetFormer(record, hashOf(token));
      used(records.get(record._id) ?? record);
      return sessionFrom(record, options.now());
    },
    current(grant) {
      const record = records.get(grant);
      return record && !isOver(record) ? sessionFrom(record, options.now()) : undefined;
    },
    whyNot: (token) => recordBy(token)?.because ?? 'session/expired',
    end: (grant) => changeAtOnce(grant, ended(options.now())),
    revoke: (grant, because) => changeAtOnce(grant, revoked(options.now(), because)),
    assign(user, assignment) {
      const nowMs = options.now();
      return changeAll(user, (record) => {
        if (sameAssignment(record, assignment)) return record;
        const { lent: _, ...others } = record; // Lent to what they were.
        const next = reassigned<SessionRecord>(others, assignment, nowMs);
        if (isOver(record)) return next; // late entries name it still
        const place = placeAfter(next, record, wardsAt(record.workstation));
        return typeof place === 'string' ? ended(nowMs, place)(next) : { ...next, ...place };
      });
    },
    dismiss: (user) => changeAll(user, revoked(options.now(), 'session/account-closed')),
    lend: (grant, lent) =>
      changeAtOnce(grant, (record) => {
        const isLent = record.lent?.some(({ scope, untilMs }) => scope === lent.scope && untilMs === lent.untilMs);
        return isLent ? record : { ...record, lent: [...(record.lent ?? []), lent] };
      }),
    takeBack: (grant, scope) =>
      changeAtOnce(
        grant,
        lentOnly((one) => one.scope !== scope),
      ),
    async endAt(workstation, reason) {
      const nowMs = options.now();
      const because = reason ? 'workstation/revoked' : 'session/expired';
      const step = reason === 'lost' ? revoked(nowMs, because) : ended(nowMs, because);
      const counts = (record: SessionRecord) =>
        reason === 'lost' ? nowMs <= Date.parse(record.expiresAt) + CLOCK_SKEW_MS : !isOver(record);
      const there = [...records.values()].filter((record) => record.workstation === workstation && counts(record));
      await Promise.all(there.map(({ _id }) => changeAtOnce(_id, step)));
    },
    async placeAnew(workstation) {
      const nowMs = options.now();
      const there = [...records.values()].filter((record) => record.workstation === workstation && !isOver(record));
      const step = (record: SessionRecord): SessionRecord => {
        const place = placeAfter(record, record, wardsAt(workstation));
        if (typeof place === 'string') return ended(nowMs, place)(record);
        return place.wardId === record.wardId ? record : { ...record, ...place };
      };
      await Promise.all(there.map(({ _id }) => changeAtOnce(_id, step)));
    },
    workstations() {
      const last = new Map<string, SessionRecord>();
      for (const record of records.values()) {
        const isPeer = record.publicKey === null;
        if (!isPeer && record.lastUsedMs >= (last.get(record.workstation)?.lastUsedMs ?? 0))
          last.set(record.workstation, record);
      }
      return [...last.values()].map(({ workstation, kind, lastUsedMs }) => ({ workstation, kind, lastUsedMs }));
    },
    keepForPin: (grant) => change(grant, (record) => (record.underPin ? record : { ...record, underPin: true })),
    async move(grant, wardId) {
      const record = records.get(grant);
      if (!record || isOver(record)) return 'session/expired';
      const place = placeOf(record, { kind: record.kind, wardId }, wardsAt(record.workstation));
      if (typeof place === 'string') return place;
      await changeAtOnce(grant, (current) =>
        current.wardId === place.wardId
          ? current
          : { ...current, ...place, ...(current.atWard !== undefined && { atWard: wardId }) },
      );
      return sessionFrom(records.get(grant) ?? record, options.now());
    },
    async authorsOf(db, documents, caller) {
      const claimed = documents.flatMap(({ id: document, entries }) =>
        entries.flatMap((entry) => {
          const publicKey = records.get(entry.by.grant)?.publicKey;
          return publicKey ? [{ entry, place: { db, document }, publicKey }] : [];
        }),
      );
      const right = await allRight(options.signatures, claimed);
      return (entry) => authorBy(records.get(entry.by.grant), { entry, isRight: right.has(entry), caller });
    },
    publicKeyOf: (grant) => records.get(grant)?.publicKey,
    onBegin: (told) => beginnings.push(told),
    onEnd: (told) => endings.push(told),
    onChange: (told) => changes.push(told),
    assignmentOf(grant, atMs) {
      const record = records.get(grant);
      return record && assignmentAt(record, atMs);
    },
    knowsWorkstation: (workstation) => workstations.has(workstation),
    touch(grant) {
      const record = records.get(grant);
      if (record && !isOver(record)) used(record);
    },
    sweep() {
      const nowMs = options.now();
      for (const { _id, lent } of records.values())
        if (lent?.some(({ untilMs }) => untilMs <= nowMs))
          void changeAtOnce(
            _id,
            lentOnly(({ untilMs }) => untilMs > nowMs),
          ).catch(() => undefined); // the same after a restart
      for (const record of records.values())
        if (record.endedMs === undefined && record.revokedMs === undefined && isOver(record))
          void changeAtOnce(record._id, ended(options.now())).catch(() => undefined); // found over again after a restart
    },
    async close() {
      await Promise.all(writes.values());
      await database.close();
    },
  };
}

function placeFor(
  account: Account,
  claim: WorkstationClaim,
  wardsThere: readonly string[] | null,
): ReturnType<typeof placeOf> {
  return account.closed ? 'session/account-closed' : placeOf({ ...account, user: account._id }, claim, wardsThere);
}

function keyOf({ publicKey }: WorkstationClaim, asPeer: true | undefined): Pick<SessionRecord, 'publicKey'> {
  if (publicKey !== undefined) return { publicKey };
  return asPeer ? { publicKey: null } : {};
}

interface Signed {
  readonly entry: Entry;
  /** Does its signature fit the key of its grant? */
  readonly isRight: boolean;
  readonly caller: Pick<Session, 'workstation'>;
}

/** G3–G5. */
function authorBy(record: SessionRecord | undefined, { entry, isRight, caller }: Signed): Person | Refusal {
  if (!record || record.user !== entry.by.user) return refusal('grant/unknown', entry.by.grant);
  if (record.workstation !== entry.by.workstation) return refusal('grant/other-workstation', entry.by.workstation);
  if (!isRight) {
    const no = unsigned(record, entry, caller);
    if (no) return no;
  }
  const at = stampMs(entry.at);
  if (record.revokedMs !== undefined && at > record.revokedMs) return refusal('grant/revoked', entry.by.grant);
  const inTime =
    at >= Date.parse(record.issuedAt) - CLOCK_SKEW_MS && at <= Date.parse(record.expiresAt) + CLOCK_SKEW_MS;
  if (!inTime) return refusal('grant/not-valid-then', entry.by.grant);
  const { role, wards } = assignmentAt(record, at);
  return { user: record.user, role, wards };
}

/** Why an entry without a right signature may not stand; null for one that is older than signatures. */
function unsigned({ publicKey, workstation }: SessionRecord, { sig }: Entry, caller: Signed['caller']): Refusal | null {
  if (publicKey) return refusal(sig === undefined ? 'entry/unsigned' : 'entry/signature-wrong');
  if (publicKey === null || sig !== undefined) return refusal('entry/unsigned');
  return caller.workstation === workstation ? null : refusal('grant/other-workstation', workstation);
}

function ended(nowMs: number, because?: ProblemCode): (record: SessionRecord) => SessionRecord {
  return (record) =>
    record.endedMs === undefined ? { ...record, endedMs: nowMs, ...(because && { because }) } : record;
}

function revoked(nowMs: number, because?: ProblemCode): (record: SessionRecord) => SessionRecord {
  return (record) =>
    record.revokedMs === undefined ? { ...record, revokedMs: nowMs, ...(because && { because }) } : record;
}

function renewed(formerHash: string, tokenHash: string, nowMs: number): (record: SessionRecord) => SessionRecord {
  return (record) =>
    record.tokenHash === tokenHash
      ? record
      : {
          ...record,
          tokenHash,
          former: { tokenHash: formerHash, untilMs: nowMs + FORMER_TOKEN_MS },
          authenticatedMs: nowMs,
          lastUsedMs: nowMs,
        };
}

function withoutFormer(record: SessionRecord): SessionRecord {
  const { former, ...others } = record;
  return former ? others : record;
}

/** Nothing is told, and nothing written, where all of it stays. */
function lentOnly(stays: (lent: Lent) => boolean): (record: SessionRecord) => SessionRecord {
  return (record) => {
    const left = record.lent?.filter(stays) ?? [];
    return left.length === (record.lent?.length ?? 0) ? record : { ...record, lent: left };
  };
}

function shownFrom(record: SessionRecord, ownGrant: string | undefined): SessionShown {
  const { _id, workstation, kind, wardId, issuedAt, expiresAt, lastUsedMs, address } = record;
  return {
    grant: _id,
    workstation,
    kind,
    wardId,
    issuedAt,
    expiresAt,
    lastUsedAt: new Date(lastUsedMs).toISOString(),
    address: address ?? null,
    isThis: _id === ownGrant,
  };
}

function sessionFrom(record: SessionRecord, nowMs: number): Session {
  const { user, role, wards, workstation, kind, wardId, lent = [], issuedAt, expiresAt } = record;
  const inForce = lent.filter(({ untilMs }) => nowMs < untilMs).map(({ scope }) => scope);
  const scopes = [...new Set([...record.scopes, ...inForce])];
  const serverTime = new Date(nowMs).toISOString();
  return {
    grant: record._id,
    user,
    role,
    wards: [...wards],
    workstation,
    kind,
    wardId,
    scopes,
    issuedAt,
    expiresAt,
    serverTime,
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
