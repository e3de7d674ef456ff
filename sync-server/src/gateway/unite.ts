import {
  type AnyAggregate,
  documentOf,
  type Entry,
  everScopes,
  isUnproven,
  judge,
  ordered,
  type Person,
  type Refusal,
  refusal,
  sameEntry,
  shapeOf,
  stampMs,
  union,
} from '@healthcare/domain';
import type { ChangeRow, PushAnswer, RefusedEntry, WireDocument } from '@healthcare/protocol';
import { couldHold, mayHold } from './scope.ts';

/** A document as the server keeps it: view and entries, and every scope key it ever had. */
export type StoredDocument = WireDocument & { readonly ever: readonly string[] };

/** New entries of one document, as somebody sent them. `rev`: the revision the sender holds. */
export interface Pushed {
  readonly id: string;
  readonly rev?: string | undefined;
  readonly entries: readonly Entry[];
}

/** What the server knows beside the document when it judges. */
export interface Court {
  /** The person who made the entry, at its time; or why the server does not believe that. */
  readonly authorOf: (entry: Entry) => Person | Refusal;
  /** The verdict of an earlier time, if this entry was refused before. */
  readonly refusedBefore: (entryId: string) => Refusal | undefined;
  /** Has the person of this sign-in shown of late again who they are? */
  readonly isProven: (grant: string) => boolean;
  readonly nowMs: number;
}

export interface Refused {
  readonly entry: Entry;
  readonly refusal: Refusal;
}

/** A clock a day ahead is broken, not skewed (ms). */
export const CLOCK_AHEAD_MS = 24 * 3_600_000;

/**
 * What the server does with pushed entries, without a store: used by the gateway and by the simulator. Each new entry is judged
 * by what its author saw, so the verdict does not depend on the order of arrival; the accepted ones are united with what stands.
 * `deferred`: made by a newer program and not decided; whoever sent them keeps them until this server is upgraded.
 */
export function unite(
  aggregate: AnyAggregate,
  stored: StoredDocument | undefined,
  pushed: Pushed,
  court: Court,
): { readonly next?: StoredDocument; readonly refused: readonly Refused[]; readonly deferred: readonly Refused[] } {
  let entries: readonly Entry[] = (stored?.entries ?? []) as readonly Entry[];
  const standing = new Map(entries.map((entry) => [entry.id, entry]));
  const refused: Refused[] = [];
  const deferred: Refused[] = [];
  for (const entry of ordered(pushed.entries)) {
    const known = standing.get(entry.id);
    if (known && sameEntry(known, entry)) continue;
    const no = known
      ? refusal('entry/altered', entry.id)
      : (waitsFor(deferred, entry) ?? verdictOn(aggregate, entries, entry, withVerdicts(court, refused)));
    if (no?.code === 'entry/newer-program') deferred.push({ entry, refusal: no });
    else if (no) refused.push({ entry, refusal: no });
    else {
      entries = union(entries, [entry]);
      standing.set(entry.id, entry);
    }
  }
  const changed = entries.length > (stored?.entries.length ?? 0);
  if (!changed) return { refused, deferred };
  const next = storedFrom(aggregate, pushed.id, entries);
  // An entry that comes late can take the place of what was first: who held the document before has to be told too.
  const ever = [...new Set([...next.ever, ...(stored?.ever ?? [])])].sort();
  return { next: { ...next, ever }, refused, deferred };
}

/** What was done in knowledge of something that only a newer program can tell cannot be judged by this one either. */
function waitsFor(deferred: readonly Refused[], { after }: Entry): Refusal | undefined {
  return deferred.find(({ entry }) => after.includes(entry.id))?.refusal;
}

/** An entry refused in this very push may be named by the next one, as one refused long ago may. */
function withVerdicts(court: Court, refused: readonly Refused[]): Court {
  if (refused.length === 0) return court;
  const now = new Map(refused.map(({ entry, refusal: verdict }) => [entry.id, verdict]));
  return { ...court, refusedBefore: (id) => now.get(id) ?? court.refusedBefore(id) };
}

