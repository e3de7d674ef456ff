import type { NextFunction, Request, Response } from 'express';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { RequestProblem } from './problems.ts';
import { tokenOf } from './token.ts';

/**
 * Keeps one caller from taking the server away from the others. Callers with a good session are counted by session, because a
 * ward's workstations may share an address; all others by address.
 */
export function rateLimit(requestsPerTenSeconds: number, isSession: (token: string) => boolean) {
  const limiter = new RateLimiterMemory({ points: requestsPerTenSeconds, duration: 10 });
  return (request: Request, _response: Response, next: NextFunction): void => {
    const token = tokenOf(request);
    const key =
      token !== undefined && isSession(token) ? `session:${token}` : `address:${request.socket.remoteAddress}`;
    limiter.consume(key).then(
      () => next(),
      (spent: RateLimiterRes | Error) => next(tooMany(spent)),
    );
  };
}

/** Failed sign-ins slow down who makes them, not the person whose number they guess from elsewhere. */
export interface SignInBrake {
  check(address: string, login: string): Promise<void>;
  failed(address: string, login: string): Promise<void>;
  succeeded(address: string, login: string): Promise<void>;
}

export function signInBrake(): SignInBrake {
  const byLogin = new RateLimiterMemory({ points: 10, duration: 15 * 60 });
  const byAddress = new RateLimiterMemory({ points: 100, duration: 15 * 60 });
  const both = (address: string, login: string) =>
    [
      [byLogin, `${address} ${login}`],
      [byAddress, address],
    ] as const;
  return {
    async check(address, login) {
      for (const [limiter, key] of both(address, login)) {
        const spent = await limiter.get(key);
        if (spent !== null && spent.remainingPoints <= 0) throw tooMany(spent);
      }
    },
    async failed(address, login) {
      for (const [limiter, key] of both(address, login)) await limiter.penalty(key);
    },
    async succeeded(address, login) {
      await byLogin.delete(`${address} ${login}`);
    },
  };
}

function tooMany(spent: RateLimiterRes | Error): RequestProblem | Error {
  if (spent instanceof Error) return spent;
  return new RequestProblem('request/too-many', { retryAfter: Math.max(1, Math.ceil(spent.msBeforeNext / 1000)) });
}
