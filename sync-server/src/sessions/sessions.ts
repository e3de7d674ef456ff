import { randomBytes } from 'node:crypto';
import type { Entries } from '@healthcare/domain';
import type { ProblemCode, RevocationReason, Session, SessionShown, WorkstationClaim } from '@healthcare/protocol';
import { type Signatures, signedGrant } from '../signatures/index.ts';
import { openDatabase, type Pouch } from '../store/database.ts';
import type { Account } from './accounts.ts';
import { type Assignment, assignmentAt, placeAfter, placeOf, reassigned, sameAssignment } from './assignment.ts';
import { type AuthorOf, authorsOf } from './authorship.ts';
import { SessionBook } from './session-book.ts';
import {
  ended,
  hashOf,
  isClosed,
  type Lent,
  lentOnly,
  renewed,
  revoked,
  type SessionRecord,
  type SessionStep,
  sessionFrom,
  shownFrom,
  stillCounts,
} from './session-record.ts';
import { workstationIdFrom } from './workstation-id.ts';

export type { AuthorOf } from './authorship.ts';

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
  /** The same of the person of a sign-in, for entries that were signed under it. */
  isProven(grant: string): boolean;
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
  /** Whose sign-ins wait under a PIN at this workstation. */
  waitingAt(workstation: string): readonly string[];
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

const FRESH_MS = 5 * 60_000;

/** What all of it works on. */
interface Parts {
  readonly book: SessionBook;
  readonly options: SessionsOptions;
  /** The wards that a workstation was enrolled for; null where it is not bound to any. */
  readonly wardsAt: (workstation: string) => readonly string[] | null;
}

export async function openSessions(pouch: Pouch, options: SessionsOptions): Promise<Sessions> {
  const database = openDatabase<SessionRecord>(pouch, 'sessions');
  const book = await SessionBook.open(database, options);
  const parts = { book, options, wardsAt: options.wardsAt ?? (() => null) };
  return {
    ...signingIn(parts),
    ...byToken(parts),
    ...ofPeople(parts),
    ...atWorkstations(parts),
    ...forEntries(parts),
    onBegin: (told) => book.beginnings.push(told),
    onEnd: (told) => book.endings.push(told),
    onChange: (told) => book.changes.push(told),
    sweep: () => swept(book),
    close: () => book.close(),
  };
}

function signingIn({ book, options, wardsAt }: Parts): Pick<Sessions, 'begin' | 'giveKey' | 'whyNotHere'> {
  const granted = (session: Session, publicKey: string) => signedGrant(options.signatures, { ...session, publicKey });
  return {
    async begin(account, claim, arrival = {}) {
      const workstation = workstationIdFrom(claim.secret);
      const place = placeFor(account, claim, wardsAt(workstation));
      if (typeof place === 'string') return place;
      const token = newToken();
      const at = { nowMs: options.now(), untilMs: options.now() + options.absoluteMs };
      const record = { ...recordFor(account, claim, arrival, at), ...place, workstation, tokenHash: hashOf(token) };
      const session = await book.add(record);
      const { publicKey } = claim;
      return { token, session, ...(publicKey !== undefined && { signedGrant: granted(session, publicKey) }) };
    },
    async giveKey(grant, publicKey) {
      const record = book.open(grant);
      if (!record) return 'session/expired';
      if (record.publicKey && record.publicKey !== publicKey) return 'session/has-key';
      await book.changeQuietly(grant, (current) => (current.publicKey ? current : { ...current, publicKey }));
      return { signedGrant: granted(sessionFrom(record, options.now()), publicKey) };
    },
    whyNotHere(account, claim) {
      const place = placeFor(account, claim, wardsAt(workstationIdFrom(claim.secret)));
      return typeof place === 'string' ? place : undefined;
    },
  };
}

type ByToken =
  | 'renew'
  | 'isFresh'
  | 'isProven'
  | 'of'
  | 'current'
  | 'whyNot'
  | 'touch'
  | 'end'
  | 'revoke'
  | 'keepForPin';

