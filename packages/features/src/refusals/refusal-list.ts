import { aggregates, anyAggregate, mayHandleRefusal, type Person, rightOf } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import type { KnownRefusal } from '@healthcare/replica';

/** One thing to decide about: a refusal, and those of which it is a further attempt (F6). */
export interface RefusalCase {
  readonly refusal: KnownRefusal;
  /** The latest first. */
  readonly earlier: readonly KnownRefusal[];
}

/** Those that wait, and those that somebody has handled; what was tried again stands with its last attempt. */
export function casesIn(list: readonly KnownRefusal[]) {
  const cases = list
    .filter(({ again }) => again !== 'refused')
    .map((refusal): RefusalCase => ({ refusal, earlier: earlierThan(refusal, list) }));
  return {
    waiting: cases.filter(({ refusal }) => refusal.waits),
    handled: cases.filter(({ refusal }) => !refusal.waits),
  };
}

function earlierThan({ db, entry }: KnownRefusal, list: readonly KnownRefusal[]): readonly KnownRefusal[] {
  const before = list.find((one) => one.db === db && one.entry.id === entry.instead);
  return before ? [before, ...earlierThan(before, list)] : [];
}

/** F2. */
export function mayHandle({ entry, scopes }: KnownRefusal, person: Person): boolean {
  return mayHandleRefusal(person, { author: entry.by.user, scopes });
}

/** Could this person make such an act themselves? Whoever sends again does it in their own name. */
export function mayResend({ db, entry }: KnownRefusal, { role }: Person): boolean {
  return rightOf(anyAggregate(aggregates[db] as never).rights, entry.kind, role) !== 'no';
}

/** What was done at this terminal is listed for everybody here; what was written only for who may hold it or handle it. */
export function mayRead(refusal: KnownRefusal, session: Session): boolean {
  return mayHandle(refusal, session) || refusal.scopes.some((scope) => session.scopes.includes(scope));
}
