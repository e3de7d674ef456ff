import {
  type AnyAggregate,
  anyAggregate,
  type EntryIn,
  type EntrySchemas,
  mayAct,
  type Person,
  rightOf,
} from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
import { records } from '@healthcare/domain/records';
import { rooms } from '@healthcare/domain/rooms';
import { staff } from '@healthcare/domain/staff';
import { stays } from '@healthcare/domain/stays';
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
  further(random: Random): Act;
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
      { kind: 'takenOver', data: {} },
      { kind: 'amended', data: { description: word(random) } },
      { kind: 'amended', data: { description: word(random), priority: 'high' } },
      { kind: 'settled', data: { description: word(random) } },
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

const stayKind: Kind = {
  aggregate: anyAggregate(stays),
  first: (random) => claim(random),
  further: (random) =>
    random.pick<Act>([
      claim(random),
      claim(random),
      { kind: 'withdrawn', data: { reason: 'not needed' } },
      { kind: 'left', data: { reason: 'went home' } },
      { kind: 'left', data: { reason: 'went home' } },
    ]),
};

export const kinds: readonly Kind[] = [callKind, roomKind, staffKind, trolleyKind, stayKind, recordKind];

/** How often somebody tries what they may not do: a screen may be older than the rules. */
const OUT_OF_PLACE = 0.12;
const MOST_THOUGHTS = 6;

/** What this person does to a document as it is on their screen, undefined where it is not there; undefined when there is nothing they may do. */
export function actOf(
  { aggregate, first, further }: Kind,
  person: Person,
  shown: object | undefined,
  random: Random,
): Act | undefined {
  const any = () => (shown || random.chance(0.05) ? further(random) : first(random));
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
