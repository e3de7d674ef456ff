import { kinds as allKinds } from './acts.ts';
import { type Broken, brokenPromise, brokenWhileQuiet } from './checks.ts';
import { SeededRandom } from './random.ts';
import { stepKinds } from './steps.ts';
import { type Temper, temperOf } from './tempers.ts';
import { World } from './world.ts';

export interface ScheduleOptions {
  readonly steps: number;
  readonly replicas: number;
  /** Only the steps with these numbers; all by default. */
  readonly keep?: readonly number[];
  /** Names of the kinds of data there are; all by default. A seed chooses among them: with others it is another schedule. */
  readonly kinds?: readonly string[];
  /** How often a workstation comes to rest after a step, 0…1; by the seed unless given. Schedules from before there was this have none. */
  readonly calm?: number;
  /** Told of every step that does something, in words. */
  readonly tell?: (line: string) => void;
}

export interface ScheduleResult {
  readonly seed: number;
  readonly databases: readonly string[];
  /** Steps that were done. */
  readonly steps: number;
  /** Entries that a screen called saved. */
  readonly saved: number;
  readonly refused: number;
  /** Undefined when every promise held. */
  readonly broken: Broken | undefined;
}

/** One thing that happens, to one node. Everything random in it comes from its own number. */
interface Step {
  readonly at: number;
  readonly kind: number;
  readonly node: number;
  readonly salt: number;
}

interface Schedule {
  readonly temper: Temper;
  readonly steps: readonly Step[];
}

/** Steps are some hundred milliseconds apart (ms at most). */
const STEP_MS = 1000;

/** Runs one schedule: work and faults by the seed, then healing, then the account of everything anyone called saved. */
export async function simulate(seed: number, options: ScheduleOptions): Promise<ScheduleResult> {
  const { temper, steps } = scheduleFrom(seed, options);
  const keep = options.keep && new Set(options.keep);
  const chosen = keep ? steps.filter(({ at }) => keep.has(at)) : steps;
  const world = new World({ temper, replicas: options.replicas, seed });
  const broken = await brokenBy(world, chosen, { calm: options.calm ?? calmOf(seed), tell: options.tell });
  const databases = temper.kinds.map(({ aggregate }) => aggregate.name);
  const refused = databases.reduce((sum, name) => sum + world.server.refused(name).length, 0);
  return { seed, databases, steps: chosen.length, saved: world.witness.saved.size, refused, broken };
}

/** The steps are made before any of them is done, so that one can be left out and the others stay what they are. */
function scheduleFrom(seed: number, { steps, replicas, kinds }: ScheduleOptions): Schedule {
  const random = new SeededRandom(seed);
  const among = allKinds.filter(({ aggregate }) => kinds?.includes(aggregate.name) ?? true);
  const temper = temperOf(random, among);
  return {
    temper,
    steps: Array.from({ length: steps }, (_, at) => ({
      at,
      kind: kindOf(temper, at / steps, random),
      node: random.below(replicas),
      salt: Math.floor(random.next() * 2 ** 31),
    })),
  };
}

function kindOf({ weights, until }: Temper, share: number, random: SeededRandom): number {
  const here = weights.map((weight, kind) => (share < (until[kind] ?? 1) ? weight : 0));
  const total = here.reduce((a, b) => a + b);
  return kindAt(here, random.next() * total);
}

function kindAt(weights: readonly number[], place: number): number {
  let rest = place;
  for (const [kind, weight] of weights.entries()) {
    if (rest < weight) return kind;
    rest -= weight;
  }
  return 0; // The last bit of a sum of fractions.
}

/** Drawn by itself: nothing else of a schedule is another because of it. */
function calmOf(seed: number): number {
  return new SeededRandom(~seed).pick([0, 0, 0, 0, 0.01, 0.03, 0.1]);
}

interface Run {
  readonly calm: number;
  readonly tell: ScheduleOptions['tell'];
}

async function brokenBy(world: World, steps: readonly Step[], { calm, tell }: Run): Promise<Broken | undefined> {
  await world.open();
  for (const step of steps) {
    const node = world.nodes[step.node];
    const kind = stepKinds[step.kind];
    if (!(node && kind)) continue;
    world.random.reseed(step.salt);
    world.pass(world.random.below(STEP_MS));
    const what = await kind.run(world, node);
    await world.turn();
    tell?.(`${step.at}. ${node.name}: ${kind.name}${what && `: ${what}`}`);
    if (calm > 0 && world.random.chance(calm)) await world.comeToRest(node);
    const broken = world.witness.broken ?? (await brokenWhileQuiet(world, node));
    if (broken) return broken;
  }
  return await brokenPromise(world);
}
