import { type AnyAggregate, anyAggregate, calls, rooms } from './kinds.ts';
import type { Random } from './random.ts';
import { trolleys } from './trolleys.ts';

export interface Act {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A kind of data, and what people do to it: the first act makes a document, the others change one. */
export interface Kind {
  readonly aggregate: AnyAggregate;
  first(random: Random): Act;
  further(random: Random): Act;
}

export const wardIds = ['A', 'B'] as const;

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
      { kind: 'amended', data: { description: `${random.below(3)}` } },
      { kind: 'settled', data: { description: `${random.below(3)}` } },
      { kind: 'done', data: {} },
      { kind: 'cancelled', data: { reason: 'not needed' } },
    ]),
};

const bed = (random: Random) => ({ id: 'b1', label: `${random.below(3)}` });

const roomKind: Kind = {
  aggregate: anyAggregate(rooms),
  first: (random) => ({
    kind: 'added',
    data: {
      wardId: random.pick(wardIds),
      wardName: { en: 'W', ar: 'ج' },
      name: '1',
      type: 'single',
      beds: [bed(random)],
    },
  }),
  further: (random) =>
    random.pick<Act>([
      { kind: 'amended', data: { name: `${random.below(3)}` } },
      { kind: 'amended', data: { beds: [bed(random)] } },
    ]),
};

const trolleyKind: Kind = {
  aggregate: trolleys,
  first: (random) => ({ kind: 'registered', data: { wardId: random.pick(wardIds) } }),
  further: (random) =>
    random.pick<Act>([
      { kind: 'moved', data: { wardId: random.pick(wardIds) } },
      { kind: 'labelled', data: { label: `${random.below(3)}` } },
    ]),
};

/** One after the other by seed, so that every kind has its share of any run. */
export const kinds: readonly Kind[] = [callKind, roomKind, trolleyKind];
