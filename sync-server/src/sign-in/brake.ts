import { createHash } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consume, tooMany } from '../http/limiter.ts';
import { RequestProblem } from '../http/problems.ts';
import { openDatabase, type Pouch, type Stored } from '../store/database.ts';

/** One try to show who one is, and where it comes from. */
export interface Try {
  /** What is tried; each has its own count. */
  readonly factor: string;
  /** The account; where there is none, the login as it is looked up. */
  readonly subject: string;
  readonly address: string;
  readonly workstation: string;
  /** Somebody has signed in at this workstation before. It is counted apart, so that a stranger cannot lock a ward out. */
  readonly known: boolean;
}

/**
 * Slows down who guesses. Every try counts as failed until it has succeeded, so that many at once gain nothing. Counts outlive a restart.
 */
export interface Brake {
  /** Throws `request/too-many` with the time to wait, or `sign-in/locked` when only another binding helps. */
  begin(tried: Try): Promise<void>;
  succeeded(tried: Try): Promise<void>;
  /** The factor was set up anew (another password, another address): its failures are of the past. */
  bound(factor: string, subject: string): void;
  close(): Promise<void>;
}

/** What is tried with a password: at a sign-in, and by a peer. Another password binds all of them anew. */
export const triedByPassword = { signIn: 'password', peer: 'application-password' } as const;

/** Consecutive failures of one account and factor before it has to wait. */
export const FREE_FAILURES = 10;
/** And before waiting does not help any more (NIST SP 800-63B: no more than 100). */
export const MOST_FAILURES = 100;
const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** From one address, by workstations that nobody has signed in at before, in a quarter of an hour. */
const STRANGERS_FAILURES = 100;
/** Counts that are remembered; beyond it those that need not wait are forgotten. */
const MOST_REMEMBERED = 10_000;

interface Failures extends Stored {
  readonly count: number;
  readonly waitUntilMs: number;
}

export async function openBrake(pouch: Pouch, now: () => number): Promise<Brake> {
  const database = openDatabase<Failures>(pouch, 'sign-in-tries');
  const { rows } = await database.allDocs({ include_docs: true });
  const failures = new Map(rows.flatMap(({ doc }) => (doc ? [[doc._id, doc as Failures] as const] : [])));
  const strangers = new RateLimiterMemory({ points: STRANGERS_FAILURES, duration: 15 * 60 });
  const written = new Map<string, Promise<void>>();

  /** Nobody waits for the disk: the time of an answer must not tell whether something was written. */
  function keep(_id: string, next: Pick<Failures, 'count' | 'waitUntilMs'> | undefined): void {
    if (next) failures.set(_id, { _id, ...next });
    else failures.delete(_id);
    const write = async (): Promise<void> => {
      const _rev = await database.get(_id).then(
        (stored) => stored._rev,
        () => undefined, // not there yet
      );
      const current = failures.get(_id) ?? { _id, count: 0, waitUntilMs: 0 };
      if (_rev !== undefined || current.count > 0) await database.put({ ...current, _rev });
    };
    const turn = (written.get(_id) ?? Promise.resolve()).then(write).catch(() => undefined); // a count of one is at stake
    written.set(_id, turn);
    void turn.then(() => written.get(_id) === turn && written.delete(_id));
  }

  return {
    async begin(tried) {
      if (!tried.known) await consume(strangers, tried.address);
      const key = keyOf(tried);
      const { count, waitUntilMs } = failures.get(key) ?? { count: 0, waitUntilMs: 0 };
      if (count >= MOST_FAILURES) throw new RequestProblem('sign-in/locked');
      const waitMs = waitUntilMs - now();
      if (waitMs > 0) throw tooMany(waitMs);
      if (failures.size >= MOST_REMEMBERED)
        for (const [id, one] of failures)
          if (one.waitUntilMs <= now() && one.count < FREE_FAILURES) keep(id, undefined);
      keep(key, { count: count + 1, waitUntilMs: now() + waitAfter(count + 1) });
    },
    async succeeded(tried) {
      keep(keyOf(tried), undefined);
      if (!tried.known) await strangers.reward(tried.address);
    },
    bound(factor, subject) {
      const prefix = prefixOf(factor, subject);
      for (const id of failures.keys()) if (id.startsWith(prefix)) keep(id, undefined);
    },
    async close() {
      await Promise.all(written.values());
      await database.close();
    },
  };
}

/** Nothing for the first ten, then twice as long each time. */
function waitAfter(count: number): number {
  return count < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE_FAILURES));
}

function keyOf({ factor, subject, workstation, known }: Try): string {
  return prefixOf(factor, subject) + (known ? workstation : 'strangers');
}

/** Hashed: people type passwords into the field for their number. */
function prefixOf(factor: string, subject: string): string {
  return `${factor} ${createHash('sha256').update(subject).digest('base64url').slice(0, 22)} `;
}
