/** What the sync state has to say, as facts; the words are this package's. Times are wall ms. */
export interface LinkFacts {
  readonly link: 'starting' | 'live' | 'catching-up' | 'disconnected' | 'signed-out';
  /** Since when the link stands as it does. */
  readonly sinceMs: number;
  readonly unsent: number;
  readonly oldestUnsentMs: number | null;
  readonly refused: number;
  /** Files that are kept here and not wholly on the server. */
  readonly filesToSend?: { readonly files: number; readonly done: number; readonly total: number } | null;
  readonly progress: { readonly done: number; readonly total: number } | null;
}

/** How old an unsent change may be before the state stops saying "live" (sync.md, "State shown"). */
export const LIVE_UNSENT_MS = 5000;

/** `sending` still says "live", but not in green: something is under way. */
export type LinkTone = 'live' | 'sending' | 'catching' | 'cut' | 'plain' | 'refused';

/** Green (`live`) only while the socket is up, nothing is refused and nothing is unsent, be it a file. */
export function linkTone(facts: LinkFacts, nowMs: number): LinkTone {
  if (facts.link === 'disconnected') return 'cut';
  if (facts.link === 'starting' || facts.link === 'signed-out') return 'plain';
  if (facts.refused > 0) return 'refused';
  if (facts.link === 'catching-up' || waitsTooLong(facts, nowMs)) return 'catching';
  return facts.unsent > 0 || facts.filesToSend ? 'sending' : 'live';
}

function waitsTooLong({ unsent, oldestUnsentMs }: LinkFacts, nowMs: number): boolean {
  return unsent > 0 && (oldestUnsentMs === null || nowMs - oldestUnsentMs >= LIVE_UNSENT_MS);
}
