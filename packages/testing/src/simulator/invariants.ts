import { type AnyAggregate, type Entry, fold, knowledge, ordered } from '@healthcare/domain';
import type { StoredDocument } from '@healthcare/sync-server/parts';

type Shown = Readonly<Record<string, unknown>>;

/** What must hold for every document of an aggregate, whatever happened, told without the aggregate's own code; undefined when it does. */
export function invariants(aggregate: AnyAggregate, document: StoredDocument): string | undefined {
  const entries = document.entries as readonly Entry[];
  const { entries: _, _id, _rev, ever, ...shown } = document;
  if (JSON.stringify(fold(aggregate, entries)) !== JSON.stringify(shown)) return 'the view is not what its entries say';
  const knows = knowledge(ordered(entries));
  return hiddenFact(entries, shown, knows) ?? special(aggregate.name, entries, shown, knows);
}

function special(name: string, entries: readonly Entry[], shown: Shown, knows: Knows): string | undefined {
  if (name === 'calls') return lostClose(entries, shown) ?? hiddenAcceptance(entries, shown, knows);
  if (name === 'stays') return notAnsweredOnce(entries);
  if (name === 'staff') return lostEnd(entries, shown);
  return undefined;
}

type Knows = (a: string, b: string) => boolean;

/** Kinds of entries that write facts, of all aggregates. */
const writes = new Set(['amended', 'settled', 'labelled', 'lent']);

/** Of two who wrote a field while apart, both stand beside each other, until somebody who knew of one writes it anew. */
function hiddenFact(entries: readonly Entry[], shown: Shown, knows: Knows): string | undefined {
  const standing = (shown.standing ?? []) as readonly { readonly field: string; readonly entry: string }[];
  const stands = new Set(standing.map(({ field, entry }) => `${field} ${entry}`));
  for (const { id, kind, data } of entries) {
    if (!writes.has(kind)) continue;
    for (const field of Object.keys(data)) {
      const replaced = entries.some((later) => later.data[field] !== undefined && knows(later.id, id));
      if (!replaced && !stands.has(`${field} ${id}`)) return `${field} as ${id} wrote it is hidden`;
    }
  }
  return undefined;
}

/** C6: a close is never lost. */
function lostClose(entries: readonly Entry[], shown: Shown): string | undefined {
  const closed = entries.some(({ kind }) => kind === 'done' || kind === 'cancelled');
  return closed && shown.phase !== 'closed' ? 'a close was lost' : undefined;
}

/** Kinds by which somebody becomes one who goes (C5, C7, C9). */
const goes = new Set(['accepted', 'arrived', 'takenOver']);

/** C5, C8: whoever accepted is shown, the second beside the first, until they hand it back in knowledge of that. */
function hiddenAcceptance(entries: readonly Entry[], shown: Shown, knows: Knows): string | undefined {
  const accepted = new Set((shown.acceptances as readonly { readonly by: string }[]).map(({ by }) => by));
  const gaveBack = entries.filter(({ kind }) => kind === 'handedBack');
  const hidden = entries.find(
    ({ id, kind, by: { user } }) =>
      goes.has(kind) && !accepted.has(user) && !gaveBack.some((back) => back.by.user === user && knows(back.id, id)),
  );
  return hidden ? `the acceptance of ${hidden.by.user} is hidden` : undefined;
}

/** S: whoever has left is not on duty. */
function lostEnd(entries: readonly Entry[], shown: Shown): string | undefined {
  const ended = entries.some(({ kind }) => kind === 'ended');
  return ended && (shown.state !== 'ended' || shown.onDuty) ? 'an end of employment was lost' : undefined;
}

/** The arbiter's answer to a claim. */
export const isAnswer = ({ kind }: Entry): boolean => kind === 'confirmed' || kind === 'declined';

/** A1, A4: at rest every claim has exactly one answer. */
function notAnsweredOnce(entries: readonly Entry[]): string | undefined {
  for (const claim of entries.filter(({ kind }) => kind === 'claimed')) {
    const answers = entries.filter((entry) => isAnswer(entry) && entry.data.claim === claim.id);
    if (answers.length !== 1) return `claim ${claim.id} has ${answers.length} answers`;
  }
  return undefined;
}

/** A3: told from the entries alone, which two stays hold one bed; undefined when none do. */
export function bedHeldTwice(stays: readonly StoredDocument[]): string | undefined {
  const holders = new Map<string, string>();
  for (const { _id, entries: all } of stays) {
    const entries = all as readonly Entry[];
    if (entries.some(({ kind }) => kind === 'left')) continue;
    for (const { data } of entries.filter(({ kind }) => kind === 'confirmed')) {
      const claim = entries.find(({ id }) => id === data.claim);
      const bed = `${claim?.data.roomId} ${claim?.data.bedId}`;
      const other = holders.get(bed);
      if (other !== undefined) return `bed ${bed} is held by ${other} and by ${_id}`;
      holders.set(bed, _id);
    }
  }
  return undefined;
}
