import { type ProblemCode, problems } from '@healthcare/protocol';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { faultOf } from '../log/fault.ts';

/** What is wrong with a request; thrown by routes, answered as RFC 9457. */
export class RequestProblem extends Error {
  readonly code: ProblemCode;
  readonly about: string | undefined;
  readonly retryAfter: number | undefined;
  readonly serverTimeMs: number | undefined;
  constructor(
    code: ProblemCode,
    more: { readonly about?: string; readonly retryAfter?: number; readonly serverTimeMs?: number } = {},
  ) {
    super(code);
    this.code = code;
    this.about = more.about;
    this.retryAfter = more.retryAfter;
    this.serverTimeMs = more.serverTimeMs;
  }
}

/** CouchDB's short names, for clients that know only those. */
const couchError: Readonly<Partial<Record<number, string>>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'too_large',
  429: 'too_many_requests',
  503: 'unavailable',
};

export function answerProblem(response: Response, problem: RequestProblem): void {
  const { status, title } = problems[problem.code];
  response.locals.problem = problem.code;
  if (problem.retryAfter !== undefined) response.setHeader('Retry-After', String(problem.retryAfter));
  response.status(status).type('application/problem+json');
  response.send(
    JSON.stringify({
      type: `/problems/${problem.code}`,
      title,
      status,
      code: problem.code,
      ...(problem.about !== undefined && { about: problem.about }),
      ...(problem.retryAfter !== undefined && { retryAfter: problem.retryAfter }),
      ...(problem.serverTimeMs !== undefined && { serverTimeMs: problem.serverTimeMs }),
      error: couchError[status] ?? 'internal_server_error',
      reason: problem.about === undefined ? title : `${title}: ${problem.about}`,
    }),
  );
}

/** The last handler: whatever a route throws becomes a problem; what nobody expected is logged by name, never with content. */
export function problemHandler(log: Logger) {
  return (error: unknown, request: Request, response: Response, next: NextFunction): void => {
    const problem = problemFrom(error);
    const entry = {
      code: problem.code,
      // Only our own field names: an address can hold anything that somebody typed.
      ...(problem.code === 'request/wrong-shape' && { about: problem.about }),
      method: request.method,
      status: problems[problem.code].status,
    };
    if (problem.code === 'server/failed') log.error({ ...entry, ...faultOf(error) }, 'request failed');
    else log.info(entry, 'request refused');
    if (response.headersSent) next(error);
    else answerProblem(response, problem);
  };
}

function problemFrom(error: unknown): RequestProblem {
  if (error instanceof RequestProblem) return error;
  const type = fieldOf(error, 'type');
  if (type === 'entity.parse.failed') return new RequestProblem('request/malformed-json');
  if (type === 'entity.too.large') return new RequestProblem('request/too-large', { about: '1 MB' });
  if (error instanceof URIError) return new RequestProblem('request/wrong-shape', { about: 'address' });
  const status = fieldOf(error, 'status');
  if (status === 413) return new RequestProblem('request/too-large');
  if (status === 404) return new RequestProblem('request/not-found');
  if (typeof status === 'number' && status >= 400 && status < 500) return new RequestProblem('request/wrong-shape');
  return new RequestProblem('server/failed');
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Express 4 does not see a rejected promise by itself. */
export function route(work: (request: Request, response: Response) => Promise<void> | void) {
  return (request: Request, response: Response, next: NextFunction): void => {
    Promise.resolve()
      .then(() => work(request, response))
      .catch(next);
  };
}
