import { type AnyAggregate, anyAggregate, type Person, rightOf } from '@healthcare/domain';
import { calls } from '@healthcare/domain/calls';
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

export const kinds: readonly Kind[] = [callKind, roomKind, staffKind, trolleyKind, stayKind];

/** How often somebody tries what their role may not do: a screen may be older than the rules. */
const OUT_OF_PLACE = 0.1;
const MOST_THOUGHTS = 4;

/** What this person does to a document that is, or is not, on their screen. */
export function actOf({ aggregate, first, further }: Kind, person: Person, isHere: boolean, random: Random): Act {
  const any = () => (isHere || random.chance(0.05) ? further(random) : first(random));
  let act = any();
  if (random.chance(OUT_OF_PLACE)) return act;
  for (let thought = 0; thought < MOST_THOUGHTS && !inPlace(aggregate, act, person); thought += 1) act = any();
  return act;
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

function inPlace(aggregate: AnyAggregate, act: Act, { role }: Person): boolean {
  return rightOf(aggregate.rights, act.kind, role) !== 'no';
}
