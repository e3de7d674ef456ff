import { isProtocolProblem, type ProtocolProblem, Session } from '@healthcare/protocol';
import { BehaviorSubject } from 'rxjs';
import { ContactChanged, type Engine, WireFailure } from './core/index.ts';
import { linkFrom, UNSENT_TOO_LONG_MS } from './link-state.ts';
import type { RefusalBook } from './refusals/refusal-book.ts';
import type { SyncState as State } from './replica.ts';
import type { ShownStations } from './shown-stations.ts';
import type { Aside } from './stores/index.ts';
import { Timers } from './timers.ts';
import { type Address, type LiveEvents, type LiveLine, liveLine, requested } from './wire/index.ts';

/** What the link knows of the state that screens are told; files are not its own. */
type SyncState = Omit<State, 'filesToSend'>;

export interface LinkParts {
  readonly address: Address;
  readonly engines: ReadonlyMap<string, Engine>;
  readonly aside: Aside;
  readonly stations: (line: LiveLine) => ShownStations;
  /** The server says how the session goes on. Answers whether it may hold something else now. */
  readonly goesOn: (session: Session) => boolean;
  readonly refusals: Pick<RefusalBook, 'connected' | 'disconnected' | 'heard'>;
  readonly now: () => number;
  readonly random: () => number;
  /** For a log. Never holds what people wrote. */
  readonly onTrouble: (trouble: unknown) => void;
}

/** First and longest wait after a failed request (ms); a second terminal must not come back in the same instant. */
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
/** How often somebody looks whether the other side was upgraded, at most (ms); spread, because a whole hospital asks. */
const UPGRADED_AFTER_MS = 60_000;
/** How exactly "disconnected since" is known after the workstation itself was killed (ms). */
const HEARD_EVERY_MS = 30_000;
const HEARD = 'heard';

