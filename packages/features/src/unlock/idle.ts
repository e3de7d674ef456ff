/** `warn`: the screen is about to be locked, and any press or key keeps it. */
export type Idle = { readonly phase: 'here' | 'locked' } | { readonly phase: 'warn'; readonly leftMs: number };

/** Long enough to come back to the screen from the other end of the desk (WCAG 2.2.1 asks for at least 20 s). */
const WARNING_MS = 30_000;

/** After so long without a touch; wall ms, so that a machine that slept is locked when it wakes. */
export function idleFrom(idleMs: number, lockMs: number): Idle {
  const leftMs = lockMs - idleMs;
  if (leftMs <= 0) return { phase: 'locked' };
  return leftMs <= Math.min(WARNING_MS, lockMs / 2) ? { phase: 'warn', leftMs } : { phase: 'here' };
}
