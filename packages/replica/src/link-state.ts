import type { SyncState } from './replica.ts';

/** What is known about the way to the server; wall ms. */
export interface LinkFacts {
  /** Has anybody signed in, and does the server still take the session? */
  readonly session: 'none' | 'begun' | 'over';
  /** `untried`: no attempt to connect has ended yet. */
  readonly line: 'untried' | 'up' | 'down';
  /** Every database has pulled what there was, and takes live rows. */
  readonly joined: boolean;
  readonly oldestUnsentMs: number | null;
  readonly refused: number;
  readonly nowMs: number;
}

/** An entry is normally answered for within a tenth of a second; what waits longer than this is no longer "just saved" (ms). */
export const UNSENT_TOO_LONG_MS = 5000;

/** Never `live` while something is older than five seconds unsent, or refused and nobody has dismissed it. */
export function linkFrom(facts: LinkFacts): SyncState['link'] {
  if (facts.session !== 'begun') return 'signed-out';
  if (facts.line === 'untried') return 'starting';
  if (facts.line === 'down') return 'disconnected';
  const tooLong = facts.oldestUnsentMs !== null && facts.nowMs - facts.oldestUnsentMs >= UNSENT_TOO_LONG_MS;
  return facts.joined && !tooLong && facts.refused === 0 ? 'live' : 'catching-up';
}