function byToken({ book, options }: Parts): Pick<Sessions, ByToken> {
  const { now, freshMs = FRESH_MS } = options;
  const isProvenOfLate = ({ authenticatedMs }: SessionRecord) =>
    authenticatedMs !== undefined && now() - authenticatedMs < freshMs;
  return {
    async renew(grant) {
      const record = book.open(grant);
      if (!record) return 'session/expired';
      const token = newToken();
      const nowMs = now();
      await book.renew(record, hashOf(token), renewed(record.tokenHash, hashOf(token), nowMs));
      return { token, session: sessionFrom(book.get(grant) ?? record, nowMs) };
    },
    isFresh(token) {
      const record = book.byToken(token);
      if (!record || book.isOver(record) || record.tokenHash !== hashOf(token)) return false;
      return isProvenOfLate(record);
    },
    isProven(grant) {
      const record = book.get(grant);
      return record !== undefined && isProvenOfLate(record);
    },
    of(token) {
      const record = book.byToken(token);
      if (!record || book.isOver(record)) return undefined;
      book.forgetFormer(record, hashOf(token));
      book.used(record._id);
      return sessionFrom(record, options.now());
    },
    current(grant) {
      const record = book.open(grant);
      return record && sessionFrom(record, options.now());
    },
    whyNot: (token) => book.byToken(token)?.because ?? 'session/expired',
    touch: (grant) => book.used(grant),
    end: (grant) => book.changeAtOnce(grant, ended(options.now())),
    revoke: (grant, because) => book.changeAtOnce(grant, revoked(options.now(), because)),
    keepForPin: (grant) => book.change(grant, (record) => (record.underPin ? record : { ...record, underPin: true })),
  };
}

function ofPeople({ book, options, wardsAt }: Parts): Pick<Sessions, 'listOf' | 'revokeOthers' | 'assign' | 'dismiss'> {
  const openOf = (user: string) => book.all((record) => record.user === user && !book.isOver(record));
  /** All sign-ins of a person that entries can still name. */
  const countingOf = (user: string) => book.all((record) => record.user === user && stillCounts(record, options.now()));
  return {
    listOf: (user, ownGrant) =>
      openOf(user)
        .toSorted((a, b) => b.lastUsedMs - a.lastUsedMs)
        .map((record) => shownFrom(record, ownGrant)),
    revokeOthers(user, but, because) {
      const others = openOf(user).filter(({ _id }) => _id !== but);
      return book.changeAllAtOnce(others, revoked(options.now(), because));
    },
    assign(user, assignment) {
      const nowMs = options.now();
      return book.changeAllAtOnce(countingOf(user), (record) => {
        if (sameAssignment(record, assignment)) return record;
        const { lent: _, ...others } = record; // Lent to what they were.
        const next = reassigned<SessionRecord>(others, assignment, nowMs);
        if (book.isOver(record)) return next; // late entries name it still
        const place = placeAfter(next, record, wardsAt(record.workstation));
        return typeof place === 'string' ? ended(nowMs, place)(next) : { ...next, ...place };
      });
    },
    dismiss: (user) => book.changeAllAtOnce(countingOf(user), revoked(options.now(), 'session/account-closed')),
  };
}

type AtWorkstations =
  | 'endAt'
  | 'placeAnew'
  | 'workstations'
  | 'waitingAt'
  | 'knowsWorkstation'
  | 'move'
  | 'lend'
  | 'takeBack';

