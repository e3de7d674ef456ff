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
  if (name === 'calls')
    return lostClose(entries, shown) ?? hiddenAcceptance(entries, shown, knows) ?? notOnce(entries, shown);
  if (name === 'stays')
    return notAnsweredOnce(entries) ?? inTwoBeds(entries, knows) ?? forgotten(entries, shown, knows);
  if (name === 'patients') return lostAllergy(entries, shown, knows);
  if (name === 'handovers') return lostPoint(entries, shown);
  if (name === 'staff') return lostEnd(entries, shown);
  if (name === 'emergencies') return hiddenReview(entries, shown);
  return undefined;
}

type Knows = (a: string, b: string) => boolean;

/** Kinds of entries that write facts, of all aggregates. */
const writes = new Set(['amended', 'settled', 'labelled', 'lent', 'primaryTaken']);

/** Of two who wrote a field while apart, both stand beside each other, until somebody who knew of one writes it anew. */
function hiddenFact(entries: readonly Entry[], shown: Shown, knows: Knows): string | undefined {
  const standing = (shown.standing ?? []) as readonly { readonly field: string; readonly entry: string }[];
  const stands = new Set(standing.map(({ field, entry }) => `${field} ${entry}`));
  for (const { id, kind, data } of entries) {
    if (!writes.has(kind)) continue;
    // W7: whoever takes over says it by where they stand.
    for (const field of kind === 'primaryTaken' ? ['primaryStation'] : Object.keys(data)) {
      const replaced = entries.some((later) => speaksOf(later, field) && knows(later.id, id));
      if (!replaced && !stands.has(`${field} ${id}`)) return `${field} as ${id} wrote it is hidden`;
    }
  }
  return undefined;
}

