import type { AnyAggregate, Person } from '@healthcare/domain';
import type { Session, WorkstationClaim } from '@healthcare/protocol';
import {
  ContactChanged,
  Engine,
  type Outcome,
  type Row,
  type StampClock,
  steadyClock,
  type Wire,
  WireFailure,
} from '@healthcare/replica/core';
import { MapStore } from '@healthcare/replica/map-store';
import { MemoryJournal } from '@healthcare/replica/memory-journal';
import type { Account } from '@healthcare/sync-server/parts';
import type { Act } from './acts.ts';
import { AtEachWrite } from './at-each-write.ts';
import { Post } from './post.ts';
import type { Random } from './random.ts';
import { SimDisk } from './sim-disk.ts';
import type { SignedIn, SimServer } from './sim-server.ts';
import { simSignature } from './sim-signatures.ts';
import { journalOn, storeOn, type ToldOfWrites } from './sim-store.ts';
import type { Witness } from './witness.ts';

export interface SimNodeParts {
  readonly name: string;
  readonly aggregates: readonly AnyAggregate[];
  readonly server: SimServer;
  readonly random: Random;
  /** True wall ms. */
  readonly now: () => number;
  readonly slowDisk: number;
  readonly fullDisk: number;
  /** How often a request arrives twice, or a live row again, 0…1. */
  readonly repeats: number;
  /** Share of what is under way that is lost when the line breaks, 0…1. */
  readonly lossy: number;
  /** Documents in a page, and most in a push. */
  readonly pageSize: number;
  readonly witness: Witness;
}

/** One thing somebody does to one document. */
export interface Doing {
  readonly database: string;
  readonly id: string;
  readonly entryId: string;
  readonly act: Act;
  /** The screen knows the rules; an older one leaves it to the server. */
  readonly judgedHere: boolean;
  /** Somebody presses twice. */
  readonly twice: boolean;
}

/** What the server says by itself, in its order: rows of a database, or how the session goes on. */
type LiveMessage = { readonly database: string; readonly rows: readonly Row[] } | { readonly session: Session };

/** One workstation of a schedule: the real core on Maps, its disk, its line, its clock, and who stands before it. */
export class SimNode {
  readonly name: string;
  readonly secret: string;
  readonly journal = new MemoryJournal();
  readonly #parts: SimNodeParts;
  readonly #post: Post;
  #stores: Map<string, MapStore>;
  #engines = new Map<string, Engine>();
  #disk: SimDisk;
  #signedIn: SignedIn | undefined;
  #live: LiveMessage[] = [];
  #life = 0;
  #skewMs = 0;
  /** Is there a way to the server at all? */
  #reachable = true;
  /** Leaves the live line; undefined while there is none. */
  #leaveLine: (() => void) | undefined;
  /** The server does not know this line any more, and here nobody has noticed. */
  #deaf = false;
  #troubled = new Set<string>();
  #lineTroubled = false;
  #calm = false;
  /** The replica is open: nobody sees a screen before. */
  #isOpen = false;
  #openingFailed = false;
  /** The store was lost with all it had told of refusals; they are on the server's list. */
  #storeWasLost = false;

  constructor(parts: SimNodeParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.secret = parts.name.padEnd(43, '_');
    this.#post = new Post(parts.random);
    this.#stores = this.#newStores();
    this.#disk = this.#begin();
  }

  get engines(): ReadonlyMap<string, Engine> {
    return this.#engines;
  }

  get storeWasLost(): boolean {
    return this.#storeWasLost;
  }

  get session(): Session | undefined {
    return this.#signedIn?.session;
  }

  get token(): string | undefined {
    return this.#signedIn?.token;
  }

  get person(): Person | undefined {
    const session = this.session;
    return session && { user: session.user, role: session.role, wards: session.wards };
  }

  get up(): boolean {
    return this.#leaveLine !== undefined;
  }

  get deaf(): boolean {
    return this.#deaf;
  }

  get busy(): boolean {
    return this.#disk.busy || this.#post.busy || this.#live.length > 0;
  }

