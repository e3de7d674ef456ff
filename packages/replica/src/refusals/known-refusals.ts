import type { AggregateName, RefusalHandling } from '@healthcare/domain';
import { type KeptRefusal, refusalIdOf } from '@healthcare/protocol';
import type { KnownRefusal } from '../replica.ts';
import type { RefusalRow, RefusalRows } from '../stores/aside.ts';

type Bare = Omit<KnownRefusal, 'again' | 'untold'> & { readonly untold: readonly string[] };

/** What this workstation keeps and what the server told, as one list, the latest first. */
export function knownRefusals(here: RefusalRows, told: Iterable<KeptRefusal>): readonly KnownRefusal[] {
  const found = new Map<string, Bare>();
  for (const row of here.refusals) found.set(idOfRow(row), fromHere(row));
  for (const kept of told) {
    const id = refusalIdOf({ ...kept, entry: kept.entry.id });
    found.set(id, { ...fromServer(id, kept), ...mine(found.get(id)) });
  }
  for (const { refusal, handling, told: known } of here.handled) {
    const one = found.get(refusal);
    if (!one) continue;
    const untold = known ? one.untold : [...one.untold, handling.id];
    found.set(refusal, { ...one, handled: inOrder([...one.handled, handling]), waits: false, untold });
  }
  const attempts = new Map(here.again.map(({ refusal, as }) => [refusal, as]));
  const all = [...found.values()];
  return all
    .map(({ untold, ...one }) => ({ ...one, untold: untold.length > 0, again: againOf(one, all, attempts) }))
    .sort((a, b) => b.toldMs - a.toldMs);
}

export function idOfRow({ db, entry, code }: RefusalRow): string {
  return refusalIdOf({ db, entry, code });
}

function fromHere({ db, document, was, code, about, toldMs, dismissed, scopes, entry }: RefusalRow): Bare {
  return {
    id: refusalIdOf({ db, entry, code }),
    db: asName(db),
    document,
    entry: was,
    code,
    ...(about !== undefined && { about }),
    scopes,
    toldMs,
    here: true,
    handled: [],
    waits: !dismissed,
    untold: [],
  };
}

function fromServer(id: string, { db, document, entry, code, about, scopes, refusedAt, handled }: KeptRefusal): Bare {
  return {
    id,
    db: asName(db),
    document,
    entry,
    code,
    ...(about !== undefined && { about }),
    scopes,
    toldMs: Date.parse(refusedAt),
    here: false,
    handled: handled as readonly RefusalHandling[],
    waits: handled.length === 0,
    untold: [],
  };
}

/** What is known here and not on the server; a refusal that was put aside here without a note stays so. */
function mine(row: Bare | undefined): Partial<Bare> {
  return row ? { toldMs: row.toldMs, here: true, ...(!row.waits && { waits: false }) } : {};
}

/** F5; what both this workstation and the server know counts once. */
function inOrder(handled: readonly RefusalHandling[]): readonly RefusalHandling[] {
  const byId = new Map(handled.map((one) => [one.id, one]));
  return [...byId.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** F6: the refusal of what was made in its place has taken its place; until the server has answered, it waits for that. */
function againOf(
  one: Pick<Bare, 'db' | 'entry'> & { readonly id: string },
  all: readonly Bare[],
  attempts: ReadonlyMap<string, string>,
): KnownRefusal['again'] {
  const later = all.some(({ db, entry }) => db === one.db && entry.instead === one.entry.id);
  if (later) return 'refused';
  return attempts.has(one.id) ? 'unanswered' : 'no';
}

/** Names of databases are names of aggregates, because the collections are made from them. */
function asName(name: string): AggregateName {
  return name as AggregateName;
}
