import type { AnyAggregate } from '@healthcare/domain';
import { ContactChanged, Engine, type Row, steadyClock, type Wire, WireFailure } from '@healthcare/replica/core';
import { MapStore } from '@healthcare/replica/map-store';
import { MemoryJournal } from '@healthcare/replica/memory-journal';
import type { Random } from './random.ts';
import { SimDisk } from './sim-disk.ts';
import type { SimServer } from './sim-server.ts';

export interface SimNodeParts {
  readonly name: string;
  readonly aggregate: AnyAggregate;
  readonly server: SimServer;
  readonly random: Random;
  /** True wall ms. */
  readonly now: () => number;
  readonly wards: readonly string[];
  /** How often its disk takes its time, 0…1. */
  readonly slowDisk: number;
}

/** How far clocks are wrong, at most, either way (ms): a little more than a day. */
const WORST_SKEW_MS = 1e8;
/** Small, so that traversals have several pages. */
const PAGE_SIZE = 3;

/** One workstation of a schedule: the real core on a Map, its disk, its wires, its clock, and the ward it stands in. */
export class SimNode {
  readonly name: string;
  readonly store = new MapStore();
  readonly journal = new MemoryJournal();
  /** What stood in the document when an entry was written here, by entry. */
  readonly saw = new Map<string, readonly string[]>();
  readonly #parts: SimNodeParts;
  readonly #mail: (() => void)[] = [];
  #live: (readonly Row[])[] = [];
  #disk: SimDisk;
  #engine: Engine;
  #life = 0;
  #up = false;
  #skewMs = 0;
  #wards: readonly string[];
  #calm = false;
  #troubled = false;

  constructor(parts: SimNodeParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.#wards = parts.wards;
    this.setClockWrong();
    this.#disk = this.#newDisk();
    this.#engine = this.#newEngine();
  }

  get engine(): Engine {
    return this.#engine;
  }

  get up(): boolean {
    return this.#up;
  }

  get scopes(): readonly string[] {
    return this.#wards.map((ward) => `ward:${ward}`);
  }

  get busy(): boolean {
    return this.#disk.busy || this.#mail.length > 0 || this.#live.length > 0;
  }

  /** The server has something new. */
  hear(rows: readonly Row[]): void {
    if (this.#up && rows.length > 0) this.#live.push(rows);
  }

  join(): void {
    this.#up = true;
    this.#live = [];
    void this.#engine.connected();
  }

  /** Requests under way are lost. */
  leave(): void {
    this.#up = false;
    this.#live = [];
    this.#engine.disconnected();
    for (const letter of this.#mail.splice(0)) letter();
  }

  /** The process is killed; what the disk has stays. */
  kill(): void {
    this.leave();
    this.#life += 1;
    this.#disk.kill();
  }

  start(): void {
    this.#disk = this.#newDisk();
    if (this.#calm) this.#disk.calm();
    this.#engine = this.#newEngine();
  }

  standIn(wards: readonly string[]): void {
    this.leave();
    this.#wards = wards;
    this.join();
  }

  setClockWrong(): void {
    this.#skewMs = Math.floor((this.#parts.random.next() - 0.5) * 2 * WORST_SKEW_MS);
  }

  diskStep(): void {
    this.#disk.step();
  }

  /** One request or answer arrives, in any order. */
  mailStep(): void {
    if (this.#mail.length === 0) return;
    const [letter] = this.#mail.splice(this.#parts.random.below(this.#mail.length), 1);
    letter?.();
  }

  /** The server's rows come in their order; sometimes twice. */
  liveStep(): void {
    const rows = this.#live.shift();
    if (!rows) return;
    void this.#engine.live(rows);
    if (this.#parts.random.chance(0.1)) void this.#engine.live(rows);
  }

  /** As the real link does it: only after a trouble, or when a document that was set aside is due. */
  tick(): void {
    if (!this.#troubled && this.#engine.nextTryInMs !== 0) return;
    this.#troubled = false;
    void this.#engine.tick();
  }

  /** The machine woke up. */
  look(): void {
    void this.#engine.look();
  }

  /** No more faults: the disk is quick, the clock stays. */
  calm(): void {
    this.#calm = true;
    this.#disk.calm();
  }

  #newDisk(): SimDisk {
    const { random, slowDisk: slow } = this.#parts;
    return new SimDisk({ store: this.store, journal: this.journal, random, slow, saw: this.saw });
  }

  #newEngine(): Engine {
    const { aggregate, now, random } = this.#parts;
    const clock = steadyClock(this.name, () => now() + this.#skewMs);
    const engine = new Engine({
      aggregate,
      store: this.#disk,
      journal: this.#disk.journal,
      wire: this.#wire(),
      clock,
      now,
      random: () => random.next(),
      pageSize: PAGE_SIZE,
      onTrouble: (trouble) => {
        this.#troubled ||= !(trouble instanceof ContactChanged);
      },
    });
    void engine.begin(); // What comes after it waits for it.
    return engine;
  }

  #wire(): Wire {
    const life = this.#life;
    const { server } = this.#parts;
    const caller = () => ({ scopes: this.scopes });
    return {
      changes: (at, limit) => this.#call(life, () => server.changes(at, limit, caller())),
      newest: (limit) => this.#call(life, () => server.newest(limit, caller())),
      push: (parcels) => this.#call(life, () => server.push(parcels, caller())),
    };
  }

  /** A request and its answer travel apart; either can be lost, and a request can arrive twice. */
  #call<Answer>(life: number, ask: () => Answer): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const here = () => this.#up && life === this.#life;
    const lost = () => (life === this.#life ? reject(new WireFailure('unreachable', 'lost')) : undefined);
    if (!here()) {
      lost();
      return promise;
    }
    this.#mail.push(() => {
      if (!here()) return lost();
      try {
        const answer = ask();
        if (this.#parts.random.chance(0.1)) ask();
        this.#mail.push(() => (here() ? resolve(answer) : lost()));
      } catch (trouble) {
        this.#mail.push(() => (here() ? reject(trouble) : lost()));
      }
    });
    return promise;
  }
}
