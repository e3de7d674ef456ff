import type { Server as HttpServer } from 'node:http';
import type { AnyAggregate } from '@healthcare/domain';
import {
  type LiveChanges,
  livePath,
  type ServerToWorkstation,
  type Session,
  Shown,
  type WorkstationToServer,
} from '@healthcare/protocol';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import { keysNow, keysOnceHeld } from '../gateway/scope.ts';
import { onTheWire, type StoredDocument } from '../gateway/unite.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { Change, Feed } from '../store/database.ts';
import { ShownOnStations } from './shown.ts';

interface SocketData {
  session: Session;
}
type WorkstationSocket = Socket<WorkstationToServer, ServerToWorkstation, Record<string, never>, SocketData>;
type Hub = Server<WorkstationToServer, ServerToWorkstation, Record<string, never>, SocketData>;

/** A workstation that does not read is cut off at this much (bytes): it pulls again when it is back. */
const MOST_WAITING = 8 * 1024 * 1024;

export interface LiveHubParts {
  readonly http: HttpServer;
  readonly databases: ReadonlyMap<string, OpenDatabase>;
  readonly sessions: Sessions;
  readonly allowedOrigins: readonly string[];
  readonly log: Logger;
}

export interface LiveHub {
  /** The sign-ins whose workstations are connected now. */
  grants(): readonly string[];
  close(): Promise<void>;
}

/** One socket per workstation; every change goes, with its document, to the rooms of the scopes that may hold it. */
export function liveHub({ http, databases, sessions, allowedOrigins, log }: LiveHubParts): LiveHub {
  const hub: Hub = new Server(http, {
    path: livePath,
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: 1_000_000,
    cors: { origin: [...allowedOrigins] },
    pingInterval: 5000,
    pingTimeout: 8000,
  });
  const feeds = [...databases.values()].map((open) => followChanges(hub, open, log));
  const wards = wardsOf(hub, new Set(databases.keys()));

  hub.use((socket, next) => {
    const token: unknown = socket.handshake.auth.token;
    const session = typeof token === 'string' ? sessions.of(token) : undefined;
    if (!session) return next(new Error('session/expired'));
    socket.data.session = session;
    next();
  });
  hub.on('connection', (socket) => {
    const { session } = socket.data;
    void socket.join([...session.scopes.map(roomOf), grantRoom(session.grant)]);
    if (session.wardId !== null) wards.join(socket, session.wardId);
  });
  sessions.onEnd((grant) => {
    hub.to(grantRoom(grant)).emit('sessionOver', { code: 'session/expired' });
    hub.in(grantRoom(grant)).disconnectSockets(true);
  });
  const crowded = setInterval(() => cutOffSlowReaders(hub, log), 1000);
  return {
    grants: () => [...hub.of('/').sockets.values()].map(({ data }) => data.session.grant),
    async close() {
      clearInterval(crowded);
      for (const feed of feeds) feed.cancel();
      await hub.close();
    },
  };
}

const roomOf = (scope: string): string => `scope ${scope}`;
const grantRoom = (grant: string): string => `grant ${grant}`;

interface Followed {
  cancel(): void;
}

/** Publishes every change of a database. A feed that breaks goes on after the last row it gave. */
function followChanges(hub: Hub, open: OpenDatabase, log: Logger, since: number | 'now' = 'now'): Followed {
  let last = since;
  let again: Followed | undefined;
  const feed: Feed<StoredDocument> = open.database
    .changes({ since, live: true, include_docs: true })
    .on('change', (change: Change<StoredDocument>) => {
      last = change.seq;
      publish(hub, open.aggregate, change);
    })
    .on('error', (error) => {
      log.error({ db: open.aggregate.name, error: error instanceof Error ? error.name : 'unknown' }, 'live feed broke');
      again = followChanges(hub, open, log, last);
    });
  return {
    cancel: () => {
      feed.cancel();
      again?.cancel();
    },
  };
}

function publish(hub: Hub, aggregate: AnyAggregate, { seq, id, doc }: Change<StoredDocument>): void {
  const now = keysNow(aggregate, doc).map(roomOf);
  const gone = keysOnceHeld(doc)
    .map(roomOf)
    .filter((room) => !now.includes(room));
  const row = { seq, id, changes: [{ rev: doc._rev }] };
  const message = (more: object): LiveChanges => ({ db: aggregate.name, rows: [{ ...row, ...more }] });
  if (now.length > 0) hub.to(now).emit('changes', message({ doc: onTheWire(doc) }));
  if (gone.length === 0) return;
  hub
    .to(gone)
    .except(now)
    .emit('changes', message({ removed: true }));
}

/** Tells the stations of each ward on how many of them a document is shown (K3). */
function wardsOf(hub: Hub, names: ReadonlySet<string>) {
  const wards = new Map<string, ShownOnStations>();
  return {
    join(socket: WorkstationSocket, wardId: string): void {
      const stations = wards.get(wardId) ?? new ShownOnStations();
      wards.set(wardId, stations);
      const { workstation } = socket.data.session;
      const room = `stations ${wardId}`;
      const tell = (db: string, ids: readonly string[]) => hub.to(room).emit('delivery', stations.delivery(db, ids));
      const tellAll = () => names.forEach((db) => void tell(db, stations.all(db)));
      void socket.join(room);
      stations.joined(workstation);
      tellAll();
      socket.on('shown', (message: unknown) => {
        const shown = Shown.safeParse(message);
        if (!shown.success || !names.has(shown.data.db)) return;
        tell(shown.data.db, stations.told(workstation, shown.data));
      });
      socket.on('disconnect', () => {
        if (isStillConnected(hub, room, workstation)) return;
        const shown = stations.left(workstation);
        for (const [db, ids] of shown) tell(db, ids);
        tellAll();
      });
    },
  };
}

/** A workstation can have two sockets for a moment, when it came back before the old one was seen to be dead. */
function isStillConnected(hub: Hub, room: string, workstation: string): boolean {
  const ids = hub.of('/').adapter.rooms.get(room) ?? new Set();
  return [...ids].some((id) => hub.of('/').sockets.get(id)?.data.session.workstation === workstation);
}

function cutOffSlowReaders(hub: Hub, log: Logger): void {
  for (const socket of hub.of('/').sockets.values()) {
    if (waitingBytes(socket) < MOST_WAITING) continue;
    log.warn({ workstation: socket.data.session.workstation }, 'cut off: it does not read');
    const { raw } = lineOf(socket);
    socket.disconnect(true);
    raw?.terminate(); // a polite goodbye would wait behind what it does not read
  }
}

/** The parts of a socket's connection that its types do not show: what the transport has taken, and what waits behind that. */
interface Line {
  readonly raw: { readonly bufferedAmount: number; terminate(): void } | undefined;
  readonly waiting: readonly { readonly data?: unknown }[];
}

function lineOf({ conn }: WorkstationSocket): Line {
  const { writeBuffer } = conn as unknown as { readonly writeBuffer?: Line['waiting'] };
  const { socket } = conn.transport as unknown as { readonly socket?: Line['raw'] };
  return { raw: socket, waiting: writeBuffer ?? [] };
}

function waitingBytes(socket: WorkstationSocket): number {
  const { raw, waiting } = lineOf(socket);
  const behind = waiting.reduce((sum, { data }) => sum + (typeof data === 'string' ? data.length : 0), 0);
  return (raw?.bufferedAmount ?? 0) + behind;
}