function atWorkstations({ book, options, wardsAt }: Parts): Pick<Sessions, AtWorkstations> {
  const openAt = (workstation: string) =>
    book.all((record) => record.workstation === workstation && !book.isOver(record));
  return {
    endAt(workstation, reason) {
      const nowMs = options.now();
      const because = reason ? 'workstation/revoked' : 'session/expired';
      if (reason !== 'lost') return book.changeAllAtOnce(openAt(workstation), ended(nowMs, because));
      const counting = book.all((record) => record.workstation === workstation && stillCounts(record, nowMs));
      return book.changeAllAtOnce(counting, revoked(nowMs, because));
    },
    placeAnew(workstation) {
      const nowMs = options.now();
      return book.changeAllAtOnce(openAt(workstation), (record) => {
        const place = placeAfter(record, record, wardsAt(workstation));
        if (typeof place === 'string') return ended(nowMs, place)(record);
        return place.wardId === record.wardId ? record : { ...record, ...place };
      });
    },
    async move(grant, wardId) {
      const record = book.open(grant);
      if (!record) return 'session/expired';
      const place = placeOf(record, { kind: record.kind, wardId }, wardsAt(record.workstation));
      if (typeof place === 'string') return place;
      await book.changeAtOnce(grant, inPlace({ ...place, wardId }));
      return sessionFrom(book.get(grant) ?? record, options.now());
    },
    lend: (grant, lent) =>
      book.changeAtOnce(grant, (record) => {
        const isLent = record.lent?.some(({ scope, untilMs }) => scope === lent.scope && untilMs === lent.untilMs);
        return isLent ? record : { ...record, lent: [...(record.lent ?? []), lent] };
      }),
    takeBack(grant, scope) {
      return book.changeAtOnce(
        grant,
        lentOnly((one) => one.scope !== scope),
      );
    },
    waitingAt: (workstation) => [
      ...new Set(openAt(workstation).flatMap(({ underPin, user }) => (underPin ? user : []))),
    ],
    knowsWorkstation: (workstation) => book.knowsWorkstation(workstation),
    workstations: () => lastUsesAt(book),
  };
}

function forEntries({ book, options }: Parts): Pick<Sessions, 'authorsOf' | 'publicKeyOf' | 'assignmentOf'> {
  const recordOf = (grant: string) => book.get(grant);
  return {
    authorsOf: (db, documents, caller) => authorsOf(recordOf, options.signatures, { db, documents, caller }),
    publicKeyOf: (grant) => book.get(grant)?.publicKey,
    assignmentOf(grant, atMs) {
      const record = book.get(grant);
      return record && assignmentAt(record, atMs);
    },
  };
}

/** Ends what has run out. A write that fails is made good after the next restart, which finds the same over again. */
function swept(book: SessionBook): void {
  const nowMs = book.now();
  const run = (grant: string, step: SessionStep) => void book.changeAtOnce(grant, step).catch(() => undefined);
  const isOut = ({ untilMs }: Lent) => untilMs <= nowMs;
  for (const { _id } of book.all(({ lent }) => lent?.some(isOut) ?? false))
    run(
      _id,
      lentOnly((one) => !isOut(one)),
    );
  for (const { _id } of book.all((record) => !isClosed(record) && book.isOver(record))) run(_id, ended(nowMs));
}

type Place = Exclude<ReturnType<typeof placeOf>, string>;

function inPlace(place: Place & { readonly wardId: string }): SessionStep {
  return (record) => {
    if (record.wardId === place.wardId) return record;
    return { ...record, ...place, ...(record.atWard !== undefined && { atWard: place.wardId }) };
  };
}

function lastUsesAt(book: SessionBook): ReturnType<Sessions['workstations']> {
  const last = new Map<string, SessionRecord>();
  for (const record of book.all(({ publicKey }) => publicKey !== null)) // null: a peer
    if (record.lastUsedMs >= (last.get(record.workstation)?.lastUsedMs ?? 0)) last.set(record.workstation, record);
  return [...last.values()].map(({ workstation, kind, lastUsedMs }) => ({ workstation, kind, lastUsedMs }));
}

function placeFor(
  account: Account,
  claim: WorkstationClaim,
  wardsThere: readonly string[] | null,
): ReturnType<typeof placeOf> {
  return account.closed ? 'session/account-closed' : placeOf({ ...account, user: account._id }, claim, wardsThere);
}

/** Without its place and its token. */
function recordFor(
  { _id: user, role, wards }: Account,
  { kind, wardId, publicKey }: WorkstationClaim,
  { address, inFull, asPeer }: Arrival,
  { nowMs, untilMs }: { readonly nowMs: number; readonly untilMs: number },
) {
  return {
    _id: `gr-${randomBytes(12).toString('base64url')}`,
    user,
    role,
    wards: [...wards],
    kind,
    issuedAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(untilMs).toISOString(),
    lastUsedMs: nowMs,
    ...(publicKey !== undefined ? { publicKey } : asPeer && { publicKey: null }),
    ...(wardId !== undefined && { atWard: wardId }),
    ...(inFull && { authenticatedMs: nowMs }),
    ...(address !== undefined && { address }),
  };
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}
