import type { AnyAggregate, Entry, RefusalCode } from '@healthcare/domain';
import type { Session, WorkstationClaim } from '@healthcare/protocol';
import { type Answer, type Checkpoint, type Page, type Parcel, type Row, WireFailure } from '@healthcare/replica/core';
import { answersFrom, pageFrom, rowsFrom } from '@healthcare/replica/rows';
import {
  type Account,
  type Change,
  changesPage,
  goesBy,
  type Hall,
  newestPage,
  openRefusals,
  openSessions,
  rowFor,
  ScopeIndex,
  type Sessions,
  type Stored,
  type StoredDocument,
  seatArbiter,
  Writer,
} from '@healthcare/sync-server/parts';
import { pino } from 'pino';
import type { Random } from './random.ts';
import { Kept, pouchOn } from './sim-database.ts';
import { DiskFull, SimDisk } from './sim-disk.ts';
import { simSignatures as signatures } from './sim-signatures.ts';
import type { Witness } from './witness.ts';

export interface SimServerParts {
  readonly aggregates: readonly AnyAggregate[];
  readonly random: Random;
  readonly now: () => number;
  /** How often its disk takes its time, and how often a write fails, 0…1. */
  readonly slowDisk: number;
  readonly fullDisk: number;
  /** Share of pushes that fail as a whole or for one document, 0…1. */
  readonly faults: number;
  readonly witness: Witness;
  /** Everybody's role and wards, as the hospital has decided; a server that starts finds what it has not heard. */
  readonly accounts: () => Iterable<Account>;
}

/** A workstation's live connection. */
export interface Line {
  session: Session;
  readonly rows: (database: string, rows: readonly Row[]) => void;
  /** The session as it is from here on; rows that come after it are of its scopes. */
  readonly goesOn: (session: Session) => void;
  /** The server has closed it; the code says why, absent when the server itself has ended. */
  readonly cut: (code?: string) => void;
}

export interface SignedIn {
  readonly token: string;
  readonly session: Session;
}

/** A refused entry, and what was said of it. */
export interface RefusedHere {
  readonly db: string;
  readonly document: string;
  readonly entry: Entry;
  readonly code: RefusalCode;
}

type Saved = StoredDocument & { readonly _rev: string };

const silent = pino({ level: 'silent' });

/** Hours, as in the product. */
const SESSION_MS = 12 * 3_600_000;
const IDLE_MS = 3_600_000;

/** The server's own code on a disk that has faults. Its process ends and starts; what the disk has stays. */
export class SimServer {
  readonly #parts: SimServerParts;
  readonly #kept = new Map<string, Kept>();
  #life: Life | undefined;
  #lives = 0;
  #writes = 0;
  #calm = false;

  constructor(parts: SimServerParts) {
    this.#parts = parts;
    this.start();
  }

  /** What the disk has of a database. */
  documents(database: string): readonly Saved[] {
    return this.#keptOf(database).documents as unknown as readonly Saved[];
  }

  document(database: string, id: string): Saved | undefined {
    return this.#keptOf(database).get(id) as unknown as Saved | undefined;
  }

  /** What has changed behind this place of a database's feed, in its order. */
  changedSince(database: string, since: number): readonly Change<Saved>[] {
    return this.#keptOf(database).changes(since, Number.POSITIVE_INFINITY) as unknown as readonly Change<Saved>[];
  }

  /** What a sign-in may hold by the server's word of this moment; asking is no use of it. */
  scopesOf(grant: string): readonly string[] | undefined {
    return this.#life?.open?.sessions.current(grant)?.scopes;
  }

  /** Refused entries that the disk has. */
  refused(database: string): readonly RefusedHere[] {
    const kept = this.#keptOf('refusals').documents as unknown as readonly RefusedHere[];
    return kept.filter(({ db }) => db === database);
  }

  get busy(): boolean {
    return this.#life?.busy ?? false;
  }

  /** Documents that were written so far. */
  get writes(): number {
    return this.#writes;
  }

  /** How often it has started. */
  get lives(): number {
    return this.#lives;
  }

  get ready(): boolean {
    return this.#life?.open !== undefined;
  }

  /** Told after every write that a life of the server has on its disk. */
  onWrite: (database: string, change: Change<Stored>) => void = () => {};

  diskStep(): void {
    this.#life?.step();
  }

  /** The process is killed: what was under way on the disk is done or not, and nobody is answered. */
  crash(): void {
    this.#life?.end();
    this.#life = undefined;
  }