/** An entry that writes the field anew, or empties it. */
function speaksOf({ kind, data }: Entry, field: string): boolean {
  if (kind === 'primaryTaken') return field === 'primaryStation';
  return data[field] !== undefined || (kind === 'emptied' && (data.facts as readonly string[]).includes(field));
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

/** E6: every review is shown, and nobody has reviewed an access of their own. */
function hiddenReview(entries: readonly Entry[], shown: Shown): string | undefined {
  const reviews = shown.reviews as readonly { readonly entry: string; readonly by: string }[];
  const own = reviews.find(({ by }) => by === shown.askedBy);
  if (own) return `${own.by} has reviewed an access of their own`;
  const hidden = entries.find(({ id, kind }) => kind === 'reviewed' && !reviews.some(({ entry }) => entry === id));
  return hidden ? `the review ${hidden.id} is hidden` : undefined;
}

/** C18: every step that anybody recorded is shown, and once. */
function notOnce(entries: readonly Entry[], shown: Shown): string | undefined {
  const said = new Set(entries.filter(({ kind }) => kind === 'escalated').map(({ data }) => data.step));
  const steps = (shown.escalations as readonly { readonly step: number }[]).map(({ step }) => step);
  const isRight = steps.length === said.size && steps.every((step) => said.has(step));
  return isRight ? undefined : `steps ${[...said].join()} are shown as ${steps.join()}`;
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

/** P9: an allergy stands, unless somebody took it back, or reviewed the list in knowledge of it. */
function lostAllergy(entries: readonly Entry[], shown: Shown, knows: Knows): string | undefined {
  const list = shown.allergies as readonly { readonly entry: string; readonly takenBack: unknown }[];
  const stands = new Set(list.filter(({ takenBack }) => takenBack === null).map(({ entry }) => entry));
  const answers = (one: Entry, id: string) =>
    (one.kind === 'allergyTakenBack' && one.data.allergy === id) ||
    (one.kind === 'allergiesReviewed' && knows(one.id, id));
  const lost = entries.find(
    ({ kind, id }) => kind === 'allergyAdded' && !stands.has(id) && !entries.some((one) => answers(one, id)),
  );
  return lost && `the allergy ${lost.id} was lost`;
}

/** H6: a point stands, unless somebody took it back. */
function lostPoint(entries: readonly Entry[], shown: Shown): string | undefined {
  const points = shown.points as readonly { readonly entry: string; readonly takenBack: unknown }[];
  const stands = new Set(points.filter(({ takenBack }) => takenBack === null).map(({ entry }) => entry));
  const backs = new Set(entries.filter(({ kind }) => kind === 'takenBack').map(({ data }) => data.point));
  const lost = entries.find(({ kind, id }) => kind === 'noted' && !stands.has(id) && !backs.has(id));
  return lost && `the point ${lost.id} was lost`;
}

/** The claims of a stay that hold a bed, told from its entries alone; `lying`: the patient has come into it. */
export function bedsHeld(
  entries: readonly Entry[],
  knows: Knows,
): readonly { readonly claim: Entry; readonly lying: boolean }[] {
  if (entries.some(({ kind }) => kind === 'left')) return [];
  const inOrder = ordered(entries);
  const confirmed = inOrder.filter(({ kind }) => kind === 'confirmed');
  const held = confirmed.flatMap((answer) => {
    const claim = entries.find(({ id }) => id === answer.data.claim);
    const givenUp = inOrder.findIndex(({ kind, id }) => kind === 'withdrawn' && knows(id, answer.id));
    const came = inOrder.findIndex(({ kind, data }) => kind === 'arrived' && data.claim === claim?.id);
    const atOnce = claim && !claim.data.moving && !claim.data.reservedFrom;
    if (!claim || (!atOnce && givenUp >= 0 && (came < 0 || givenUp < came))) return [];
    return [{ claim, at: atOnce ? inOrder.indexOf(answer) : came }];
  });
  const latest = Math.max(...held.map(({ at }) => at));
  return held.filter(({ at }) => at < 0 || at === latest).map(({ claim, at }) => ({ claim, lying: at >= 0 }));
}

/** B15: a patient lies in one bed at most, and has one other booked at most. */
function inTwoBeds(entries: readonly Entry[], knows: Knows): string | undefined {
  const held = bedsHeld(entries, knows);
  const lying = held.filter((one) => one.lying).length;
  return lying > 1 || held.length - lying > 1 ? 'a patient has beds too many' : undefined;
}

/** B6: whoever was admitted, is not away and has no bed is a task, unless everything that was asked for them was given up. */
function forgotten(entries: readonly Entry[], shown: Shown, knows: Knows): string | undefined {
  if (entries.some(({ kind }) => kind === 'left') || bedsHeld(entries, knows).length > 0) return undefined;
  const givenUp = entries.filter(({ kind }) => kind === 'withdrawn');
  const open = entries.find(({ id, kind }) => kind === 'claimed' && !givenUp.some((deed) => knows(deed.id, id)));
  const isTask = shown.state === 'declined' && shown.phase === 'current';
  return open && !isTask ? `${open.id} has no bed and is no task, but ${shown.state} and ${shown.phase}` : undefined;
}

/** A3: told from the entries alone, which two stays hold one bed; undefined when none do. */
export function bedHeldTwice(stays: readonly StoredDocument[]): string | undefined {
  const holders = new Map<string, string>();
  for (const { _id, entries: all } of stays) {
    const entries = all as readonly Entry[];
    for (const { claim } of bedsHeld(entries, knowledge(ordered(entries)))) {
      const bed = `${claim.data.roomId} ${claim.data.bedId}`;
      const other = holders.get(bed);
      if (other !== undefined) return `bed ${bed} is held by ${other} and by ${_id}`;
      holders.set(bed, _id);
    }
  }
  return undefined;
}

/** B20, told from the entries alone: a patient who holds beds by two stays; undefined when nobody does. */
export function patientInTwoStays(stays: readonly StoredDocument[]): string | undefined {
  const held = new Map<unknown, string>();
  for (const { _id, entries: all } of stays) {
    const entries = all as readonly Entry[];
    const patient = patientGranted(entries);
    if (patient === undefined || bedsHeld(entries, knowledge(ordered(entries))).length === 0) continue;
    const other = held.get(patient);
    if (other !== undefined) return `patient ${patient} holds beds by ${other} and by ${_id}`;
    held.set(patient, _id);
  }
  return undefined;
}

/** Whom a stay's granted claims name by their document. */
function patientGranted(entries: readonly Entry[]): unknown {
  const granted = new Set(entries.flatMap(({ kind, data }) => (kind === 'confirmed' ? [data.claim] : [])));
  return ordered(entries).find(({ id, data }) => granted.has(id) && data.patientId !== undefined)?.data.patientId;
}
