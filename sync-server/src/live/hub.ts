import type { Server as HttpServer } from 'node:http';
import {
  type Connection,
  type KeptRefusal,
  type LiveChanges,
  liveMethod,
  livePath,
  type ProtocolRange,
  protocolProblem,
  type Session,
} from '@healthcare/protocol';
import type { Logger } from 'pino';
import { Server } from 'socket.io';
import type { OpenDatabase } from '../gateway/database-routes.ts';
import { seesRefusal } from '../refusals/who-sees.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { ProofDemand } from '../workstations/index.ts';
import { Publisher, type Rooms } from './publisher.ts';
import { type Hub, type SocketData, socketsIn, type WorkstationSocket } from './sockets.ts';
import { type EnrolledStation, WardStations } from './ward-stations.ts';

/** A workstation that does not read is cut off at this much (bytes): it pulls again when it is back. */
const MOST_WAITING = 8 * 1024 * 1024;

export interface LiveHubParts {
  readonly http: HttpServer;
  readonly databases: ReadonlyMap<string, OpenDatabase>;
  readonly sessions: Sessions;
  readonly demand: Pick<ProofDemand, 'troubleOf'>;
  /** The ward workstations that belong to a ward, on the line or not. */
  readonly enrolledFor: (wardId: string) => readonly EnrolledStation[];
  readonly allowedOrigins: readonly string[];
  readonly log: Logger;
  readonly protocol: ProtocolRange;
  readonly now: () => number;
}

export interface LiveHub {
  /** The sign-ins whose workstations are connected now. */
  grants(): readonly string[];
  /** The same, as an administrator is told of them. */
  connections(): readonly Connection[];
  /** Tells a refusal that is new, or handled, to everybody connected who may see it. */
  refused(kept: KeptRefusal): void;
  close(): Promise<void>;
}

/** One socket per workstation; every change goes, with its document, to the rooms of the scopes that may hold it. */
export function liveHub(parts: LiveHubParts): LiveHub {
  const { http, databases, sessions, demand, allowedOrigins, log, protocol, now } = parts;
  const hub: Hub = new Server(http, {
    path: livePath,
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: 1_000_000,
    cors: { origin: [...allowedOrigins] },
    pingInterval: 5000,
    pingTimeout: 8000,
  });
  const publishers = [...databases.values()].map(({ aggregate, pulse }) => {
    const publisher = new Publisher(aggregate, (rooms, message) => toRooms(hub, rooms, message));
    pulse.onChange((change) => publisher.take(change));
    return publisher;
  });
  const wards = new WardStations(hub, new Set(databases.keys()), parts.enrolledFor);

  hub.use((socket, next) => {
    const problem = protocolProblem(socket.handshake.auth.protocol, protocol);
    if (problem) return next(new Error(problem === 'malformed' ? 'request/wrong-shape' : problem));
    const token: unknown = socket.handshake.auth.token;
    const session = typeof token === 'string' ? sessions.of(token) : undefined;
    if (!session) return next(new Error(typeof token === 'string' ? sessions.whyNot(token) : 'session/missing'));
    const proof: unknown = socket.handshake.auth.proof;
    const header = typeof proof === 'string' ? proof : undefined;
    const asked = { header, method: liveMethod, path: livePath, token: token as string };
    const unproven = demand.troubleOf(asked, session.workstation);
    if (unproven) return next(Object.assign(new Error(unproven), { data: { serverTimeMs: now() } }));
    socket.data.session = session;
    socket.data.sinceMs = now();
    next();
  });
  hub.on('connection', (socket) => {
    const { session } = socket.data;
    void socket.join([...session.scopes.map(roomOf), grantRoom(session.grant)]);
    wards.follow(socket);
    socket.emit('session', session); // it may have changed while the workstation was away
  });
  sessions.onChange((session) => {
    for (const socket of socketsIn(hub, grantRoom(session.grant))) changeOver(socket, session, wards);
  });
  sessions.onEnd((grant, code) => {
    hub.to(grantRoom(grant)).emit('sessionOver', { code });
    hub.in(grantRoom(grant)).disconnectSockets(true);
  });
  const crowded = setInterval(() => cutOffSlowReaders(hub, log), 1000);
  return {
    grants: () => [...hub.of('/').sockets.values()].map(({ data }) => data.session.grant),
    connections: () => [...hub.of('/').sockets.values()].map(({ data }) => connectionOf(data)),
    refused(kept) {
      const act = { author: kept.entry.by.user, scopes: kept.scopes };
      for (const socket of hub.of('/').sockets.values())
        if (seesRefusal(socket.data.session, act)) socket.emit('refusals', { refusals: [kept], more: false });
    },
    async close() {
      clearInterval(crowded);
      for (const publisher of publishers) publisher.close();
      wards.close();
      await hub.close();
    },
  };
}

function connectionOf({ session, sinceMs }: SocketData): Connection {
  const { workstation, kind, wardId, user, role } = session;
  return { workstation, kind, wardId, user, role, sinceMs };
}

const roomOf = (scope: string): string => `scope ${scope}`;
const grantRoom = (grant: string): string => `grant ${grant}`;

function toRooms(hub: Hub, { to, except }: Rooms, message: LiveChanges): void {
  hub.to(to.map(roomOf)).except(except.map(roomOf)).emit('changes', message);
}

/** The next change goes by what the session may read now. The workstation is told before that, so that it starts over in time. */
function changeOver(socket: WorkstationSocket, session: Session, wards: WardStations): void {
  const before = socket.data.session;
  for (const scope of before.scopes) if (!session.scopes.includes(scope)) void socket.leave(roomOf(scope));
  void socket.join(session.scopes.map(roomOf));
  const moves = before.wardId !== session.wardId;
  if (moves) wards.leave(socket);
  socket.data.session = session;
  socket.emit('session', session);
  if (moves) wards.enter(socket);
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
