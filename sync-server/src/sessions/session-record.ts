import { createHash } from 'node:crypto';
import type { ProblemCode, Session, SessionShown } from '@healthcare/protocol';
import type { Stored } from '../store/database.ts';
import type { Assigned } from './assignment.ts';

/**
 * A sign-in as the server keeps it. It outlives the session: an entry can arrive long after its author has left, and is judged by
 * the sign-in (the grant) under which it was made.
 */
export interface SessionRecord extends Stored, Assigned, Omit<Session, 'serverTime' | 'grant' | 'role' | 'wards'> {
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
export interface Lent {
  readonly scope: string;
  readonly untilMs: number;
}

/** A workstation's clock may be wrong by this much and its entries still count (ms). */
export const CLOCK_SKEW_MS = 24 * 3_600_000;
/** Requests that were under way with the old token are answered still (ms). */
const FORMER_TOKEN_MS = 30_000;

/** Another state of a record; the same object where nothing changes. */
export type SessionStep = (record: SessionRecord) => SessionRecord;

export function ended(nowMs: number, because?: ProblemCode): SessionStep {
  return (record) =>
    record.endedMs === undefined ? { ...record, endedMs: nowMs, ...(because && { because }) } : record;
}

export function revoked(nowMs: number, because?: ProblemCode): SessionStep {
  return (record) =>
    record.revokedMs === undefined ? { ...record, revokedMs: nowMs, ...(because && { because }) } : record;
}

export function renewed(formerHash: string, tokenHash: string, nowMs: number): SessionStep {
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

export function withoutFormer(record: SessionRecord): SessionRecord {
  const { former, ...others } = record;
  return former ? others : record;
}

/** Nothing is told, and nothing written, where all of it stays. */
export function lentOnly(stays: (lent: Lent) => boolean): SessionStep {
  return (record) => {
    const left = record.lent?.filter(stays) ?? [];
    return left.length === (record.lent?.length ?? 0) ? record : { ...record, lent: left };
  };
}

/** Can entries that arrive now still name it? */
export function stillCounts({ expiresAt }: SessionRecord, nowMs: number): boolean {
  return nowMs <= Date.parse(expiresAt) + CLOCK_SKEW_MS;
}

/** Ended or revoked by somebody; it can also just have run out. */
export function isClosed({ endedMs, revokedMs }: SessionRecord): boolean {
  return endedMs !== undefined || revokedMs !== undefined;
}

/** As its person sees it among their sessions. */
export function shownFrom(record: SessionRecord, ownGrant: string | undefined): SessionShown {
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

/** As its workstation is told. */
export function sessionFrom(record: SessionRecord, nowMs: number): Session {
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

/** What the server keeps of a token. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
