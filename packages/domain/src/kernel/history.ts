import type { Entry } from './entry.ts';

/** Did the author of entry `a` know of entry `b`? */
export type Knows = (a: string, b: string) => boolean;

/** By clock, then by id: the order in which entries are stored, and in which concurrent ones are folded. */
export function byClock(a: Entry, b: Entry): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** All entries of both, once each, in storage order. Commutative, associative, idempotent; the first of two with one id stays. */
export function union(a: readonly Entry[], b: readonly Entry[]): readonly Entry[] {
  const all = new Map<string, Entry>();
  for (const entry of a) all.set(entry.id, entry);
  for (const entry of b) if (!all.has(entry.id)) all.set(entry.id, entry);
  return [...all.values()].sort(byClock);
}

/** History first, then the clock, then the id. A predecessor that is not here (it was refused) is passed over. */
export function ordered(entries: readonly Entry[]): readonly Entry[] {
  const sorted = [...entries].sort(byClock);
  const place = places(sorted);
  const clocksWereRight = sorted.every((entry, at) => entry.after.every((id) => (place.get(id) ?? -1) < at));
  return clocksWereRight ? sorted : historyFirst(sorted, place);
}

function historyFirst(sorted: readonly Entry[], place: ReadonlyMap<string, number>): readonly Entry[] {
  const followers = sorted.map((): number[] => []);
  const waitsFor = sorted.map(() => 0);
  sorted.forEach((entry, at) => {
    for (const id of new Set(entry.after)) {
      const before = place.get(id);
      if (before === undefined || before === at) continue;
      followers[before]?.push(at);
      waitsFor[at] = (waitsFor[at] ?? 0) + 1;
    }
  });
  const out: Entry[] = [];
  const isOut = sorted.map(() => false);
  for (let from = 0; out.length < sorted.length; ) {
    while (isOut[from]) from += 1;
    // The smallest free index first; in a forged circle nobody is free and the clock decides.
    const next = firstFree(waitsFor, isOut, from) ?? from;
    isOut[next] = true;
    out.push(sorted[next] as Entry);
    for (const at of followers[next] ?? []) waitsFor[at] = (waitsFor[at] ?? 0) - 1;
  }
  return out;
}

function firstFree(waitsFor: readonly number[], isOut: readonly boolean[], from: number): number | undefined {
  for (let at = from; at < waitsFor.length; at += 1) if (!isOut[at] && waitsFor[at] === 0) return at;
  return undefined;
}

/** For an ordered list: a bit mask per entry of what its author knew. Answers "knew of it" as a fact, not a guess from clocks. */
export function knowledge(inOrder: readonly Entry[]): Knows {
  const place = places(inOrder);
  const masks: bigint[] = [];
  inOrder.forEach((entry, at) => {
    let mask = 0n;
    for (const id of entry.after) {
      const before = place.get(id);
      if (before !== undefined && before < at) mask |= (masks[before] ?? 0n) | (1n << BigInt(before));
    }
    masks.push(mask);
  });
  return (a, b) => {
    const of = place.get(a);
    const what = place.get(b);
    return of !== undefined && what !== undefined && ((masks[of] ?? 0n) & (1n << BigInt(what))) !== 0n;
  };
}

/** The newest entries: those that no other names in `after`. */
export function heads(entries: readonly Entry[]): readonly string[] {
  const named = new Set(entries.flatMap((entry) => entry.after));
  return entries
    .filter((entry) => !named.has(entry.id))
    .map((entry) => entry.id)
    .sort();
}

/** What the author of `entry` could see: its ancestors, and their own earlier entries made at the same workstation. */
export function past(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const byId = new Map(entries.map((each) => [each.id, each]));
  const seen = new Set<string>();
  const todo = [...entry.after, ...ownEarlier(entries, entry)];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    const before = byId.get(id);
    if (!before || seen.has(id) || id === entry.id) continue;
    seen.add(id);
    todo.push(...before.after);
  }
  return entries.filter((each) => seen.has(each.id));
}

function ownEarlier(entries: readonly Entry[], entry: Entry): readonly string[] {
  return entries
    .filter(({ by, at }) => by.user === entry.by.user && by.workstation === entry.by.workstation && at < entry.at)
    .map(({ id }) => id);
}

function places(entries: readonly Entry[]): ReadonlyMap<string, number> {
  return new Map(entries.map((entry, at) => [entry.id, at]));
}
