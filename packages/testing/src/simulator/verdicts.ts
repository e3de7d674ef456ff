import {
  type AnyAggregate,
  type Entry,
  type EntryIn,
  type EntrySchemas,
  fold,
  type Knows,
  knowledge,
  mayAct,
  ordered,
  type Person,
  past,
  stampMs,
} from '@healthcare/domain';
import type { StoredDocument } from '@healthcare/sync-server/parts';
import type { Tried } from './witness.ts';
import type { World } from './world.ts';

/** Verdicts that no rule of the kind gives: of the grant, the clock, what the document amounts to now, who began it first, and what others have acted upon. */
const notOfTheRules = /^(grant\/|entry\/clock-ahead$|document\/(nobody-may-hold|begun-already)$|bed\/decided-before$)/;

/**
 * Is every entry that stands legal by what its author saw on the screen, as a witness noted it, and does it know all of that? And was
 * nothing legal refused? The server has only the history that entries name; the witness looked over the author's shoulder.
 */
export function wrongVerdict(
  world: World,
  aggregate: AnyAggregate,
  { _id, entries: all }: StoredDocument,
): string | undefined {
  const entries = all as readonly Entry[];
  const knows = knowledge(ordered(entries));
  const beginnings = entries.filter((entry) => past(entries, entry).length === 0);
  if (beginnings.length > 1) return `${_id} begins ${beginnings.length} times`; // D1
  for (const entry of entries) {
    const wrong = wronglyStanding(world, aggregate, { entries, entry, knows });
    if (wrong) return wrong;
  }
  for (const { document, entry, code } of world.server.refused(aggregate.name))
    if (document === _id && !notOfTheRules.test(code) && wasLegal(world, aggregate, entries, entry))
      return `${entry.id} was refused (${code}), and its author might do it`;
  return undefined;
}

interface Standing {
  readonly entries: readonly Entry[];
  readonly entry: Entry;
  readonly knows: Knows;
}

function wronglyStanding(world: World, aggregate: AnyAggregate, standing: Standing): string | undefined {
  const { entries, entry, knows } = standing;
  const { witness } = world;
  const saw = witness.saw(entry.id);
  const tried = witness.triedBy(entry.id);
  if (!(saw && tried)) return undefined;
  const without = withoutGrant(world, entry, tried);
  if (without) return without;
  const noticed = new Set(saw.filter((id) => id !== entry.id));
  const own = ownEarlier(world, entries, entry);
  const counted = entries.filter(({ id }) => noticed.has(id) || own.has(id));
  const seen = entries.filter((one) => counted.some((after) => after === one || knows(after.id, one.id)));
  const named = entries.filter(({ id }) => knows(entry.id, id));
  const unknown = seen.find((one) => noticed.has(one.id) && !(named.includes(one) || own.has(one.id)));
  if (unknown) return `${entry.id} does not know ${unknown.id}, which its author saw`;
  const more = named.find((one) => !seen.includes(one));
  if (more) return `${entry.id} knows ${more.id}, which its author did not see`;
  const mightDo = peopleBehind(world, tried).some((person) => isLegal(aggregate, seen, entry, person));
  return mightDo ? undefined : `${entry.id} stands, and its author might not do it`;
}

/** A clock may be wrong by so much and its entries still count (ms). */
const CLOCK_SKEW_MS = 24 * 3_600_000;

/** Was it made, by its author's clock, while its sign-in held? And if that was taken away: not made after everybody could know? */
function withoutGrant({ witness }: World, { id, at, by }: Entry, { order }: Tried): string | undefined {
  const grant = witness.grant(by.grant);
  const ms = stampMs(at);
  if (!grant) return `${id} stands under a sign-in that nobody was given`;
  if (ms < grant.fromMs - CLOCK_SKEW_MS) return `${id} stands, made before its sign-in`;
  if (ms > grant.untilMs + CLOCK_SKEW_MS) return `${id} stands, made after its sign-in had run out`;
  const { revoked } = grant;
  return revoked && order >= revoked.order && ms > revoked.atMs
    ? `${id} stands, made after its sign-in was revoked`
    : undefined;
}

/** Judged where all that its author saw stands: an entry that leans on a refused one may be refused for that. */
function wasLegal(world: World, aggregate: AnyAggregate, entries: readonly Entry[], entry: Entry): boolean {
  const { witness } = world;
  const saw = witness.saw(entry.id);
  const tried = witness.triedBy(entry.id);
  if (!(saw && tried)) return false;
  const noticed = new Set(saw.filter((id) => id !== entry.id));
  const seen = entries.filter((one) => noticed.has(one.id));
  const behind = past(entries, entry).length > seen.length; // what a screen had lost, and its entries still name
  const own = entries.some(
    (one) => one.by.user === entry.by.user && one.by.workstation === entry.by.workstation && !noticed.has(one.id),
  );
  if (behind || own || seen.length < noticed.size) return false;
  return peopleBehind(world, tried).every((person) => isLegal(aggregate, seen, entry, person));
}

/**
 * What authors did themselves at this workstation counts, also after the document has left it. A clock that was set back puts before
 * an entry what was done later, and after it what was done earlier; neither is counted.
 */
function ownEarlier({ witness }: World, entries: readonly Entry[], { id, by, at }: Entry): ReadonlySet<string> {
  const order = (entry: string) => witness.triedBy(entry)?.order ?? 0;
  const own = entries.filter((one) => one.by.user === by.user && one.by.workstation === by.workstation && one.at < at);
  return new Set(own.map((one) => one.id).filter((one) => order(one) < order(id)));
}

/** The author as everything they were in this schedule: who they were at the entry's time hangs on clocks. */
function peopleBehind(world: World, { person }: Tried): readonly Person[] {
  return world.been(person.user).map(({ role, wards }) => ({ user: person.user, role, wards }));
}

/** The rules alone: no shape, no grant, no clock. */
export function isLegal(aggregate: AnyAggregate, seen: readonly Entry[], entry: Entry, author: Person): boolean {
  const act = entry as EntryIn<EntrySchemas>;
  const view = fold(aggregate, seen);
  const may = mayAct(aggregate.rights, act.kind, author.role, aggregate.standing(view, act, author));
  return may && aggregate.decide(view, act, author) === null;
}
