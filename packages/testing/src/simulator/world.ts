import { type Entry, signedText, stamp } from '@healthcare/domain';
import { type Account, placeOf, type StoredDocument } from '@healthcare/sync-server/parts';
import { concerns, type Kind, mayBegin } from './acts.ts';
import { ClaimOrder } from './claim-order.ts';
import { FitBeds } from './fit-beds.ts';
import { bedHeldTwice, patientInTwoStays } from './invariants.ts';
import { accounts, placeFor } from './people.ts';
import { SeededRandom } from './random.ts';
import { SimNode } from './sim-node.ts';
import { SimServer } from './sim-server.ts';
import { simSignature } from './sim-signatures.ts';
import type { Temper } from './tempers.ts';
import { Witness } from './witness.ts';

/** A moment long ago: schedules have no clock of their own (ms). */
const START_MS = 1.7e12;
const HEALING_ROUNDS = 150;
/** Turns of which all but one only let promises go on: what waits for the event loop itself has to be let go on too, and that costs more than the rest of a turn. */
const TURNS_TOGETHER = 16;
/** A replica that asks for the same again and again never ends by itself. */
const MOST_AT_ONCE = 5000;
/** More than a workstation ever has under way, unless something comes again and again. */
const MOST_TO_REST = 300;
/** So many rounds in a row without anything to do are the end. */
const QUIET_ROUNDS = 3;
/** How long a round of healing takes (ms): documents that were set aside are tried again. */
const ROUND_MS = 5000;

export interface WorldParts {
  readonly temper: Temper;
  readonly replicas: number;
  /** For what is no step: who signs in at the start, and the healing. */
  readonly seed: number;
}

/** A small hospital: one server, some workstations, the people before them, and a clock. */
export class World {
  readonly temper: Temper;
  readonly random: SeededRandom;
  readonly witness: Witness;
  readonly server: SimServer;
  readonly nodes: readonly SimNode[];
  readonly #accounts: Map<string, Account> = accounts();
  /** Every role and every wards that somebody ever had, by person. */
  readonly #been = new Map<string, Account[]>();
  readonly #seed: number;
  readonly #begun = new Map<string, number>();
  readonly #looked = new Map<SimNode, string>();
  #now = START_MS;
  #entries = 0;
  #turns = 0;

  constructor({ temper, replicas, seed }: WorldParts) {
    this.temper = temper;
    this.#seed = seed;
    const random = new SeededRandom(seed);
    this.random = random;
    const aggregates = temper.kinds.map(({ aggregate }) => aggregate);
    const witness = new Witness(aggregates);
    this.witness = witness;
    const now = () => this.#now;
    const { slowServer, fullServer, faults, slowDisk, fullDisk, repeats, lossy, pageSize } = temper;
    const disk = { slowDisk: slowServer, fullDisk: fullServer };
    const everybody = () => this.#everybody();
    const server = new SimServer({ aggregates, random, now, ...disk, faults, witness, accounts: everybody });
    this.server = server;
    this.nodes = Array.from({ length: replicas }, (_, at) => {
      const parts = { aggregates, server, random, now, slowDisk, fullDisk, repeats, lossy, pageSize, witness };
      return new SimNode({ ...parts, name: `n${at}` });
    });
  }

  /** Everybody signs in, before anything goes wrong. */
  async open(): Promise<void> {
    while (!this.server.ready) await this.#serverStep();
    const claims = new ClaimOrder();
    const fit = new FitBeds();
    this.server.onWrite = (database, change) => {
      if (database !== 'stays' && database !== 'rooms') return;
      const entries = (change.doc as StoredDocument).entries as readonly Entry[];
      if (database === 'rooms') return fit.roomWritten(change.id, entries);
      const stays = this.server.documents('stays');
      const wrong =
        bedHeldTwice(stays) ??
        patientInTwoStays(stays) ??
        claims.written(change, this.server.lives) ??
        fit.stayWritten(entries, stays);
      if (wrong) this.witness.note({ promise: 0, what: wrong });
    };
    for (const kind of this.temper.kinds) await this.#sow(kind);
    for (const node of this.nodes) {
      await this.#signIn(node);
      node.setClockWrong((this.random.next() - 0.5) * 2 * this.temper.skewMs);
    }
    if (this.temper.settled) await this.#settle();
  }

