import type { Connection, Connections } from '@healthcare/protocol';
import { Router } from 'express';
import { version } from '../http/health.ts';

/** `GET /api/connections`: which workstations are on the line now. Who may ask says the rights table. */
export function connectionRoutes(parts: {
  readonly connections: () => readonly Connection[];
  readonly now: () => number;
}) {
  const startedMs = parts.now();
  const router = Router();
  router.get('/', (_request, response) => {
    const answer: Connections = { version, startedMs, nowMs: parts.now(), connections: [...parts.connections()] };
    response.json(answer);
  });
  return router;
}
