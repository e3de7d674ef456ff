import type { Server as HttpServer } from 'node:http';
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
const MOST_BUFFERED = 8 * 1024 * 1024;

export interface LiveHubParts {
  readonly http: HttpServer;
  readonly databases: ReadonlyMap<string, OpenDatabase>;
  readonly sessions: Sessions;
  readonly allowedOrigins: readonly string[];
  readonly log: Logger;
}

/** One socket per workstation; every change goes, with its document, to the rooms of the scopes that may hold it. */
export function liveHub({ http, databases, sessions, allowedOrigins, log }: LiveHubParts): { close(): Promise<void> } {
  const hub: Hub = new Server(http, {
    path: livePath,
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: 1_000_000,
    cors: { origin: [...allowedOrigins] },
    pingInterval: 5000,
    pingTimeout: 8000,
  });
  const wards = new Map<string, ShownOnStations>();
  const feeds = [...databases.values()].map((open) => followChanges(hub, open, log));

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
    const stillUsed = setInterval(() => sessions.of(String(socket.handshake.auth.token)), 60_000);
    socket.on('disconnect', () => clearInterval(stillUsed));
    if (session.wardId !== null) joinWard(hub, wards, socket, session.wardId);
  });
  sessions.onEnd((grant) => {
    hub.to(grantRoom(grant)).emit('sessionOver', { code: 'session/expired' });
    hub.in(grantRoom(grant)).disconnectSockets(true);
  });
  const crowded = setInterval(() => cutOffSlowReaders(hub, log), 1000);
  return {
    async close() {
      clearInterval(crowded);
      for (const feed of feeds) feed.cancel();
      await hub.close();
    },
  };
}

const roomOf = (scope: string): string => `scope ${scope}`;
const grantRoom = (grant: string): string => `grant ${grant}`;

function followChanges(hub: Hub, { aggregate, database }: OpenDatabase, log: Logger): Feed<StoredDocument> {
  return database
    .changes({ since: 'now', live: true, include_docs: true })
    .on('change', (change: Change<StoredDocument>) => {
      const now = aggregate.scopes(change.doc).map(roomOf);
      const gone = change.doc.ever.map(roomOf).filter((room) => !now.includes(room));
      const row = { seq: change.seq, id: change.id, changes: [{ rev: change.doc._rev }] };
      const message = (more: object): LiveChanges => ({ db: aggregate.name, rows: [{ ...row, ...more }] });
      if (now.length > 0) hub.to(now).emit('changes', message({ doc: onTheWire(change.doc) }));
      if (gone.length > 0)
        hub
          .to(gone)
          .except(now)
          .emit('changes', message({ removed: true }));
    })
    .on('error', (error) => log.error({ db: aggregate.name, error: String(error) }, 'live feed broke'));
}

/** Tells the stations of a ward on how many of them its calls are shown. */
function joinWard(hub: Hub, wards: Map<string, ShownOnStations>, socket: WorkstationSocket, wardId: string): void {
  const stations = wards.get(wardId) ?? new ShownOnStations();
  wards.set(wardId, stations);
  const { workstation } = socket.data.session;
  const room = `stations ${wardId}`;
  void socket.join(room);
  stations.joined(workstation);
  const tell = (db: string, ids: readonly string[]) => hub.to(room).emit('delivery', stations.delivery(db, ids));
  tell('calls', stations.all('calls'));
  socket.on('shown', (message: unknown) => {
    const shown = Shown.safeParse(message);
    if (!shown.success) return;
    const changed = stations.told(workstation, shown.data);
    if (changed.length > 0) tell(shown.data.db, changed);
    socket.emit('delivery', stations.delivery(shown.data.db, shown.data.ids));
  });
  socket.on('disconnect', () => {
    const others = [...hub.of('/').sockets.values()].some(
      (other) => other !== socket && other.data.session?.workstation === workstation,
    );
    if (others) return;
    stations.left(workstation);
    tell('calls', stations.all('calls'));
  });
}

function cutOffSlowReaders(hub: Hub, log: Logger): void {
  for (const socket of hub.of('/').sockets.values()) {
    const transport = Reflect.get(socket.conn, 'transport') as {
      readonly socket?: { readonly bufferedAmount?: number };
    };
    if ((transport.socket?.bufferedAmount ?? 0) < MOST_BUFFERED) continue;
    log.warn({ workstation: socket.data.session.workstation }, 'cut off: it does not read');
    socket.disconnect(true);
  }
}
