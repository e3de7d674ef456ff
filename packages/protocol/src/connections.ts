import { Role } from '@healthcare/domain';
import { z } from 'zod';
import { WorkstationClaim } from './session.ts';

/** A workstation whose line is up now, and under whose sign-in. */
export const Connection = z.object({
  workstation: z.string().max(24),
  kind: WorkstationClaim.shape.kind,
  wardId: z.string().max(20).nullable(),
  user: z.string().max(40),
  role: Role,
  /** Since when the line is up; server's wall ms. */
  sinceMs: z.number(),
});
export type Connection = Readonly<z.infer<typeof Connection>>;

/** `GET /api/connections`, for administrators. */
export const Connections = z.object({
  version: z.string().max(40),
  /** Server's wall ms of its start. */
  startedMs: z.number(),
  nowMs: z.number(),
  connections: z.array(Connection),
});
export type Connections = Readonly<z.infer<typeof Connections>>;