  start(): void {
    if (this.#life?.failed) this.crash();
    if (this.#life) return;
    this.#lives += 1;
    const { slowDisk: slow, fullDisk: full, random } = this.#parts;
    const disk = new SimDisk({ random, slow, full });
    if (this.#calm) disk.calm();
    this.#life = new Life(this.#parts, disk, {
      kept: (name) => this.#keptOf(name),
      told: (database, change) => {
        this.#writes += 1;
        this.onWrite(database, change);
      },
    });
  }

  /** No more faults. */
  calm(): void {
    this.#calm = true;
    this.#life?.disk.calm();
  }

  /** A live connection, or why there is none. Returns how to leave it. */
  connect(token: string, line: Omit<Line, 'session'>): (() => void) | 'unreachable' | 'session-over' {
    return this.#life?.connect(token, line) ?? 'unreachable';
  }

  sessionOf(token: string): Session | undefined {
    return this.#life?.open?.sessions.of(token);
  }

  signIn(account: Account, claim: WorkstationClaim): Promise<SignedIn> {
    return this.#asked(async ({ sessions }) => {
      const begun = await sessions.begin(account, claim, { inFull: true });
      if (typeof begun === 'string') throw new WireFailure('server', begun);
      this.#parts.witness.signedIn(begun.session);
      return begun;
    });
  }

  async revoke(grant: string): Promise<void> {
    const atMs = this.#parts.now();
    await this.#asked(({ sessions }) => sessions.revoke(grant));
    this.#parts.witness.revoked(grant, atMs);
  }

  /** This person's role and wards are others now. Takes effect at once; resolves when the disk has it. */
  assign({ _id, role, wards }: Account): Promise<void> {
    return this.#asked(({ sessions }) => sessions.assign(_id, { role, wards }));
  }

  signOut(grant: string): Promise<void> {
    return this.#asked(({ sessions }) => sessions.end(grant));
  }

  /** Ends what has run out. */
  sweep(): void {
    this.#life?.sweep();
  }

  changes(token: string, database: string, at: Checkpoint | undefined, limit: number): Promise<Page> {
    return this.#asked(async ({ databases }, session) => {
      const open = found(databases, database);
      const asked = { since: at?.since ?? 0, lineage: at?.lineage ?? '', limit, scopes: session.scopes };
      const page = await changesPage(open, asked);
      this.#parts.witness.given(database, session, documentsIn(page.results));
      return pageFrom(page);
    }, token);
  }

  newest(token: string, database: string, limit: number, lineage: string): Promise<readonly Row[]> {
    return this.#asked(async ({ databases }, session) => {
      const page = await newestPage(found(databases, database), { limit, scopes: session.scopes, lineage });
      if (page.restarted) return [];
      this.#parts.witness.given(database, session, documentsIn(page.results));
      return rowsFrom(page.results);
    }, token);
  }

  push(token: string, database: string, parcels: readonly Parcel[], lineage?: string): Promise<readonly Answer[]> {
    const { random, faults } = this.#parts;
    const mood = this.#calm || faults === 0 ? 1 : random.next();
    return this.#asked(async ({ databases }, session) => {
      if (mood < faults) throw new WireFailure('server', 'server/failed');
      if (mood < 1.5 * faults && parcels.length > 1) throw new WireFailure('too-large', 'request/too-large');
      const open = found(databases, database);
      if (lineage !== undefined && !goesBy(lineage, await open.database.id(), session.scopes))
        throw new WireFailure('other-scope', 'database/other-scope');
      const failing = mood < 2.5 * faults ? parcels[0]?.id : undefined;
      const sent = parcels.filter(({ id, entries }) => id !== failing && entries.length > 0);
      const documents = sent.map(({ id, rev, entries }) => ({ id, rev, entries, view: {} }));
      const answers = await open.writer.push(documents, session);
      this.#parts.witness.given(database, session, documentsIn(answers));
      const left = parcels.filter((parcel) => !sent.includes(parcel));
      return answersFrom([...answers, ...left.map(({ id }) => ({ id, error: 'bad_request', reason: 'no entries' }))]);
    }, token);
  }

  /** Asks the server of this moment. Without a token only for what needs no session. */
  #asked<Result>(ask: (open: Open, session: Session) => Promise<Result>, token?: string): Promise<Result> {
    return this.#life?.asked(ask, token) ?? Promise.reject(new WireFailure('unreachable', 'the server is down'));
  }

  #keptOf(name: string): Kept {
    const kept = this.#kept.get(name) ?? new Kept(name);
    this.#kept.set(name, kept);
    return kept;
  }
}

interface OpenDatabase {
  readonly aggregate: AnyAggregate;
  readonly database: ConstructorParameters<typeof Writer>[0]['database'];
  readonly index: ScopeIndex;
  readonly writer: Writer;
}

interface Open {
  readonly sessions: Sessions;
  readonly databases: ReadonlyMap<string, OpenDatabase>;
}

interface Keeping {
  readonly kept: (name: string) => Kept;
  readonly told: (database: string, change: Change<Stored>) => void;
}

/** One process of the server, from its start to its end. */
class Life {
  readonly disk: SimDisk;
  open: Open | undefined;
  failed = false;
  readonly #parts: SimServerParts;
  readonly #lines = new Set<Line>();
  readonly #waiting = new Set<() => void>();
  readonly #pauses: (() => void)[] = [];
  #ended = false;

