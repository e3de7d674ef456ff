import {
  type AnyAggregate,
  anyAggregate,
  type Entry,
  type EntryIn,
  type EntrySchemas,
  mayAct,
  type Person,
  rightOf,
} from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { emergencies } from '@healthcare/domain/emergencies';
import { handovers } from '@healthcare/domain/handovers';
import { openings } from '@healthcare/domain/openings';
import { patients } from '@healthcare/domain/patients';
import { records } from '@healthcare/domain/records';
import { rooms } from '@healthcare/domain/rooms';
import { staff } from '@healthcare/domain/staff';
import { stays } from '@healthcare/domain/stays';
import { wards } from '@healthcare/domain/wards';
import { userIds, wardIds } from './people.ts';
import { type Random, SeededRandom } from './random.ts';
import { trolleys } from './trolleys.ts';

export interface Act {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A kind of data, and what people do to it: the first act makes a document, the others change one. */
export interface Kind {
  readonly aggregate: AnyAggregate;
  /** `at`: the document's number, for kinds that others name by it. */
  first(random: Random, at?: number): Act;
  /** `seen`: the document's entries on the screen. */
  further(random: Random, seen: readonly Entry[]): Act;
}

/** Few beds, so that two ask for one. */
const bedIds = ['b1', 'b2'] as const;

/** One of three texts: two people write the same now and then, which is no dispute. */
const word = (random: Random) => `${random.below(3)}`;

const callKind: Kind = {
  aggregate: anyAggregate(calls),
  first: (random) => ({
    kind: 'raised',
    data: { kind: 'assistance', priority: 'low', wardId: random.pick(wardIds), roomId: 'r', room: '1' },
  }),
  further: (random) =>
    random.pick<Act>([
      { kind: 'seen', data: {} },
      { kind: 'accepted', data: {} },
      { kind: 'accepted', data: {} },
      { kind: 'arrived', data: {} },
      { kind: 'handedBack', data: {} },
      { kind: 'escalated', data: { step: 1 + random.below(2), to: 'headNurse' } },
      { kind: 'escalated', data: { step: 1 + random.below(2), to: 'doctor' } },
      { kind: 'takenOver', data: {} },
      { kind: 'amended', data: { description: word(random) } },
      { kind: 'amended', data: { description: word(random), priority: 'high' } },
      { kind: 'patientNamed', data: { patientId: 'd0', patient: word(random) } },
      { kind: 'amended', data: { patient: word(random) } },
      { kind: 'settled', data: { description: word(random) } },
      { kind: 'settled', data: { patient: word(random) } },
      { kind: 'done', data: {} },
      { kind: 'cancelled', data: { reason: 'not needed' } },
    ]),
};

const roomIn = (wardId: string) => ({
  wardId,
  wardName: { en: 'W', ar: 'ج' },
  name: '1',
  type: 'multi',
  beds: bedIds.map((id) => ({ id, label: id })),
});

const roomKind: Kind = {
  aggregate: anyAggregate(rooms),
  first: (random, at) => ({ kind: 'added', data: roomIn(wardIds[at ?? -1] ?? random.pick(wardIds)) }),
  further: (random) =>
    random.pick<Act>([
      { kind: 'amended', data: { name: word(random) } },
      { kind: 'amended', data: { type: 'single' } },
      { kind: 'amended', data: { beds: [{ id: random.pick(bedIds), label: word(random) }] } },
      { kind: 'settled', data: { name: word(random) } },
      { kind: 'bedClosed', data: { bed: random.pick(bedIds), reason: 'broken' } },
      { kind: 'bedOpened', data: { bed: random.pick(bedIds) } },
      { kind: 'bedOpened', data: { bed: random.pick(bedIds) } },
    ]),
};

const name = { en: 'N', ar: 'ن' };

const staffKind: Kind = {
  aggregate: anyAggregate(staff),
  first: (random) => ({
    kind: 'registered',
    data: { person: random.pick(userIds), name, sex: 'female', role: 'nurse', wards: [random.pick(wardIds)] },
  }),
  further: (random) =>
    random.pick<Act>([
      { kind: 'wentOnDuty', data: {} },
      { kind: 'leftDuty', data: {} },
      { kind: 'wentOnDuty', data: {} },
      { kind: 'leftDuty', data: {} },
      { kind: 'amended', data: { specialty: word(random) } },
      { kind: 'amended', data: { wards: [random.pick(wardIds)] } },
      { kind: 'ended', data: {} },
    ]),
};

/** Of a file only the facts: its chunks are no part of these schedules. */
const file = { name: 'f', type: 'text/plain', bytes: 1, chunkBytes: 1, chunks: ['c'.repeat(43)], key: 'k'.repeat(43) };

const recordKind: Kind = {
  aggregate: anyAggregate(records),
  first: (random) => ({ kind: 'fileAdded', data: { ...file, wardId: random.pick(wardIds) } }),
  further: (random) =>
    random.pick<Act>([
      { kind: 'removed', data: { reason: 'not needed' } },
      { kind: 'historyAdded', data: { wardId: random.pick(wardIds), patientId: 'd0', disease: 'x', on: '2020-02-29' } },
      { kind: 'fileAdded', data: { ...file, wardId: random.pick(wardIds) } },
    ]),
};

const trolleyKind: Kind = {
  aggregate: trolleys,
  first: (random) => ({ kind: 'registered', data: { wardId: random.pick(wardIds) } }),
  further: (random) =>
    random.pick<Act>([
      { kind: 'moved', data: { wardId: random.pick(wardIds) } },
      { kind: 'moved', data: { wardId: random.pick(wardIds) } },
      { kind: 'lent', data: { holder: random.pick(userIds) } },
      { kind: 'labelled', data: { label: word(random) } },
      { kind: 'labelled', data: { label: word(random) } },
    ]),
};

const claim = (random: Random): Act => {
  const bed = random.pick(bedIds);
  const at = random.below(wardIds.length);
  const wardId = random.chance(0.9) ? wardIds[at] : random.pick(wardIds);
  const place = { wardId, roomId: `d${at}`, room: '1', bedId: bed, bed };
  return { kind: 'claimed', data: { ...place, patient: 'P' } };
};

const reason = { reason: 'not needed' } as const;

/** Id of one of the entries of this kind that are on the screen; one that is not, where there are none. */
function oneOf(random: Random, seen: readonly Entry[], kind: string): string {
  const all = seen.filter((entry) => entry.kind === kind);
  return all.length > 0 ? random.pick(all).id : 'e0';
}

const stayKind: Kind = {
  aggregate: anyAggregate(stays),
  // Now and then the same patient, so that one would have two beds.
  first: (random) => {
    const asked = claim(random);
    return random.chance(0.4) ? { ...asked, data: { ...asked.data, patientId: 'p' } } : asked;
  },
  further: (random, seen) => {
    const ofClaim = { claim: oneOf(random, seen, 'claimed') };
    const asked = claim(random);
    return random.pick<Act>([
      asked,
      { ...asked, data: { ...asked.data, moving: true } },
      { ...asked, data: { ...asked.data, moving: true } },
      { ...asked, data: { ...asked.data, reservedFrom: '2023-11-15T12:30' } },
      { kind: 'arrived', data: { ...ofClaim, needs: 'cleaning' } },
      { kind: 'arrived', data: { ...ofClaim, needs: 'nothing' } },
      { kind: 'withdrawn', data: reason },
      { kind: 'amended', data: { disease: word(random) } },
      { kind: 'settled', data: { disease: word(random) } },
      { kind: 'wentOnLeave', data: {} },
      { kind: 'cameBack', data: {} },
      { kind: 'transferAsked', data: { wardId: random.pick(wardIds), ...reason } },
      { kind: 'transferRefused', data: { request: oneOf(random, seen, 'transferAsked'), ...reason } },
      { kind: 'transferWithdrawn', data: { request: oneOf(random, seen, 'transferAsked'), ...reason } },
      { kind: 'left', data: { reason: 'went home', needs: 'cleaning' } },
      { kind: 'left', data: { reason: 'went home', needs: 'nothing' } },
      { kind: 'cleaningBegun', data: ofClaim },
      { kind: 'cleaned', data: ofClaim },
      { kind: 'cleaned', data: ofClaim },
      { kind: 'cleaned', data: ofClaim },
    ]);
  },
};

const agents = ['latex', 'penicillin'] as const;

const patientKind: Kind = {
  aggregate: anyAggregate(patients),
  first: (random) => ({
    kind: 'registered',
    data: { identity: 'known', family: name, given: name, sex: 'female', wardId: random.pick(wardIds) },
  }),
  further: (random, seen) =>
    random.pick<Act>([
      { kind: 'amended', data: { address: word(random) } },
      { kind: 'settled', data: { address: word(random) } },
      { kind: 'emptied', data: { facts: ['address'] } },
      { kind: 'noAllergiesKnown', data: {} },
      { kind: 'allergyAdded', data: { agent: random.pick(agents), severity: 'mild' } },
      { kind: 'allergyAdded', data: { agent: random.pick(agents), severity: 'severe' } },
      { kind: 'allergyTakenBack', data: { allergy: oneOf(random, seen, 'allergyAdded'), ...reason } },
      { kind: 'allergiesReviewed', data: { standing: [], ...reason } },
      { kind: 'broughtTo', data: { wardId: random.pick(wardIds) } },
      { kind: 'broughtTo', data: { wardId: random.pick(wardIds) } },
      { kind: 'letGo', data: { wardId: random.pick(wardIds) } },
      { kind: 'letGo', data: { wardId: random.pick(wardIds) } },
      ...(random.chance(0.1) ? [{ kind: 'merged', data: { into: 'd0', ...reason } }] : []),
    ]),
};

const handoverKind: Kind = {
  aggregate: anyAggregate(handovers),
  first: (random) => ({ kind: 'begun', data: { wardId: random.pick(wardIds), on: '2026-01-05', shift: 'night' } }),
  further: (random, seen) => {
    const point = oneOf(random, seen, 'noted');
    const noted: Act = { kind: 'noted', data: { subject: { is: 'ward', label: 'all' }, text: word(random) } };
    return random.pick<Act>([
      noted,
      noted,
      noted,
      { kind: 'takenBack', data: { point, ...reason } },
      { kind: 'acknowledged', data: { points: [point] } },
      { kind: 'acknowledged', data: { points: [point] } },
      ...(random.chance(0.3) ? [{ kind: 'signed', data: {} }] : []),
    ]);
  },
};

/** Nothing further is done to one: whoever tries is refused. */
const openingKind: Kind = {
  aggregate: anyAggregate(openings),
  first: (random) => ({ kind: 'opened', data: { patientId: `d${random.below(3)}` } }),
  further: (random) => ({ kind: 'opened', data: { patientId: `d${random.below(3)}` } }),
};

const emergencyKind: Kind = {
  aggregate: anyAggregate(emergencies),
  first: (random) => ({
    kind: 'asked',
    data: { wardId: random.pick(wardIds), patientId: 'd0', reason: 'collapsed', provenBy: 'pin' },
  }),
  further: (random) =>
    random.pick<Act>([
      { kind: 'ended', data: {} },
      { kind: 'reviewed', data: { finding: 'justified' } },
      { kind: 'reviewed', data: { finding: 'unclear', note: word(random).padEnd(3, '.') } },
    ]),
};

/** One page for each ward: two people who are apart open the same one now and then. */
const wardKind: Kind = {
  aggregate: anyAggregate(wards),
  first: (random, at) => ({ kind: 'opened', data: { wardId: wardIds[at ?? -1] ?? random.pick(wardIds) } }),
  further: (random) =>
    random.pick<Act>([
      { kind: 'amended', data: { emergency: [{ to: 'doctor', after: 60 + random.below(2) }] } },
      { kind: 'amended', data: { emergency: [], treatment: [{ to: 'nurse', after: 600 }] } },
      { kind: 'amended', data: { primaryStation: word(random) } },
      { kind: 'primaryTaken', data: {} },
      { kind: 'opened', data: { wardId: random.pick(wardIds) } },
    ]),
};

export const kinds: readonly Kind[] = [
  callKind,
  roomKind,
  staffKind,
  trolleyKind,
  stayKind,
  patientKind,
  recordKind,
  handoverKind,
  openingKind,
  emergencyKind,
  wardKind,
];

/** How often somebody tries what they may not do: a screen may be older than the rules. */
const OUT_OF_PLACE = 0.12;
const MOST_THOUGHTS = 6;

/**
 * What this person does to a document with what is on their screen of it, undefined where it is not there; undefined when there is nothing
 * they may do.
 */
export function actOf(
  { aggregate, first, further }: Kind,
  person: Person,
  shown: { readonly entries: readonly Entry[] } | undefined,
  random: Random,
): Act | undefined {
  const any = () => (shown || random.chance(0.05) ? further(random, shown?.entries ?? []) : first(random));
  if (random.chance(OUT_OF_PLACE)) return any();
  const view = shown ?? aggregate.empty;
  for (let thoughts = 0; thoughts < MOST_THOUGHTS; thoughts += 1) {
    const act = any();
    if (isInPlace(aggregate, view, act, person)) return act;
  }
  return undefined;
}

/** Has this person anything to do with this kind of data? */
export function concerns({ aggregate }: Kind, person: Person): boolean {
  return Object.keys(aggregate.entries).some((kind) => rightOf(aggregate.rights, kind, person.role) !== 'no');
}

/** May this person make documents of this kind in every ward? */
export function mayBegin({ aggregate, first }: Kind, person: Person): boolean {
  const right = rightOf(aggregate.rights, first(new SeededRandom(0)).kind, person.role);
  return right === 'yes' || (right === 'ward' && wardIds.every((ward) => person.wards.includes(ward)));
}

function isInPlace(aggregate: AnyAggregate, view: object, act: Act, person: Person): boolean {
  const by = { user: person.user, grant: '', workstation: '' };
  const entry = { ...act, id: '', at: '', by, after: [] } as EntryIn<EntrySchemas>;
  const may = mayAct(aggregate.rights, act.kind, person.role, aggregate.standing(view, entry, person));
  return may && aggregate.decide(view, entry, person) === null;
}