/** One workstation's way to the server: who is signed in, whether the line is up, and when to try again. */
export class Link {
  readonly sync: BehaviorSubject<SyncState>;
  readonly stations: ShownStations;
  readonly #parts: LinkParts;
  readonly #line: LiveLine;
  readonly #timers = new Timers();
  #session: 'none' | 'begun' | 'over' = 'none';
  #lineState: 'untried' | 'up' | 'down' = 'untried';
  #overCode: string | null = null;
  #otherVersion: ProtocolProblem | null = null;
  #offsetMs: number | null = null;
  #refused = 0;
  /** Databases that the server said it does not know, until one of them is joined. */
  readonly #unknownThere = new Set<string>();
  #fails = 0;
  #heardMs: number | undefined;
  #closed = false;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#line = liveLine(parts.address, this.#events());
    this.stations = parts.stations(this.#line);
    this.sync = new BehaviorSubject<SyncState>(this.#state('signed-out', parts.now()));
  }

  /** Reads when the server was last heard, for "disconnected since" after a start without it. */
  async open(): Promise<void> {
    this.#heardMs = (await this.#parts.aside.read<{ readonly ms: number }>(HEARD))?.ms;
    this.changed();
  }

  /** Another session, or the same with a new token: the line is made anew under it. */
  begin(): void {
    this.#session = 'begun';
    this.#overCode = null;
    this.#fails = 0;
    this.#line.connect();
    this.#lineState = 'untried';
    this.changed();
  }

  get ended(): boolean {
    return this.#session !== 'begun';
  }

  refusedNow(count: number): void {
    this.#refused = count;
    this.changed();
  }

  /** Looks at once: whether the line is still there, and what there is to do. */
  wake(): void {
    if (this.#session !== 'begun') return;
    if (!this.#line.connected) this.#line.hurry();
    else withoutWaiting(this.#measureClock().then(() => this.#each((engine) => withoutWaiting(engine.look()))));
  }

  /** Something failed in one database; it is tried again, later each time. */
  trouble(db: string, trouble: unknown): void {
    if (trouble instanceof ContactChanged || this.#closed) return; // The new connection does it all.
    this.#parts.onTrouble(trouble);
    const failure = trouble instanceof WireFailure ? trouble : undefined;
    if (failure?.trouble === 'session-over') this.over(failure.code);
    else if (failure?.trouble === 'other-version') this.#notUnderstood(failure.code);
    else if (failure?.code === 'database/unknown') this.#notKeptThere(db);
    else this.#later(db, failure);
  }

  /** An older server. The other databases go on, and this one is asked for now and then. */
  #notKeptThere(db: string): void {
    this.#unknownThere.add(db);
    this.#tickAfter(db, this.#untilUpgraded());
    this.changed();
  }

  #later(db: string, failure: WireFailure | undefined): void {
    this.#fails += 1;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.#fails - 1, 10));
    const wait = Math.max(failure?.retryAfterMs ?? 0, longest * (0.5 + this.#parts.random() / 2));
    if (failure?.trouble === 'unreachable') this.#timers.after('line', wait, () => this.#reconnect());
    else this.#tickAfter(db, wait);
  }

  #tickAfter(db: string, ms: number): void {
    this.#timers.after(`tick ${db}`, ms, () => withoutWaiting(this.#parts.engines.get(db)?.tick()));
  }

  #untilUpgraded(): number {
    return UPGRADED_AFTER_MS * (0.5 + this.#parts.random() / 2);
  }

  /** The state of sync may be another. */
  changed(): void {
    if (this.#closed) return;
    const now = this.#parts.now();
    for (const [db, { joined }] of this.#parts.engines) if (joined) this.#unknownThere.delete(db);
    const link = this.#linkAt(now);
    if (this.#joined() && this.#unsent().unsent === 0) this.#fails = 0;
    if (link === 'live' || link === 'catching-up') this.#hear(now);
    const before = this.sync.value;
    const state = this.#state(link, link === before.link ? before.sinceMs : this.#since(link, now));
    if (JSON.stringify(state) !== JSON.stringify(before)) this.sync.next(state);
    this.#lookAgain(state, now);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#timers.close();
    this.#line.close();
    this.#each((engine) => engine.disconnected());
    for (const engine of this.#parts.engines.values()) await engine.idle();
    this.sync.complete();
    this.stations.close();
  }

  #events(): LiveEvents {
    return {
      connected: () => this.#connected(),
      disconnected: () => this.#disconnected(),
      rows: (db, rows) => withoutWaiting(this.#parts.engines.get(db)?.live(rows)),
      refusals: (message) => this.#parts.refusals.heard(message),
      delivery: (delivery) => this.stations.delivered(delivery),
      stations: (stations) => this.stations.told(stations),
      session: (session) => this.#told(session),
      sessionOver: (code) => this.over(code),
      otherVersion: (code) => this.#notUnderstood(code),
      unreadable: (trouble) => {
        this.#parts.onTrouble(trouble);
        this.#timers.after('line', FIRST_WAIT_MS, () => this.#reconnect()); // What it told is pulled.
      },
    };
  }

  #connected(): void {
    this.#timers.stop('line');
    this.#lineState = 'up';
    this.#otherVersion = null;
    this.stations.connected();
    this.#parts.refusals.connected();
    this.#each((engine) => withoutWaiting(engine.connected()));
    withoutWaiting(this.#measureClock());
    this.changed();
  }

  /** Under other scopes everything starts over, as after a connect: what is under way belongs to the earlier ones. */
  #told(session: Session): void {
    if (this.#session !== 'begun' || !this.#parts.goesOn(session)) return;
    this.stations.disconnected();
    this.stations.connected();
    this.#each((engine) => withoutWaiting(engine.connected()));
    this.changed();
  }

  #disconnected(): void {
    const was = this.#lineState;
    this.#lineState = 'down';
    if (was !== 'down') this.#each((engine) => engine.disconnected());
    this.stations.lineDown();
    this.#parts.refusals.disconnected();
    this.changed();
  }

  /** A line that is down comes back by itself; one that is up but brings no answers is made anew. */
  #reconnect(): void {
    if (this.#session === 'begun' && this.#line.connected) this.#line.connect();
  }

  /** The session cannot go on. Nothing is lost by it: what is unsent stays, until somebody signs in again. */
  over(code: string): void {
    this.#session = 'over';
    this.#parts.refusals.disconnected();
    this.#overCode = code;
    this.#timers.stopAll();
    this.#line.disconnect();
    this.#each((engine) => engine.disconnected());
    this.changed();
  }

  /** What is unsent stays; the line is tried again now and then, because one of the two may have been upgraded. */
  #notUnderstood(code: string): void {
    if (this.#closed || !isProtocolProblem(code)) return;
    this.#otherVersion = code;
    this.#line.disconnect();
    this.#disconnected();
    this.#timers.after('upgraded', this.#untilUpgraded(), () => this.wake());
  }

  async #measureClock(): Promise<void> {
    const askedMs = this.#parts.now();
    try {
      const session = Session.parse(await requested(this.#parts.address, '/api/session', { timeoutMs: 8000 }));
      const answeredMs = this.#parts.now();
      this.#offsetMs = Math.round((askedMs + answeredMs) / 2 - Date.parse(session.serverTime));
      this.changed();
    } catch (trouble) {
      if (trouble instanceof WireFailure && trouble.trouble === 'session-over') this.over(trouble.code);
      else if (trouble instanceof WireFailure && trouble.trouble === 'other-version') this.#notUnderstood(trouble.code);
      else if (trouble instanceof WireFailure && trouble.trouble === 'unreachable') this.trouble('', trouble);
      else this.#parts.onTrouble(trouble); // The offset stays unknown.
    }
  }

  #linkAt(nowMs: number): SyncState['link'] {
    const joined = this.#joined();
    const { oldestUnsentMs } = this.#unsent();
    const [session, line, refused] = [this.#session, this.#lineState, this.#refused];
    return linkFrom({ session, line, joined, oldestUnsentMs, refused, nowMs });
  }

  #joined(): boolean {
    return [...this.#parts.engines].every(([db, { joined }]) => joined || this.#unknownThere.has(db));
  }

  #state(link: SyncState['link'], sinceMs: number): SyncState {
    const [refused, clockOffsetMs, sessionOver] = [this.#refused, this.#offsetMs, this.#overCode];
    const versions = {
      otherVersion: this.#otherVersion,
      awaitsServer: this.#awaitsServer(),
      olderServer: this.#unknownThere.size > 0,
    };
    return {
      link,
      sealed: false,
      joined: this.#session === 'begun' && this.#lineState === 'up' && this.#joined(),
      sinceMs,
      ...this.#unsent(),
      refused,
      progress: this.#progress(),
      clockOffsetMs,
      sessionOver,
      ...versions,
    };
  }

  #unsent(): Pick<SyncState, 'unsent' | 'oldestUnsentMs'> {
    const all = [...this.#parts.engines.values()].map((engine) => engine.unsent);
    const oldest = all.flatMap(({ oldestMs }) => oldestMs ?? []);
    const unsent = all.reduce((sum, { entries }) => sum + entries, 0);
    return { unsent, oldestUnsentMs: oldest.length > 0 ? Math.min(...oldest) : null };
  }

  #awaitsServer(): number {
    return [...this.#parts.engines].reduce((sum, [db, { awaitsServer, unsent }]) => {
      return sum + (this.#unknownThere.has(db) ? unsent.entries : awaitsServer);
    }, 0);
  }

  #progress(): SyncState['progress'] {
    const all = [...this.#parts.engines.values()].flatMap(({ progress }) => progress ?? []);
    if (all.length === 0) return null;
    const [done, total] = [all.reduce((sum, one) => sum + one.done, 0), all.reduce((sum, one) => sum + one.total, 0)];
    return { done, total };
  }

  #since(link: SyncState['link'], now: number): number {
    return link === 'disconnected' ? (this.#heardMs ?? now) : now;
  }

  #hear(now: number): void {
    const before = this.#heardMs;
    this.#heardMs = now;
    if (before === undefined || now - before >= HEARD_EVERY_MS || this.sync.value.link === 'starting')
      withoutWaiting(this.#parts.aside.write(HEARD, { ms: now }).catch(this.#parts.onTrouble));
  }

  /** Some of it changes by time alone: an entry grows too old, a document is due to be tried again. */
  #lookAgain({ link, oldestUnsentMs }: SyncState, now: number): void {
    if (link === 'live') this.#timers.after('heard', HEARD_EVERY_MS, () => this.changed());
    if (link === 'live' && oldestUnsentMs !== null)
      this.#timers.after('state', Math.max(1, oldestUnsentMs + UNSENT_TOO_LONG_MS - now), () => this.changed());
    if (this.#lineState !== 'up') return;
    for (const [db, engine] of this.#parts.engines) {
      const wait = engine.nextTryInMs;
      if (wait !== null) this.#timers.after(`aside ${db}`, wait, () => withoutWaiting(engine.tick()));
    }
  }

  #each(run: (engine: Engine) => void): void {
    for (const engine of this.#parts.engines.values()) run(engine);
  }
}

/** Its troubles are told to whoever was given `onTrouble`; nobody has to wait. */
function withoutWaiting(work: Promise<unknown> | undefined): void {
  void work;
}