  constructor(parts: SimServerParts, disk: SimDisk, keeping: Keeping) {
    this.#parts = parts;
    this.disk = disk;
    this.#start(keeping).catch((trouble) => {
      if (!(trouble instanceof DiskFull)) throw trouble;
      this.failed = true; // Another start tries again.
    });
  }

  get busy(): boolean {
    return this.disk.busy || this.#pauses.length > 0;
  }

  /** Something on the disk goes on, and who waits before another attempt has waited long enough. */
  step(): void {
    this.disk.step();
    for (const over of this.#pauses.splice(0)) over();
  }

  #pause(): Promise<void> {
    return new Promise((over) => this.#pauses.push(over));
  }

  async #start({ kept, told }: Keeping): Promise<void> {
    const { aggregates, now } = this.#parts;
    const written = (database: string, change: Change<Stored>) => {
      told(database, change);
      if (!this.#ended) this.#publish(database, change as Change<StoredDocument>);
    };
    const pouch = pouchOn({ disk: this.disk, random: this.#parts.random, kept, told: written });
    const refusals = await openRefusals(pouch);
    const limits = { idleMs: IDLE_MS, absoluteMs: SESSION_MS, freshMs: Number.POSITIVE_INFINITY };
    const sessions = await openSessions(pouch, { now, ...limits, signatures });
    sessions.onEnd((grant) => {
      for (const line of [...this.#lines]) if (line.session.grant === grant) this.#cut(line, 'session/expired');
    });
    sessions.onChange((session) => {
      for (const line of this.#lines) if (line.session.grant === session.grant) this.#goOn(line, session);
    });
    for (const { _id, role, wards } of this.#parts.accounts()) await sessions.assign(_id, { role, wards });
    const databases = new Map<string, OpenDatabase>();
    for (const aggregate of aggregates) {
      const database = new pouch(aggregate.name) as unknown as OpenDatabase['database'];
      const writer = new Writer({ aggregate, database, refusals, sessions, signatures, log: silent, now });
      databases.set(aggregate.name, { aggregate, database, writer, index: new ScopeIndex(aggregate, database) });
    }
    this.open = { sessions, databases };
    const [rooms, stays] = [databases.get('rooms'), databases.get('stays')];
    if (rooms && stays) seatArbiter({ rooms, stays, now, log: silent, pause: () => this.#pause() } as unknown as Hall); // It asks for no more of a database.
  }

  end(): void {
    this.#ended = true;
    this.open = undefined;
    this.disk.kill();
    for (const lost of [...this.#waiting]) lost();
    for (const line of [...this.#lines]) this.#cut(line);
  }

  connect(token: string, told: Omit<Line, 'session'>): (() => void) | 'unreachable' | 'session-over' {
    if (!this.open) return 'unreachable';
    const session = this.open.sessions.of(token);
    if (!session) return 'session-over';
    const line = { ...told, session };
    this.#lines.add(line);
    line.goesOn(session); // it may have changed while the workstation was away
    return () => this.#lines.delete(line);
  }

  sweep(): void {
    for (const { session } of this.#lines) this.open?.sessions.touch(session.grant);
    this.open?.sessions.sweep();
  }

  asked<Result>(ask: (open: Open, session: Session) => Promise<Result>, token?: string): Promise<Result> {
    return new Promise((done, failed) => {
      const lost = () => failed(new WireFailure('unreachable', 'the server has ended'));
      if (!this.open) return lost();
      const session = token === undefined ? nobody : this.open.sessions.of(token);
      if (!session) return failed(new WireFailure('session-over', 'session/expired'));
      this.#waiting.add(lost);
      ask(this.open, session)
        .then(done, (trouble) =>
          failed(trouble instanceof WireFailure ? trouble : new WireFailure('server', `${trouble}`)),
        )
        .finally(() => this.#waiting.delete(lost));
    });
  }

  #goOn(line: Line, session: Session): void {
    line.session = session;
    line.goesOn(session);
  }

  #cut(line: Line, code?: string): void {
    this.#lines.delete(line);
    line.cut(code);
  }

  /** As the live hub does it: to those who may hold it with the document, to those who could that it has to leave. */
  #publish(database: string, change: Change<StoredDocument>): void {
    const aggregate = this.#parts.aggregates.find(({ name }) => name === database);
    if (!aggregate) return;
    for (const { session, rows } of this.#lines) {
      const row = rowFor(aggregate, change, session.scopes, 0);
      if (!row) continue;
      this.#parts.witness.given(database, session, documentsIn([row]));
      rows(database, rowsFrom([row]));
    }
  }
}

const nobody = { scopes: [] } as unknown as Session; // Signing in and out need none.

function documentsIn(rows: readonly object[]): readonly object[] {
  return rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc] : []));
}

function found(databases: Open['databases'], name: string): OpenDatabase {
  const open = databases.get(name);
  if (!open) throw new WireFailure('server', 'database/unknown');
  return open;
}
