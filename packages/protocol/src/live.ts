import { z } from 'zod';
import { ChangeRow } from './database.ts';
import type { KeptRefusals } from './refusals.ts';
import type { Session } from './session.ts';

/**
 * The one socket of a workstation. It authenticates with `{ token, protocol }` in the handshake and joins a room per scope it may read.
 * Path `/live`.
 */
export const livePath = '/live';

/** Server → workstation: rows of one database, with their documents. */
export const LiveChanges = z.object({ db: z.string(), rows: z.array(ChangeRow) });
export type LiveChanges = Readonly<z.infer<typeof LiveChanges>>;

/** Workstation → server: documents that are painted on a screen here. Told again after every connect: the server keeps it in memory. */
export const Shown = z.object({ db: z.string().max(40), ids: z.array(z.string().max(64)).max(2000) });
export type Shown = Readonly<z.infer<typeof Shown>>;

/** Server → workstation: on how many of the ward's connected stations a document is shown (K3). */
export const Delivery = z.object({
  db: z.string(),
  items: z.array(z.object({ id: z.string(), shown: z.number().int().nonnegative() })),
  /** Connected stations of the ward. */
  stations: z.number().int().nonnegative(),
});
export type Delivery = Readonly<z.infer<typeof Delivery>>;

/** Server → workstation: the workstations of its ward (W8), those on the line first, the longest connected at the head. */
export const StationsOfWard = z.object({
  wardId: z.string(),
  stations: z.array(
    z.object({
      workstation: z.string(),
      /** As it was enrolled; empty for one that is older than enrolment. */
      name: z.string(),
      /** Since when it is on the line, server's wall ms; null while it is not. */
      sinceMs: z.number().nullable(),
    }),
  ),
});
export type StationsOfWard = Readonly<z.infer<typeof StationsOfWard>>;

/** Server → workstation, before it closes the socket: why this session may not go on. */
export const SessionOver = z.object({ code: z.string() });
export type SessionOver = Readonly<z.infer<typeof SessionOver>>;

export interface ServerToWorkstation {
  changes(message: LiveChanges): void;
  delivery(message: Delivery): void;
  /** Told when the line is up, and whenever one has come or gone. */
  stations(message: StationsOfWard): void;
  /** Refusals that are new, or that somebody has handled, and that this session may see. */
  refusals(message: KeptRefusals): void;
  sessionOver(message: SessionOver): void;
  /**
   * The session as it is now: told when the line is up, and again when role, wards or scopes have changed. Rows that come after it
   * are of its scopes.
   */
  session(message: Session): void;
}

export interface WorkstationToServer {
  shown(message: Shown): void;
}
