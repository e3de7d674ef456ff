/** A span of raise times that is read at once; the first has no end, because clocks of other workstations may be ahead. */
export interface PageOfTime {
  readonly fromMs: number;
  readonly spanMs: number;
  /** How long the next one is. */
  readonly nextMs: number;
}

const DAY_MS = 86_400_000;
/** Reading this many calls is not felt while typing; fewer cost more in trips than in reading. */
const FEW = 200;
const MANY = 800;

/** The last day. */
export function firstPage(nowMs: number): PageOfTime {
  return { fromMs: nowMs - DAY_MS, spanMs: Number.POSITIVE_INFINITY, nextMs: DAY_MS };
}

/** The span before it: longer when little was found, shorter when much was. */
export function pageBefore({ fromMs, nextMs }: PageOfTime, found: number): PageOfTime {
  const spanMs = Math.min(fromMs, found < FEW ? nextMs * 2 : found > MANY ? nextMs / 2 : nextMs);
  return { fromMs: fromMs - spanMs, spanMs, nextMs: spanMs };
}
