import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { RequestProblem } from './problems.ts';

/** Takes one point of the key, or throws `request/too-many`. */
export async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (spent) {
    throw spent instanceof RateLimiterRes ? tooMany(spent.msBeforeNext) : spent;
  }
}

export function tooMany(waitMs: number): RequestProblem {
  return new RequestProblem('request/too-many', { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) });
}
