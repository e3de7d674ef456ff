import { dayAfter, typedMoment } from '../beds/index.ts';
import { typedDay } from '../patients/index.ts';

/** Whether a time begins the span that is looked at, or ends it. */
export type Edge = 'from' | 'until';

/**
 * A time of the past as people type it, day first: `24/11/2026 14:00`, `24/11 14:00` (the last such day), `14:00` (today), or a day alone, which
 * is taken from its first minute, or to its last. Answers `YYYY-MM-DDTHH:MM`; null for what is no time. `today`: `YYYY-MM-DD`.
 */
export function typedTime(typed: string, today: string, edge: Edge): string | null {
  const day = typedDay(typed);
  if (day !== null) return `${day}T${edge === 'from' ? '00:00' : '23:59'}`;
  const isTimeAlone = !/\S[\sT]+\S/u.test(typed.trim());
  return typedMoment(typed, isTimeAlone ? today : dayAfter(yearBefore(today)));
}

function yearBefore(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCFullYear(at.getUTCFullYear() - 1);
  return at.toISOString().slice(0, 10);
}
