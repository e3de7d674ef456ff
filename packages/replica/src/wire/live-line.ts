import {
  type Delivery,
  isProtocolProblem,
  liveMethod,
  livePath,
  protocol as own,
  type ProtocolProblem,
  type ServerToWorkstation,
  Session,
  type Shown,
  StationsOfWard,
  type WorkstationToServer,
} from '@healthcare/protocol';
import { io, type Socket } from 'socket.io-client';
import type { Row } from '../core/index.ts';
import type { Prover } from '../identity/index.ts';
import { Timers } from '../timers.ts';
import type { Address } from './request.ts';
import { rowsFrom } from './rows.ts';

export interface LiveEvents {
  connected(): void;
  /** Also when an attempt to connect has failed. */
  disconnected(): void;
  rows(db: string, rows: readonly Row[]): void;
  delivery(delivery: Delivery): void;
  /** The workstations of the ward, when the line is up and whenever one has come or gone. */
  stations(stations: StationsOfWard): void;
  /** The session as it is now, when the line is up and whenever it has changed. */
  session(session: Session): void;
  /** As it came: whoever takes it checks it. */
  refusals(message: unknown): void;
  /** The server does not take this session any more. */
  sessionOver(code: string): void;
  /** The two programs do not understand each other; nothing was lost, and trying again soon does not help. */
  otherVersion(code: ProtocolProblem): void;
  /** A message that is not what the protocol says: what it told is missing here. */
  unreadable(trouble: unknown): void;
}

/** The one connection of a workstation. Comes back by itself until it is closed. */
export interface LiveLine {
  readonly connected: boolean;
  /** Connects, or breaks the connection off and makes a new one: the token may be another. */
  connect(): void;
  disconnect(): void;
  /** Tries now instead of at the next turn. */
  hurry(): void;
  tellShown(shown: Shown): void;
  close(): void;
}

/**
 * A hospital's terminals must not come back in the same instant: after a long outage their delays are spread over three seconds, so
 * that of four hundred lines no second sees more than half made anew (`npm run bench -- fleet`).
 */
const RECONNECT = { reconnectionDelay: 300, reconnectionDelayMax: 3000, randomizationFactor: 0.5, timeout: 8000 };
/** The timer of the next try after a proof that came late. */
const LATE = 'late';

/** Makes the line; it stays silent until `connect`. */
export function liveLine(address: Address, events: LiveEvents): LiveLine {
  const { serverUrl, prover, token, protocol = own.newest } = address;
  const options = { path: livePath, transports: ['websocket'], autoConnect: false, forceNew: true, ...RECONNECT };
  const auth = (give: (auth: object) => void): void => {
    const known = token() ?? '';
    const asked = { method: liveMethod, path: livePath, token: known };
    const proof = Promise.resolve(prover?.header(asked)).catch(() => undefined); // a key that is gone: the server says so
    void proof.then((header) => give({ token: known, protocol, ...(header && { proof: header }) }));
  };
  const socket: Socket<ServerToWorkstation, WorkstationToServer> =
    serverUrl === '' ? io({ ...options, auth }) : io(serverUrl, { ...options, auth });
  /** Proofs in a row that came late (N13). */
  let late = 0;
  const timers = new Timers();
  const connect = (): void => {
    timers.stop(LATE);
    socket.disconnect().connect();
  };
  const disconnect = (): void => {
    timers.stop(LATE);
    socket.disconnect();
  };
  socket.on('connect', () => {
    late = 0;
    events.connected();
  });
  socket.on('disconnect', (reason) => {
    events.disconnected();
    // socket.io does not come back by itself from this one; the server says `sessionOver` before when it means it.
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', (error) => {
    const { message } = error;
    if (message === 'workstation/proof-late') {
      inServerTime(error, prover);
      timers.after(LATE, waitAfterLate(late), connect);
      late += 1;
    } else if (/^(session|workstation)\//.test(message)) events.sessionOver(message);
    if (isProtocolProblem(message)) events.otherVersion(message);
    events.disconnected();
  });
  socket.on('changes', (message) => takeRows(message, events));
  socket.on('refusals', (message) => events.refusals(message));
  socket.on('delivery', (message) => events.delivery(message));
  socket.on('stations', (message) => {
    const stations = StationsOfWard.safeParse(message);
    if (stations.success) events.stations(stations.data);
    else events.unreadable(stations.error);
  });
  socket.on('session', (message) => {
    const session = Session.safeParse(message);
    if (session.success) events.session(session.data);
    else events.unreadable(session.error);
  });
  socket.on('sessionOver', ({ code }) => {
    disconnect();
    events.sessionOver(code);
  });
  return {
    get connected() {
      return socket.connected;
    },
    connect,
    disconnect,
    hurry: () => {
      if (!socket.connected) connect();
    },
    tellShown: (shown) => void (socket.connected && socket.emit('shown', shown)),
    close: disconnect,
  };
}

/** The first time at once, in the server's time. A clock that jumps again meanwhile costs waiting (ms), never the session. */
function waitAfterLate(before: number): number {
  const { reconnectionDelay, reconnectionDelayMax } = RECONNECT;
  return before === 0 ? 0 : Math.min(reconnectionDelayMax, reconnectionDelay * 2 ** Math.min(before, 10));
}

/** The clock here is wrong; the next try is made in the server's time. */
function inServerTime(error: Error, prover: Prover | undefined): void {
  const { data } = error as { readonly data?: { readonly serverTimeMs?: unknown } };
  if (typeof data?.serverTimeMs === 'number') prover?.heard(data.serverTimeMs);
}

function takeRows(message: unknown, events: LiveEvents): void {
  try {
    const { db, rows } = message as { readonly db: unknown; readonly rows: unknown };
    events.rows(String(db), rowsFrom(rows));
  } catch (trouble) {
    events.unreadable(trouble);
  }
}
