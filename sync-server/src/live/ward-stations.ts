import { Shown, type StationsOfWard } from '@healthcare/protocol';
import { ShownOnStations } from './shown.ts';
import { type Hub, socketsIn, type WorkstationSocket } from './sockets.ts';
import { Together } from './together.ts';

interface Ward {
  readonly stations: ShownOnStations;
  /** What its stations are to be told next: documents, by database. */
  readonly waiting: Map<string, Set<string>>;
  /** Has a station come or gone since they were told of each other? */
  isChanged: boolean;
}

/** A workstation that is enrolled for a ward. */
export interface EnrolledStation {
  readonly id: string;
  readonly name: string;
}

const roomOf = (wardId: string): string => `stations ${wardId}`;

/** The connected stations of each ward, told of each other: which they are (W8), and on how many of them a document is shown (K3). */
export class WardStations {
  readonly #hub: Hub;
  /** Of what something can be shown. */
  readonly #databases: ReadonlySet<string>;
  readonly #wards = new Map<string, Ward>();
  readonly #together = new Together(
    () => this.#tellAll(),
    () => [...this.#wards.values()].some(({ waiting, isChanged }) => waiting.size > 0 || isChanged),
  );
  readonly #enrolledFor: (wardId: string) => readonly EnrolledStation[];

  /** `enrolledFor`: the stations that belong to a ward, on the line or not. */
  constructor(hub: Hub, databases: ReadonlySet<string>, enrolledFor: (wardId: string) => readonly EnrolledStation[]) {
    this.#hub = hub;
    this.#databases = databases;
    this.#enrolledFor = enrolledFor;
  }

  /** Enters the ward of the session, hears what is shown there, and leaves when the line ends. */
  follow(socket: WorkstationSocket): void {
    this.enter(socket);
    socket.on('shown', (message: unknown) => this.#told(socket, message));
    socket.on('disconnect', () => this.leave(socket));
  }

  enter(socket: WorkstationSocket): void {
    const { wardId, workstation } = socket.data.session;
    if (wardId === null) return;
    void socket.join(roomOf(wardId));
    this.#wardOf(wardId).stations.joined(workstation);
    this.#counted(wardId);
  }

  leave(socket: WorkstationSocket): void {
    const { wardId, workstation } = socket.data.session;
    if (wardId === null) return;
    void socket.leave(roomOf(wardId));
    if (this.#isStillConnected(wardId, workstation)) return;
    for (const [db, ids] of this.#wardOf(wardId).stations.left(workstation)) this.#changed(wardId, db, ids);
    this.#counted(wardId);
  }

  close(): void {
    this.#together.close();
  }

  #told(socket: WorkstationSocket, message: unknown): void {
    const { wardId, workstation } = socket.data.session;
    const shown = Shown.safeParse(message);
    if (wardId === null || !shown.success || !this.#databases.has(shown.data.db)) return;
    this.#changed(wardId, shown.data.db, this.#wardOf(wardId).stations.told(workstation, shown.data));
  }

  /** The ward has one station more or fewer: that is said of everything shown there. */
  #counted(wardId: string): void {
    const ward = this.#wardOf(wardId);
    const { stations } = ward;
    ward.isChanged = true;
    this.#together.more();
    for (const db of this.#databases) this.#changed(wardId, db, stations.all(db));
  }

  #changed(wardId: string, db: string, ids: readonly string[]): void {
    if (ids.length === 0) return;
    const { waiting } = this.#wardOf(wardId);
    waiting.set(db, new Set([...(waiting.get(db) ?? []), ...ids]));
    this.#together.more();
  }

  #tellAll(): void {
    for (const [wardId, ward] of this.#wards) {
      const { stations, waiting, isChanged } = ward;
      ward.isChanged = false;
      if (isChanged) this.#hub.to(roomOf(wardId)).emit('stations', this.#stationsOf(wardId));
      for (const [db, ids] of waiting) this.#hub.to(roomOf(wardId)).emit('delivery', stations.delivery(db, [...ids]));
      waiting.clear();
    }
  }

  #stationsOf(wardId: string): StationsOfWard {
    const enrolled = new Map(this.#enrolledFor(wardId).map(({ id, name }) => [id, name]));
    const since = new Map<string, number>();
    for (const { data } of socketsIn(this.#hub, roomOf(wardId))) {
      const { workstation } = data.session;
      since.set(workstation, Math.min(data.sinceMs, since.get(workstation) ?? data.sinceMs));
    }
    const stations = [...new Set([...since.keys(), ...enrolled.keys()])].map((workstation) => ({
      workstation,
      name: enrolled.get(workstation) ?? '',
      sinceMs: since.get(workstation) ?? null,
    }));
    const place = ({ sinceMs }: (typeof stations)[number]) => sinceMs ?? Number.MAX_SAFE_INTEGER;
    return {
      wardId,
      stations: stations.sort((a, b) => place(a) - place(b) || (a.workstation < b.workstation ? -1 : 1)),
    };
  }

  #wardOf(wardId: string): Ward {
    const ward = this.#wards.get(wardId) ?? { stations: new ShownOnStations(), waiting: new Map(), isChanged: false };
    this.#wards.set(wardId, ward);
    return ward;
  }

  /** A workstation can have two sockets for a moment, when it came back before the old one was seen to be dead. */
  #isStillConnected(wardId: string, workstation: string): boolean {
    return socketsIn(this.#hub, roomOf(wardId)).some(({ data }) => data.session.workstation === workstation);
  }
}
