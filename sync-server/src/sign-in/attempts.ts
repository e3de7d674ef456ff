import { randomBytes } from 'node:crypto';
import type { Language, WorkstationClaim } from '@healthcare/protocol';
import type { Account } from '../sessions/accounts.ts';

/** Somebody whose password was right, on the way to the second step. */
export interface Attempt {
  readonly id: string;
  readonly account: Account;
  readonly claim: WorkstationClaim;
  readonly language: Language;
  readonly address: string;
  /** The second step was taken. */
  readonly proven?: true;
}

/** In memory: after a restart somebody begins again with the password, and nothing they had counts any more. */
export interface Attempts {
  begin(given: Omit<Attempt, 'id'>): Attempt;
  look(id: string): Attempt | undefined;
  /** Its second step was taken: what is missing still is set up within it. */
  prove(id: string): void;
  /** Ends it. Of two who come together only one is answered with it. */
  take(id: string): Attempt | undefined;
}

/** Longer than the code of a mail, so that a second one can be asked for (ms). */
const LASTS_MS = 30 * 60_000;
/** The oldest go first. Each costs a right password, so this is a whole hospital at the change of shift. */
const MOST_KEPT = 20_000;

export function openAttempts(now: () => number): Attempts {
  const kept = new Map<string, Attempt & { readonly untilMs: number }>();
  const look = (id: string): Attempt | undefined => {
    const found = kept.get(id);
    return found && now() < found.untilMs ? found : undefined;
  };
  return {
    look,
    begin(given) {
      const attempt = { ...given, id: randomBytes(24).toString('base64url'), untilMs: now() + LASTS_MS };
      kept.set(attempt.id, attempt);
      for (const [id, { untilMs }] of kept) {
        if (untilMs > now() && kept.size <= MOST_KEPT) break; // they stand in the order of their ends
        kept.delete(id);
      }
      return attempt;
    },
    prove(id) {
      const found = kept.get(id);
      if (found) kept.set(id, { ...found, proven: true }); // at the place it has
    },
    take(id) {
      const found = look(id);
      kept.delete(id);
      return found;
    },
  };
}
