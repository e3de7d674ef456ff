import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RequestProblem } from './problems.ts';

/** Where a sign-in is tried from. */
export interface SignInAttempt {
  readonly address: string;
  /** As it is looked up: one person, one spelling. */
  readonly login: string;
  readonly workstation: string;
  /** Somebody has signed in at this workstation before. It is counted apart, so that a stranger cannot lock a ward out. */
  readonly known: boolean;
}

/**
 * Slows down who guesses. Every attempt counts as failed until it has succeeded, so that many at once gain nothing. `begin` throws
 * `request/too-many` with the time to wait.
 */
export interface SignInBrake {
  begin(attempt: SignInAttempt): Promise<void>;
  succeeded(attempt: SignInAttempt): Promise<void>;
}

/** Consecutive failures of one account before it has to wait. */
export const FREE_FAILURES = 10;
const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** From one address, by workstations that nobody has signed in at before, in a quarter of an hour. */
const STRANGERS_FAILURES = 100;
/** Accounts that are remembered; beyond it those that need not wait are forgotten. */
const MOST_REMEMBERED = 10_000;

interface Failures {
  readonly count: number;
  readonly waitUntilMs: number;
}

export function signInBrake(now: () => number): SignInBrake {
  const strangers = new RateLimiterMemory({ points: STRANGERS_FAILURES, duration: 15 * 60 });
  const failures = new Map<string, Failures>();
  return {
    async begin(attempt) {
      if (!attempt.known) await consume(strangers, attempt.address);
      const key = keyOf(attempt);
      const { count, waitUntilMs } = failures.get(key) ?? { count: 0, waitUntilMs: 0 };
      const waitMs = waitUntilMs - now();
      if (waitMs > 0) throw tooMany(waitMs);
      if (failures.size >= MOST_REMEMBERED) forget(failures, now());
      failures.set(key, { count: count + 1, waitUntilMs: now() + waitAfter(count + 1) });
    },
    async succeeded(attempt) {
      failures.delete(keyOf(attempt));
      if (!attempt.known) await strangers.reward(attempt.address);
    },
  };
}

/** Nothing for the first ten, then twice as long each time. */
function waitAfter(count: number): number {
  return count < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE_FAILURES));
}

function keyOf({ login, workstation, known }: SignInAttempt): string {
  return known ? `${login} ${workstation}` : login;
}

function forget(failures: Map<string, Failures>, nowMs: number): void {
  for (const [key, { waitUntilMs }] of failures) if (waitUntilMs <= nowMs) failures.delete(key);
}

/** Takes one point of the key, or throws `request/too-many`. */
export async function consume(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (spent) {
    throw spent instanceof RateLimiterRes ? tooMany(spent.msBeforeNext) : spent;
  }
}

function tooMany(waitMs: number): RequestProblem {
  return new RequestProblem('request/too-many', { retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) });
}
