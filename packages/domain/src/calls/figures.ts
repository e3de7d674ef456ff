import { stampMs } from '../kernel/stamp.ts';
import type { CallView } from './view.ts';

/** K5. Durations in ms; null where no call of the span has got that far. */
export interface CallFigures {
  readonly medianToAccept: number | null;
  readonly medianToArrive: number | null;
  /** Nine of ten calls were accepted within this. */
  readonly p90ToAccept: number | null;
  /** Calls raised per hour, oldest first; the last hour is the one under way. */
  readonly byHour: readonly CallsOfHour[];
}

export interface CallsOfHour {
  /** Wall ms at which the hour begins. */
  readonly fromMs: number;
  readonly count: number;
}

const HOUR_MS = 3_600_000;

/** Figures of the calls raised in the `hours` up to `nowMs`, the hour under way included. Calls outside are passed over. */
export function figuresOf(calls: readonly CallView[], nowMs: number, hours: number): CallFigures {
  const lastMs = nowMs - (nowMs % HOUR_MS);
  const firstMs = lastMs - (hours - 1) * HOUR_MS;
  const within = calls.filter((call) => raisedWithin(call, firstMs, lastMs + HOUR_MS));
  const toAccept = durations(within, ({ acceptances }) => acceptances);
  return {
    medianToAccept: quantile(toAccept, 0.5),
    medianToArrive: quantile(
      durations(within, ({ arrivals }) => arrivals),
      0.5,
    ),
    p90ToAccept: quantile(toAccept, 0.9),
    byHour: Array.from({ length: hours }, (_, at) => callsFrom(within, firstMs + at * HOUR_MS)),
  };
}

/** How long from the raise to the first of the deeds, ms; null without any. A clock set back never makes it negative. */
export function tookFrom(call: CallView, deeds: CallView['arrivals']): number | null {
  if (!call.raisedAt || deeds.length === 0) return null;
  const firstMs = Math.min(...deeds.map(({ at }) => stampMs(at)));
  return Math.max(0, firstMs - stampMs(call.raisedAt));
}

/**
 * Nearest-rank quantile of ascending values (the smallest value with at least `share` of all at or below it), so the figure
 * is always a time that really happened. `share` in (0, 1]; null for no values.
 */
export function quantile(ascending: readonly number[], share: number): number | null {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? null;
}

function raisedWithin(call: CallView, fromMs: number, beforeMs: number): boolean {
  if (!call.raisedAt) return false;
  const atMs = stampMs(call.raisedAt);
  return atMs >= fromMs && atMs < beforeMs;
}

function durations(calls: readonly CallView[], deedsOf: (call: CallView) => CallView['arrivals']): readonly number[] {
  return calls.flatMap((call) => tookFrom(call, deedsOf(call)) ?? []).sort((a, b) => a - b);
}

function callsFrom(calls: readonly CallView[], fromMs: number): CallsOfHour {
  return { fromMs, count: calls.filter((call) => raisedWithin(call, fromMs, fromMs + HOUR_MS)).length };
}
