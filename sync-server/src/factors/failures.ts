import { documentsOf, openDatabase, type Pouch, type Stored } from '../store/database.ts';

/** Consecutive failures of one factor of one account. */
interface FailureRecord extends Stored {
  readonly count: number;
  /** Wall ms of the server. */
  readonly waitUntilMs: number;
}

/** May this factor be tried now? `locked`: not before it is set up anew. */
export type Turn = 'now' | 'locked' | { readonly waitMs: number };

/**
 * Persistent counters, one per account and factor. Every try counts as failed, on the disk, before it is looked at, so that many at once
 * and a restart gain nothing; a success takes all of them back. Only who has shown the right password gets here, so no stranger can lock
 * anybody out.
 */
export interface Failures {
  /** Counts a try. */
  begin(user: string, factor: string): Promise<Turn>;
  /** The try held, or the factor was set up anew: the count begins again. */
  forget(user: string, factor: string): Promise<void>;
  /** How it stands, without counting. */
  stands(user: string, factor: string): Promise<Turn>;
  close(): Promise<void>;
}

/** Failures in a row that cost nothing: wet gloves, a code that runs out while it is typed. */
export const FREE_FAILURES = 10;
/** From then on only setting the factor up anew helps (NIST SP 800-63B-4, 3.2.2). */
export const MOST_FAILURES = 100;
const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 15 * 60_000;

export function openFailures(pouch: Pouch, now: () => number): Failures {
  const database = openDatabase<FailureRecord>(pouch, 'failures');
  const turns = new Map<string, Promise<unknown>>();

  const recordOf = async (_id: string): Promise<FailureRecord> =>
    (await documentsOf(database, [_id])).get(_id) ?? { _id, count: 0, waitUntilMs: 0 };
  function inTurn<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (turns.get(id) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => undefined); // whoever asked is told; the next in line is not
    turns.set(id, settled);
    void settled.then(() => {
      if (turns.get(id) === settled) turns.delete(id);
    });
    return turn;
  }

  return {
    begin: (user, factor) =>
      inTurn(idOf(user, factor), async () => {
        const record = await recordOf(idOf(user, factor));
        const turn = turnOf(record, now());
        if (turn !== 'now') return turn;
        const count = record.count + 1;
        await database.put({ ...record, count, waitUntilMs: now() + waitAfter(count) });
        return turn;
      }),
    forget: (user, factor) =>
      inTurn(idOf(user, factor), async () => {
        const record = await recordOf(idOf(user, factor));
        if (record.count > 0) await database.put({ ...record, count: 0, waitUntilMs: 0 });
      }),
    stands: async (user, factor) => turnOf(await recordOf(idOf(user, factor)), now()),
    async close() {
      await Promise.all(turns.values());
      await database.close();
    },
  };
}

function turnOf({ count, waitUntilMs }: FailureRecord, nowMs: number): Turn {
  if (count >= MOST_FAILURES) return 'locked';
  return waitUntilMs > nowMs ? { waitMs: waitUntilMs - nowMs } : 'now';
}

/** Nothing for the first ten, then twice as long each time. */
function waitAfter(count: number): number {
  return count < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE_FAILURES));
}

function idOf(user: string, factor: string): string {
  return `${factor}:${user}`;
}