  /** Anybody, but mostly people who have something to do with what this hospital keeps. */
  somebody(): Account {
    const busy = (one: Account) => this.temper.kinds.some((kind) => concerns(kind, { ...one, user: one._id }));
    const first = this.random.pick(this.#everybody());
    return busy(first) || this.random.chance(0.2) ? first : this.random.pick(this.#everybody().filter(busy));
  }

  /** From now on this person has another role, or other wards. */
  assign(account: Account): void {
    this.#been.set(account._id, [...this.been(account._id), account]);
    this.#accounts.set(account._id, account);
    void this.server.assign(account).catch(() => undefined); // A server that is down hears it when it starts.
  }

  /** What a person has been in this schedule, the latest last. */
  been(user: string): readonly Account[] {
    const now = this.#accounts.get(user);
    return this.#been.get(user) ?? (now ? [now] : []);
  }

  /** Has anything been written here or on the server since this was asked last? */
  isNews(node: SimNode): boolean {
    const here = [...node.engines.values()].reduce((sum, { written }) => sum + written, 0);
    const now = [this.server.writes, here, node.token, node.session?.scopes].join();
    const before = this.#looked.get(node);
    this.#looked.set(node, now);
    return now !== before;
  }

  #everybody(): readonly Account[] {
    return [...this.#accounts.values()];
  }

  pass(ms: number): void {
    this.#now += Math.round(ms);
  }

  /** A document that nobody has begun, as long as there are any. */
  newDocument(database: string): string | undefined {
    const begun = this.#begun.get(database) ?? Math.ceil(this.temper.documents * this.temper.sown);
    if (begun >= this.temper.documents) return undefined;
    this.#begun.set(database, begun + 1);
    return `d${begun}`;
  }

  newEntryId(): string {
    this.#entries += 1;
    return `e${this.#entries}`;
  }

  /** All promises that can go on have gone on. */
  turn(): Promise<void> {
    this.#turns += 1;
    const next = this.#turns % TURNS_TOGETHER === 0 ? setImmediate : process.nextTick;
    return new Promise((done) => next(() => done()));
  }

  /** What is under way to and from this workstation arrives, and the server does what it has to do; others wait meanwhile. */
  async comeToRest(node: SimNode): Promise<void> {
    for (let did = 0; (this.server.busy || node.busy) && did < MOST_TO_REST; did += 1) {
      this.server.diskStep();
      node.diskStep();
      node.mailStep();
      node.liveStep();
      await this.turn();
    }
  }

  /** Every fault ends; what is under way arrives. False when it never comes to rest. */
  async heal(): Promise<boolean> {
    this.random.reseed(this.#seed);
    this.server.calm();
    this.server.start();
    for (const node of this.nodes) node.calm();
    for (let round = 0, quiet = 0; round < HEALING_ROUNDS; round += 1) {
      this.pass(ROUND_MS);
      await this.#settle();
      const busy = this.#busy || this.nodes.some((node) => node.waits);
      quiet = busy ? 0 : quiet + 1;
      if (quiet >= QUIET_ROUNDS) return true;
      // Only who has no line makes a new one: what was missed on a line that stood must not be healed by the way.
      for (const node of this.nodes) await this.#seeTo(node);
    }
    return false;
  }

  /** A second contact of everybody, after all is at rest. */
  async meetAgain(): Promise<boolean> {
    for (const node of this.nodes) node.join();
    await this.#settle();
    return !this.#busy;
  }

  /** What is still to do, for whoever reads why it never came to rest. */
  get unrest(): string {
    const at = this.nodes.filter((node) => node.busy || node.waits).map(({ name }) => name);
    return [...(this.server.busy ? ['the server'] : []), ...at].join();
  }

  get #busy(): boolean {
    return this.server.busy || this.nodes.some((node) => node.busy);
  }

  async #seeTo(node: SimNode): Promise<void> {
    if (node.token === undefined || !this.server.sessionOf(node.token)) await this.#signIn(node);
    else if (!node.up || node.deaf) node.join();
    node.tick();
    await this.turn();
  }

  async #settle(): Promise<void> {
    for (let did = 0; this.#busy && did < MOST_AT_ONCE; did += 1) {
      this.server.diskStep();
      for (const node of this.nodes) {
        node.diskStep();
        node.mailStep();
        node.liveStep();
      }
      await this.turn();
    }
  }

  async #signIn(node: SimNode): Promise<void> {
    // The same person at the same place, where that is possible: what another scope would mend has to be right without.
    const account = this.#accounts.get(node.session?.user ?? '') ?? this.somebody();
    const { kind, wardId } = node.session ?? placeFor(account, node.secret, this.random);
    const claim = { secret: node.secret, publicKey: node.secret, kind, ...(wardId && { wardId }) };
    const place = placeOf({ ...account, user: account._id }, claim);
    const sound = typeof place === 'string' ? placeFor(account, node.secret, this.random) : claim;
    const signed = this.server.signIn(account, sound).then(
      (signedIn) => node.become(signedIn),
      () => undefined, // Tried again in the next round, or never signed in.
    );
    await this.#serverDoes(signed);
  }

  /** What is there before the first day: some documents of each kind, made at an office that nobody works at afterwards. */
  async #sow(kind: Kind): Promise<void> {
    const { name } = kind.aggregate;
    const founder = this.#everybody().find((one) => mayBegin(kind, { ...one, user: one._id }));
    if (!founder) return;
    const secret = 'office'.padEnd(43, '_');
    const place = { secret, publicKey: secret, kind: 'pharmacy' } as const;
    const sown = this.server.signIn(founder, place).then(async ({ token, session }) => {
      const by = { user: session.user, grant: session.grant, workstation: session.workstation };
      const parcels = Array.from({ length: Math.ceil(this.temper.documents * this.temper.sown) }, (_, at) => {
        const stamped = { id: `${name}${at}`, at: stamp(this.#now, at, 'office'), by, after: [] };
        const entry: Entry = { ...stamped, ...kind.first(this.random, at) };
        const sig = simSignature(secret, signedText({ db: name, document: `d${at}` }, entry));
        return { id: `d${at}`, rev: undefined, entries: [{ ...entry, sig }] };
      });
      await this.server.push(token, name, parcels);
    });
    await this.#serverDoes(sown.catch(() => undefined)); // Its disk was full: then there is nothing yet.
  }

  /** Lets the server go on until this has ended. */
  async #serverDoes(work: Promise<unknown>): Promise<void> {
    let ended = false;
    void work.then(() => {
      ended = true;
    });
    while (!ended) await this.#serverStep();
  }

  async #serverStep(): Promise<void> {
    this.server.start();
    this.server.diskStep();
    await this.turn();
  }
}
