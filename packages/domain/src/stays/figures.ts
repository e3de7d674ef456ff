import { quantile } from '../calls/figures.ts';
import { stampMs } from '../kernel/stamp.ts';
import type { Claim, StayView } from './view.ts';

/** R5. Durations in ms; null where nobody has left. */
export interface LengthsOfStay {
  readonly left: number;
  readonly median: number | null;
  /** Nine of ten stays were not longer. */
  readonly p90: number | null;
}

/** How many patients lay in beds of the ward at this wall time; on leave counts, as the bed is theirs. */
export function lyingAt(stays: readonly StayView[], wardId: string, atMs: number): number {
  return stays.filter(({ claims }) => claims.some((claim) => claim.wardId === wardId && lay(claim, atMs))).length;
}

/** Of the patients who left the hospital from the ward within the span: from the first bed they came into until then. */
export function lengthsOfStay(
  stays: readonly StayView[],
  wardId: string,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): LengthsOfStay {
  const lengths = stays
    .flatMap((stay) => departureFrom(stay, wardId) ?? [])
    .filter(({ leftMs }) => leftMs >= fromMs && leftMs < untilMs)
    .map(({ cameMs, leftMs }) => Math.max(0, leftMs - cameMs))
    .sort((a, b) => a - b);
  return { left: lengths.length, median: quantile(lengths, 0.5), p90: quantile(lengths, 0.9) };
}

function lay({ arrived, released, answer }: Claim, atMs: number): boolean {
  if (answer.is !== 'confirmed' || !arrived || stampMs(arrived.at) > atMs) return false;
  return released === null || stampMs(released.at) > atMs;
}

function departureFrom({ claims, departures }: StayView, wardId: string) {
  const [departure] = departures;
  const beds = claims.filter(({ arrived, answer }) => arrived !== null && answer.is === 'confirmed');
  const last = beds.at(-1);
  if (!departure || last?.wardId !== wardId) return null;
  const cameMs = Math.min(...beds.map(({ arrived }) => stampMs(arrived?.at ?? departure.at)));
  return { cameMs, leftMs: stampMs(departure.at) };
}
