import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { couchSurface } from '../gateway/couch-surface.ts';
import { databaseRoutes, type OpenDatabase } from '../gateway/database-routes.ts';
import type { Refusals } from '../refusals/refusals.ts';
import type { Accounts } from '../sessions/accounts.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { Pouch } from '../store/database.ts';
import { sessionOf } from './authorisation.ts';
import { bodyShape } from './body-shape.ts';
import { problemHandler, RequestProblem, route } from './problems.ts';
import { rateLimit } from './rate-limit.ts';
import { crossOrigin, securityHeaders } from './security-headers.ts';
import { sessionRoutes } from './session-routes.ts';

export interface AppParts {
  readonly config: Config;
  readonly pouch: Pouch;
  readonly databases: ReadonlyMap<string, OpenDatabase>;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly refusals: Refusals;
  readonly log: Logger;
  readonly isStopping: () => boolean;
}

/** Every HTTP path of the server. Nothing but sign-in, health and the UI's own files answers without a session. */
export function appFrom({ config, sessions, log, ...parts }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(securityHeaders, crossOrigin(config.allowedOrigins));
  app.get('/health', (_request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.json({
      status: 'ok',
      version: '0.1.0',
      databases: [...parts.databases.keys()],
      time: new Date().toISOString(),
    });
  });
  app.use(['/api', '/db'], (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next(parts.isStopping() ? new RequestProblem('server/stopping', { retryAfter: 2 }) : undefined);
  });
  app.use(
    ['/api', '/db'],
    rateLimit(config.requestsPerTenSeconds, (token) => sessions.of(token) !== undefined),
  );
  app.use(['/api', '/db'], express.json({ limit: '1mb', strict: true, type: () => true }), bodyShape);
  app.use('/api/session', sessionRoutes({ accounts: parts.accounts, sessions, log }));
  app.get(
    '/api/refusals',
    route(async (request, response) => {
      response.json({ refusals: await parts.refusals.listFor(sessionOf(request, sessions)) });
    }),
  );
  const surface = couchSurface(parts.pouch, config.data);
  app.use('/db', databaseRoutes({ databases: parts.databases, sessions, couchSurface: surface }));
  if (config.webRoot) serveUi(app, config.webRoot);
  app.use((_request, _response, next) => next(new RequestProblem('request/not-found')));
  app.use(problemHandler(log));
  return app;
}

/** Hashed files never change; the page and its service worker are asked for every time. */
function serveUi(app: Express, webRoot: string): void {
  if (!existsSync(join(webRoot, 'index.html'))) return;
  app.use('/assets', express.static(join(webRoot, 'assets'), { immutable: true, maxAge: '1y', fallthrough: true }));
  app.use(
    express.static(webRoot, {
      setHeaders: (response) => {
        response.setHeader('Cache-Control', 'no-cache');
      },
    }),
  );
}
