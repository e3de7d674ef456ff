import type { ServerToWorkstation, Session, WorkstationToServer } from '@healthcare/protocol';
import type { Server, Socket } from 'socket.io';

/** What is known of a workstation's line. */
export interface SocketData {
  session: Session;
  /** Since when it is connected (wall ms). */
  sinceMs: number;
}
export type WorkstationSocket = Socket<WorkstationToServer, ServerToWorkstation, Record<string, never>, SocketData>;
export type Hub = Server<WorkstationToServer, ServerToWorkstation, Record<string, never>, SocketData>;

/** The sockets that have joined a room. */
export function socketsIn(hub: Hub, room: string): readonly WorkstationSocket[] {
  const { adapter, sockets } = hub.of('/');
  return [...(adapter.rooms.get(room) ?? [])].flatMap((id) => sockets.get(id) ?? []);
}
