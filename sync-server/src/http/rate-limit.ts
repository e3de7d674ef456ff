import type { NextFunction, Request, Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consume } from './limiter.ts';

/**
 * Keeps one caller from taking the server away from the others. Callers with a good session are counted by session, because a
 * ward's workstations may share an address; all others by address.
 */
export function rateLimit(requestsPerTenSeconds: number, grantOf: (request: Request) => string | undefined) {
  const limiter = new RateLimiterMemory({ points: requestsPerTenSeconds, duration: 10 });
  return (request: Request, _response: Response, next: NextFunction): void => {
    const grant = grantOf(request);
    const key = grant === undefined ? `address ${request.socket.remoteAddress}` : `grant ${grant}`;
    consume(limiter, key).then(() => next(), next);
  };
}
