import { useNow } from '@healthcare/ui';

const HOUR_MS = 3_600_000;

/** Hours of the figures beside the board: a shift. */
export const FIGURE_HOURS = 8;

/** Midnight of the workstation's day, wall ms. */
export function midnightBefore(nowMs: number): number {
  const day = new Date(nowMs);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime();
}

/** The earlier of today's midnight and the beginning of the figures; moves on once an hour, so that one stream serves both. */
export function figuresSince(nowMs: number): number {
  const hourMs = nowMs - (nowMs % HOUR_MS);
  return Math.min(midnightBefore(nowMs), hourMs - (FIGURE_HOURS - 1) * HOUR_MS);
}

export function useTodayMs(): number {
  return midnightBefore(useNow(60_000));
}

export function useFiguresSince(): number {
  return figuresSince(useNow(60_000));
}