/** The stored form of a document with these entries. */
export function storedFrom(aggregate: AnyAggregate, id: string, entries: readonly Entry[]): StoredDocument {
  const { id: _, ...document } = documentOf(aggregate, id, entries);
  return {
    ...document,
    entries: [...entries] as StoredDocument['entries'],
    _id: id,
    ever: everScopes(aggregate, entries),
  };
}

function verdictOn(
  aggregate: AnyAggregate,
  entries: readonly Entry[],
  entry: Entry,
  { authorOf, refusedBefore, isProven, nowMs }: Court,
): Refusal | null {
  const before = refusedBefore(entry.id);
  if (before && !isUnproven(before.code)) return before;
  const misshapen = shapeOf(aggregate, entry);
  if (misshapen) return misshapen;
  if (stampMs(entry.at) > nowMs + CLOCK_AHEAD_MS) return refusal('entry/clock-ahead', entry.at);
  const author = authorOf(entry);
  if ('code' in author) return author;
  const no = judge(aggregate, { entries, wasRefused: (id) => refusedBefore(id) !== undefined }, entry, author);
  if (no) return no;
  return aggregate.needsProof?.(entry) && !isProven(entry.by.grant)
    ? refusal('grant/not-proven', entry.by.grant)
    : null;
}

/** A document as it crosses the wire: without what only the server keeps. */
export function onTheWire({ ever: _, ...document }: StoredDocument): WireDocument {
  return document;
}

/**
 * One row of the changes feed as a caller with these scopes may see it; undefined when they never could. `base` is where the
 * caller's traversal began: a document that had left before then was never given to them.
 */
export function rowFor(
  aggregate: AnyAggregate,
  change: { readonly seq: number; readonly id: string; readonly doc: StoredDocument },
  scopes: readonly string[],
  base: number,
): ChangeRow | undefined {
  const row = { seq: change.seq, id: change.id, changes: [{ rev: change.doc._rev ?? '' }] };
  if (mayHold(aggregate, scopes, change.doc)) return { ...row, doc: onTheWire(change.doc) };
  return change.seq > base && couldHold(scopes, change.doc) ? { ...row, removed: true } : undefined;
}

/** A document before and after a push, and what was refused of it. */
export interface Told {
  /** As it stood when the writer took the push up. */
  readonly before?: StoredDocument | undefined;
  /** As it stands now; others who pushed to it at the same time count. */
  readonly now?: StoredDocument | undefined;
  readonly refused: readonly RefusedEntry[];
  readonly deferred?: readonly RefusedEntry[] | undefined;
}

/**
 * What a sender is told about a document after a push: the whole document only when they lack something, that is when it was not
 * at the revision they hold, when somebody else's entries came in with theirs, or when an entry of theirs was refused.
 */
export function answerFor(
  aggregate: AnyAggregate,
  pushed: Pushed,
  { before, now, refused, deferred = [] }: Told,
  scopes: readonly string[],
): PushAnswer {
  const waiting = deferred.length > 0 ? { deferred: [...deferred] } : {};
  const answer: PushAnswer = { ok: true, id: pushed.id, refused: [...refused], ...waiting };
  if (!now && deferred.length > 0) return answer; // nothing of it is here, and it may stand yet
  if (!now) return { ...answer, removed: true };
  const isTheirs = mayHold(aggregate, scopes, now);
  // To who never could hold it, a document that exists and one that does not are the same.
  if (!isTheirs && !couldHold(scopes, now)) return { ...answer, removed: true };
  const known: PushAnswer = now._rev === undefined ? answer : { ...answer, rev: now._rev };
  if (!isTheirs) return { ...known, removed: true };
  const lacks = refused.length > 0 || pushed.rev !== before?._rev || othersCameIn(pushed, before, now);
  return lacks ? { ...known, doc: onTheWire(now) } : known;
}

function othersCameIn(pushed: Pushed, before: StoredDocument | undefined, now: StoredDocument): boolean {
  const held = new Set([...(before?.entries ?? []), ...pushed.entries].map(({ id }) => id));
  return now.entries.some(({ id }) => !held.has(id));
}
