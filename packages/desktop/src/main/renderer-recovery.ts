import type { RenderProcessGoneDetails } from 'electron';

export interface RendererDeath {
  /** Milliseconds of any steady clock. */
  readonly at: number;
  readonly reason: RenderProcessGoneDetails['reason'];
}

export type Recovery = 'none' | 'reload' | 'new-window' | 'safe-page';

/** Three deaths in this time mean that loading the page again will not help. */
const windowMs = 5 * 60_000;
const deathsTooMany = 3;

/**
 * What to do after the latest of these deaths: load the page again; in a new window when memory ran out, because the old
 * one's may not come back; the static page when the program itself is damaged or keeps dying.
 */
export function recoveryFor(deaths: readonly RendererDeath[], now: number): Recovery {
  const latest = deaths.at(-1);
  if (!latest || latest.reason === 'clean-exit') return 'none';
  if (latest.reason === 'integrity-failure' || latest.reason === 'launch-failed') return 'safe-page';
  if (deaths.filter((death) => now - death.at < windowMs).length >= deathsTooMany) return 'safe-page';
  return latest.reason === 'oom' || latest.reason === 'memory-eviction' ? 'new-window' : 'reload';
}