  /** On a line that stands, with nothing under way, nothing to send and nothing to try again. */
  get quiet(): boolean {
    const unsent = () => [...this.#engines.values()].some((engine) => engine.unsent.entries > 0);
    return this.up && !this.#deaf && this.#reachable && !this.busy && !this.waits && !unsent();
  }

  /** Something is left to do that only another try will do. */
  get waits(): boolean {
    const engines = [...this.#engines.values()];
    return (
      !this.#isOpen ||
      this.#lineTroubled ||
      this.#troubled.size > 0 ||
      engines.some((one) => !one.joined || one.nextTryInMs !== null)
    );
  }

  store(database: string): MapStore {
    const store = this.#stores.get(database);
    if (!store) throw new Error(`no ${database} here`);
    return store;
  }

  /** The way to the server is there again, or gone: what is under way is lost or late. */
  setReachable(reachable: boolean): void {
    this.#reachable = reachable;
    if (!reachable) this.#breakOff();
  }

  join(): void {
    this.leave();
    const { server } = this.#parts;
    if (!(this.#reachable && this.#signedIn && this.#isOpen)) return;
    const lineLife = this.#life;
    const connected = server.connect(this.#signedIn.token, {
      rows: (database, rows) => this.#hear({ database, rows }, lineLife),
      goesOn: (session) => this.#hear({ session }, lineLife),
      cut: (code) => this.#cut(code),
    });
    if (typeof connected === 'string') return;
    this.#leaveLine = connected;
    this.#lineTroubled = false;
    this.#troubled.clear();
    for (const engine of this.#engines.values()) void engine.connected();
  }

  leave(): void {
    this.#deaf = false;
    this.#live = [];
    if (!this.#leaveLine) return;
    this.#leaveLine();
    this.#leaveLine = undefined;
    for (const engine of this.#engines.values()) engine.disconnected();
  }

  /** The process is killed; what the disk has stays, and what was sent goes on. */
  kill(): void {
    this.leave();
    this.#life += 1;
    this.#disk.kill();
  }

  start(): void {
    this.#disk = this.#begin();
  }

  /** Killed, and the replica's files are gone: the journal is what is left. */
  loseStore(): void {
    this.kill();
    this.#stores = this.#newStores();
    this.#storeWasLost = true;
    this.start();
  }

  /** Somebody signs in here, when the answer arrives. */
  signIn(account: Account, claim: WorkstationClaim): void {
    this.#call(() => this.#parts.server.signIn(account, claim)).then(
      (signedIn) => this.become(signedIn),
      () => undefined, // They try again, or not.
    );
  }

  /** Another session: the line is made anew under it. */
  become(signedIn: SignedIn): void {
    this.leave();
    this.#signedIn = signedIn;
    this.join();
  }

  /** Sets how far the clock is wrong, from now on (ms, either way). */
  setClockWrong(ms: number): void {
    this.#skewMs = Math.round(ms);
  }

  async isHere(database: string, id: string): Promise<boolean> {
    const [row] = await this.store(database).get([id]);
    return row !== undefined;
  }

  /** Somebody does something; whatever the screen calls saved is witnessed. */
  act(doing: Doing): void {
    const { witness } = this.#parts;
    const [session, person] = [this.session, this.person];
    const engine = this.#engines.get(doing.database);
    if (!(session && person && engine && this.#isOpen)) return;
    const { entryId, act, id, judgedHere } = doing;
    const by = { user: session.user, grant: session.grant, workstation: session.workstation };
    witness.tried(entryId, { database: doing.database, node: this.name, person });
    const sign = (text: string) => simSignature(this.secret, text);
    const add = () => engine.add(id, { entryId, ...act, by, sign, ...(judgedHere && { author: person }) });
    const first = add();
    const second = doing.twice ? add() : first;
    void Promise.allSettled([first, second]).then(([one, other]) => {
      const outcomes = [one, other].flatMap((each): Outcome[] => (each.status === 'fulfilled' ? [each.value] : []));
      witness.answered(entryId, outcomes);
    });
  }

  diskStep(): void {
    this.#disk.step();
  }

  mailStep(): void {
    if (this.#reachable) this.#post.step();
  }

  loseLetter(): void {
    this.#post.loseOne();
  }

  /** The server's rows come in their order; one that was had already can come again, much later. */
  liveStep(): void {
    const message = this.#live.shift();
    if (!message) return;
    if ('session' in message) this.#goOn(message.session);
    else {
      if (!this.#calm && this.#parts.random.chance(this.#parts.repeats)) this.#comesAgain(message);
      void this.#engines.get(message.database)?.live(message.rows);
    }
  }

  /** Before the session goes on: a line keeps its order, and what comes after that is of the scopes that it tells. */
  #comesAgain(message: LiveMessage): void {
    const goesOn = this.#live.findIndex((one) => 'session' in one);
    this.#live.splice(goesOn < 0 ? this.#live.length : goesOn, 0, message);
  }

  /** As the real link does it: after a trouble, or when a document that was set aside is due. */
  tick(): void {
    if (this.#openingFailed) {
      this.kill();
      this.start();
      return;
    }
    if (this.#lineTroubled) {
      if (this.up) this.join();
      return;
    }
    for (const [database, engine] of this.#engines)
      if (this.#troubled.delete(database) || engine.nextTryInMs === 0) void engine.tick();
  }

  /** The machine woke up. */
  look(): void {
    if (this.up) for (const engine of this.#engines.values()) void engine.look();
  }

  /** No more faults: the disk is quick, the clock stays. */
  calm(): void {
    this.#calm = true;
    this.#reachable = true;
    this.#disk.calm();
  }

  #hear(message: LiveMessage, life: number): void {
    if (life === this.#life) this.#live.push(message);
  }

  /** Under other scopes everything starts over, as after a connect. */
  #goOn(session: Session): void {
    const before = this.#signedIn;
    if (before?.session.grant !== session.grant) return;
    this.#signedIn = { ...before, session };
    if (before.session.scopes.join() === session.scopes.join()) return;
    for (const engine of this.#engines.values()) void engine.connected();
  }

  /** The server ended the line; when it ended itself, nobody here has noticed yet. */
  #cut(code: string | undefined): void {
    if (code === undefined) this.#deaf = true;
    else this.leave();
  }

  #breakOff(): void {
    this.leave();
    this.#post.breakOff(this.#parts.lossy);
  }

  #newStores(): Map<string, MapStore> {
    return new Map(this.#parts.aggregates.map(({ name }) => [name, new MapStore()]));
  }

  #begin(): SimDisk {
    const { aggregates, now, random, slowDisk: slow, fullDisk: full } = this.#parts;
    const disk = new SimDisk({ random, slow, full });
    if (this.#calm) disk.calm();
    const clock = steadyClock(this.name, () => now() + this.#skewMs);
    this.#lineTroubled = false;
    this.#troubled.clear();
    this.#engines = new Map(aggregates.map((aggregate) => [aggregate.name, this.#engine(aggregate, disk, clock)]));
    void this.#open([...this.#engines.values()]);
    return disk;
  }

  /** As the product does it: one after the other, and nobody can do anything before. A disk that is full then is tried again. */
  async #open(engines: readonly Engine[]): Promise<void> {
    const life = this.#life;
    this.#isOpen = false;
    this.#openingFailed = false;
    try {
      for (const engine of engines) await engine.begin();
    } catch {
      this.#openingFailed = life === this.#life;
      return;
    }
    if (life === this.#life) this.#isOpen = true;
  }

  #engine(aggregate: AnyAggregate, disk: SimDisk, clock: StampClock): Engine {
    const { now, random } = this.#parts;
    const { name } = aggregate;
    const life = this.#life;
    return new Engine({
      aggregate,
      store: storeOn(disk, this.store(name), random, this.#lookingOn(aggregate)),
      journal: journalOn(disk, this.journal, random),
      wire: this.#wire(name),
      clock,
      now,
      random: () => random.next(),
      pageSize: this.#parts.pageSize,
      scopes: () => this.session?.scopes ?? [],
      onTrouble: (trouble) => {
        if (life === this.#life) this.#trouble(name, trouble);
      },
    });
  }

  #lookingOn(aggregate: AnyAggregate): ToldOfWrites {
    const { name: node, server, slowDisk, witness } = this.#parts;
    const atEach = new AtEachWrite({
      node,
      aggregate,
      store: this.store(aggregate.name),
      server,
      agreed: () => this.#agreed(),
      atOnce: slowDisk === 0,
      note: (broken) => witness.note(broken),
    });
    return {
      writes: (rows, drop) => {
        for (const row of rows) witness.written(row, this.#isOpen);
        atEach.writes(rows, drop);
      },
      reached: (checkpoint) => atEach.reached(checkpoint),
    };
  }

  #agreed(): readonly string[] | undefined {
    const { session } = this;
    if (!(session && this.up) || this.#deaf) return undefined;
    const here = session.scopes.join();
    const others = this.#live.some((message) => 'session' in message && message.session.scopes.join() !== here);
    const theirs = others ? undefined : this.#parts.server.scopesOf(session.grant);
    return theirs?.join() === here ? session.scopes : undefined;
  }

  #trouble(database: string, trouble: unknown): void {
    if (trouble instanceof ContactChanged) return;
    const failure = trouble instanceof WireFailure ? trouble.trouble : undefined;
    if (failure === 'session-over') this.leave();
    else if (failure === 'unreachable') this.#lineTroubled = true;
    else this.#troubled.add(database);
  }

  #wire(database: string): Wire {
    const { server } = this.#parts;
    const asked = <Answer>(ask: (token: string) => Promise<Answer>): Promise<Answer> => {
      const { token = '' } = this.#signedIn ?? {};
      return this.#call(() => ask(token));
    };
    return {
      changes: (at, limit) => asked((token) => server.changes(token, database, at, limit)),
      newest: (limit, lineage) => asked((token) => server.newest(token, database, limit, lineage)),
      push: (parcels, lineage) => asked((token) => server.push(token, database, parcels, lineage)),
    };
  }

  /** A request and its answer travel apart; either can be lost or late, and a request can arrive twice. */
  #call<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const life = this.#life;
    const here = () => life === this.#life;
    const lose = () => here() && reject(new WireFailure('unreachable', 'lost'));
    const answered = (arrive: () => void) => this.#post.send({ arrive: () => here() && arrive(), lose });
    const arrive = () => {
      ask().then(
        (answer) => answered(() => resolve(answer)),
        (trouble) => answered(() => reject(trouble)),
      );
      if (!this.#calm && this.#parts.random.chance(this.#parts.repeats))
        this.#post.send({ arrive: () => void ask().catch(() => undefined), lose: () => undefined });
    };
    if (this.#reachable) this.#post.send({ arrive, lose });
    else lose();
    return promise;
  }
}
