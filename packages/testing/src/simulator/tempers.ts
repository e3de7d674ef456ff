import { type Kind, kinds } from './acts.ts';
import type { SeededRandom } from './random.ts';
import { type StepKind, stepKinds } from './steps.ts';

/** What a schedule is like: the databases its people work in, what is wrong with its world, and how often. */
export interface Temper {
  readonly kinds: readonly Kind[];
  /** Documents per database. */
  readonly documents: number;
  /** Share of them that is there from the beginning. */
  readonly sown: number;
  /** Has everybody received what is there before anything goes wrong? */
  readonly settled: boolean;
  /** How often a node's disk takes its time, 0…1. */
  readonly slowDisk: number;
  readonly fullDisk: number;
  readonly slowServer: number;
  readonly fullServer: number;
  /** Share of pushes that fail. */
  readonly faults: number;
  readonly repeats: number;
  readonly lossy: number;
  /** Documents in a page: few, so that a traversal takes many requests, and can be broken off between them. */
  readonly pageSize: number;
  /** How far clocks are wrong at most (ms). */
  readonly skewMs: number;
  /** Share of acts that the screen judges. */
  readonly judgedHere: number;
  /** When the last of each kind of step comes, as a share of the schedule, in the order of `stepKinds`. */
  readonly until: readonly number[];
  /** How often each step comes, in the order of `stepKinds`. */
  readonly weights: readonly number[];
}

const HOUR_MS = 3_600_000;

/**
 * Every seed has its own temper: some faults often, some never. In many nobody changes the ward and no line breaks, because a new
 * traversal heals every gap; in some they do it all the time, to and fro before anything can finish.
 */
export function temperOf(random: SeededRandom, among: readonly Kind[] = kinds): Temper {
  const chosen = chosenKinds(random, among);
  // Few: much happens at the same time; many: a gap is not healed by the document's next change.
  const documents = 2 + Math.floor(random.next() * random.next() * random.pick([6, 20, 90]));
  const troubled = random.chance(0.4);
  // Few: what one change of scope leaves undone is not mended by the next.
  const moves = random.pick([0, 0, 0.2, 0.2, 1, 6]);
  const lines = random.pick([0.2, 0.5, 1, 3]);
  // Where everything is killed all the time, nothing gets far.
  const faults = random.pick([0.1, 0.3, 1]);
  // After some hours everybody signs in anew, which mends much: not in every hospital.
  const scales = { fault: faults, line: lines, move: moves, rare: random.pick([0, 0, 1]) };
  const slowDisk = random.pick([0, 0.15, 0.15, 0.5, 1]);
  const slowServer = random.pick([0, 0, 0.15, 0.5, 1]);
  const ends = endsOf(random);
  return {
    kinds: chosen,
    documents,
    sown: random.pick([0.1, 0.5, 1]),
    settled: random.chance(0.7),
    slowDisk,
    fullDisk: random.pick([0, 0, 0, 0.02]),
    slowServer,
    fullServer: random.pick([0, 0, 0, 0.02]),
    faults: troubled ? 0.03 * random.next() : 0,
    repeats: random.pick([0, 0.1, 0.1, 0.3]),
    lossy: random.pick([0, 0.5, 0.5, 1]),
    pageSize: random.pick([1, 1, 2, 5]),
    skewMs: random.pick([0, 0.05, 1, 5, 5, 30]) * HOUR_MS,
    judgedHere: random.pick([0.2, 0.5, 0.9]),
    until: stepKinds.map(({ sort }) => ends[sort] ?? 1),
    weights: stepKinds.map(({ sort, often }) => {
      if (sort === 'disk') return often * slowDisk;
      if (sort === 'server') return often * slowServer;
      if (sort === 'day' || sort === 'work') return often * (0.1 + random.next() ** 2 * 2);
      return random.chance(0.25) ? 0 : scales[sort] * often * (0.2 + random.next() * 4);
    }),
  };
}

/** What nobody works on any more, and nobody's scope changes, is not mended by the next act or the next traversal. */
function endsOf(random: SeededRandom): Partial<Record<StepKind['sort'], number>> {
  const end = () => random.pick([1, 0.3 + 0.7 * random.next()]);
  return { work: end(), move: end(), line: end(), rare: end() };
}

/** One database, most of the time: more happens to each document. */
function chosenKinds(random: SeededRandom, among: readonly Kind[]): readonly Kind[] {
  const first = random.below(among.length);
  const count = random.pick([1, 1, 1, 2, 3]);
  const chosen = Array.from({ length: count }, (_, at) => among[(first + at) % among.length] as Kind);
  const needs = chosen.some(({ aggregate }) => aggregate.name === 'stays') ? kinds.filter(isRooms) : [];
  return [...new Set([...chosen, ...needs])];
}

/** Beds stand in rooms: the arbiter knows no others. */
function isRooms({ aggregate }: Kind): boolean {
  return aggregate.name === 'rooms';
}
