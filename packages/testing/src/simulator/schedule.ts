import { type Entry, type Person, type Refusal, refusal } from '@healthcare/domain';
import type { Outcome } from '@healthcare/replica/core';
import { type Kind, kinds, wardIds } from './acts.ts';
import { type Broken, brokenPromise } from './checks.ts';
import { type Random, randomFrom } from './random.ts';
import { SimNode } from './sim-node.ts';
import { SimServer } from './sim-server.ts';

export interface ScheduleOptions {
  readonly steps: number;
  readonly replicas: number;
}

export interface ScheduleResult {
  readonly seed: number;
  readonly kind: string;
  /** Entries that a screen called saved. */
  readonly saved: number;
  readonly refused: number;
  /** Undefined when every promise held. */
  readonly broken: Broken | undefined;
}

/** A moment long ago: schedules have no clock of their own (ms). */
const START_MS = 1.7e12;
const placesToStand: readonly (readonly string[])[] = [['A'], ['B'], ['A', 'B']];
const HEALING_ROUNDS = 100;
/** A replica that asks for the same again and again never ends by itself. */
const MOST_AT_ONCE = 20_000;
/** So many rounds in a row without anything to do are the end. */
const QUIET_ROUNDS = 3;

/** Runs one schedule: work and faults by the seed, then healing, then the account of everything anyone called saved. */
export async function simulate(seed: number, options: ScheduleOptions): Promise<ScheduleResult> {
  const schedule = new Schedule(seed, options);
  await schedule.run();
  const heals = await schedule.heal();
  const { server, nodes, saved, twice, kind } = schedule;
  const broken = await brokenPromise({ aggregate: kind.aggregate, server, nodes, saved, twice, heals });
  return { seed, kind: kind.aggregate.name, saved: saved.size, refused: server.refusals.size, broken };
}

class Schedule {
  /** Entries that a screen called saved. */
  readonly saved = new Set<string>();
  /** Intents that were answered differently the second time. */
  readonly twice: string[] = [];
  readonly kind: Kind;
  readonly server: SimServer;
  readonly nodes: readonly SimNode[];
  readonly #seed: number;
  readonly #options: ScheduleOptions;
  readonly #random: Random;
  readonly #documents: number;
  #now = START_MS;
  #made = 0;

