/** How long something is, in the largest unit that people would say it in; whole numbers. */
export interface Span {
  readonly unit: 'minutes' | 'hours' | 'days';
  readonly n: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Below two of a unit the smaller one says it more exactly: 90 minutes, 36 hours, 2 days. */
export function spanOf(ms: number): Span {
  if (ms >= 2 * DAY_MS - HOUR_MS / 2) return { unit: 'days', n: Math.round(ms / DAY_MS) };
  if (ms >= 2 * HOUR_MS - MINUTE_MS / 2) return { unit: 'hours', n: Math.round(ms / HOUR_MS) };
  return { unit: 'minutes', n: Math.round(ms / MINUTE_MS) };
}