  constructor(seed: number, options: ScheduleOptions) {
    this.#seed = seed;
    this.#options = options;
    this.#random = randomFrom(seed);
    const random = this.#random;
    this.kind = kinds[seed % kinds.length] as Kind;
    // Few: much happens at the same time; many: a gap is not healed by the document's next change.
    this.#documents = 2 + Math.floor(random.next() * random.next() * 40);
    const now = () => this.#now;
    const faults = random.chance(0.5) ? 0.03 * random.next() : 0;
    const slowDisk = random.pick([0, 0.15, 0.15, 0.5]);
    const { aggregate } = this.kind;
    this.server = new SimServer({ aggregate, random, now: () => this.#now + 3e8, authorOf, faults });
    this.nodes = Array.from({ length: options.replicas }, (_, at) => {
      return new SimNode({
        name: `n${at}`,
        aggregate,
        server: this.server,
        random,
        now,
        wards: random.pick(placesToStand),
        slowDisk,
      });
    });
    this.server.onChange = (rowsFor) => {
      for (const node of this.nodes) if (node.up) node.hear(rowsFor(node));
    };
  }

  async run(): Promise<void> {
    const steps = this.#steps();
    const weights = this.#temper(steps);
    const total = weights.reduce((a, b) => a + b);
    for (let step = 0; step < this.#options.steps; step += 1) {
      const node = this.#random.pick(this.nodes);
      let at = 0;
      for (let rest = this.#random.next() * total - (weights[0] ?? 0); rest > 0; rest -= weights[at] ?? total) at += 1;
      this.#now += this.#random.below(1000);
      await steps[at]?.run(node);
      await turn();
    }
  }

  /** Every fault ends; what is under way arrives. False when it never came to rest. */
  async heal(): Promise<boolean> {
    this.server.calm();
    for (const node of this.nodes) {
      node.calm();
      node.leave();
      await turn();
      node.join();
    }
    for (let round = 0, quiet = 0; round < HEALING_ROUNDS; round += 1) {
      this.#now += 5000; // documents that were set aside are tried again
      await this.#settle();
      const busy = this.nodes.some((node) => node.busy || !node.engine.joined || node.engine.nextTryInMs !== null);
      quiet = busy ? 0 : quiet + 1;
      if (quiet >= QUIET_ROUNDS) return true;
    }
    return false;
  }

  async #settle(): Promise<void> {
    for (const node of this.nodes) {
      for (let did = 0; node.busy && did < MOST_AT_ONCE; did += 1) {
        node.diskStep();
        node.mailStep();
        node.liveStep();
        await turn();
      }
      node.tick();
      await turn();
    }
  }

  /**
   * Every seed has its own temper: some faults often, some never. In many nobody changes the ward, because a new traversal heals
   * every gap; in some they do it all the time, to and fro before anything can finish.
   */
  #temper(steps: readonly Step[]): readonly number[] {
    const random = this.#random;
    const moves = random.pick([0, 0, 1, 1, 6]);
    return steps.map(({ often, sort }) => {
      if (sort === 'day') return often * (0.1 + random.next() ** 2 * 2);
      const scale = sort === 'move' ? moves : 1;
      return random.chance(0.25) ? 0 : scale * often * (0.2 + random.next() * 4);
    });
  }

  #steps(): readonly Step[] {
    return [
      { sort: 'day', often: 25, run: (node) => this.#act(node) },
      { sort: 'day', often: 20, run: (node) => node.diskStep() },
      { sort: 'day', often: 40, run: (node) => node.mailStep() },
      { sort: 'day', often: 15, run: (node) => node.liveStep() },
      { sort: 'fault', often: 4, run: (node) => (node.up ? node.leave() : node.join()) },
      {
        sort: 'fault',
        often: 4,
        run: async (node) => {
          node.kill();
          await turn();
          node.start();
        },
      },
      { sort: 'move', often: 3, run: (node) => node.standIn(this.#random.pick(placesToStand)) },
      { sort: 'move', often: 2, run: (node) => this.#there(node) },
      { sort: 'fault', often: 2, run: (node) => node.setClockWrong() },
      { sort: 'fault', often: 1, run: () => this.#cutAll() },
      { sort: 'fault', often: 2, run: (node) => node.tick() },
      { sort: 'fault', often: 1, run: (node) => node.look() },
    ];
  }

  /** The server ends. */
  #cutAll(): void {
    for (const node of this.nodes) if (node.up) node.leave();
  }

  /** To another ward and back before anything could finish. */
  #there(node: SimNode): void {
    node.standIn(this.#random.pick(placesToStand));
    node.mailStep();
    node.standIn(this.#random.pick(placesToStand));
  }

  /** A double click has to have the same answer twice. */
  #compare([first, second]: readonly [Outcome, Outcome]): void {
    if (first.ok && !(second.ok && second.entry.at === first.entry.at)) this.twice.push(first.entry.id);
  }

  async #act(node: SimNode): Promise<void> {
    const random = this.#random;
    const id = `d${random.below(this.#documents)}`;
    const [held] = await node.store.get([id]);
    const act = held || random.chance(0.05) ? this.kind.further(random) : this.kind.first(random);
    this.#made += 1;
    const entryId = `${this.#seed}-${this.#made}`;
    const user = `u-${node.name}`;
    const by = { user, grant: random.chance(0.02) ? 'revoked' : 'valid', workstation: node.name };
    // Sometimes a screen lets through what the server will refuse: it may be older than the server's rules.
    const intent = { entryId, ...act, by, ...(random.chance(0.5) && { author: personOf(user) }) };
    const add = () => node.engine.add(id, intent);
    const first = add();
    void first.then((outcome) => {
      if (outcome.ok) this.saved.add(entryId);
    });
    if (random.chance(0.05)) void Promise.all([first, add()]).then((both) => this.#compare(both));
  }
}

/** Something that can happen at one workstation: on any day, when somebody changes the ward, or when something breaks. */
interface Step {
  readonly sort: 'day' | 'move' | 'fault';
  readonly often: number;
  readonly run: (node: SimNode) => Promise<void> | void;
}

function authorOf({ by }: Entry): Person | Refusal {
  return by.grant === 'revoked' ? refusal('grant/not-valid-then') : personOf(by.user);
}

/** May all there is to do; what is refused is refused for its history. */
function personOf(user: string): Person {
  return { user, role: 'admin', wards: wardIds };
}

/** All promises that can go on have gone on. */
function turn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}
