import type { Shift } from '@healthcare/domain/handovers';

/** A shift of a day; the night belongs to the day on which it began. */
export interface ShiftOfDay {
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly shift: Shift;
}

/** Hours of the ward's clock at which the shifts begin, in their order. */
const beginnings = [
  ['morning', 7],
  ['evening', 15],
  ['night', 23],
] as const satisfies readonly (readonly [Shift, number])[];

/** The shift under way at this wall time. */
export function shiftAt(nowMs: number): ShiftOfDay {
  const now = new Date(nowMs);
  const [shift] = beginnings.findLast(([, hour]) => hour <= now.getHours()) ?? ['night'];
  const back = now.getHours() < beginnings[0][1] ? 1 : 0;
  return { on: dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - back)), shift };
}

/** When a shift begins and ends, wall ms. */
export function spanOf({ on, shift }: ShiftOfDay): { readonly fromMs: number; readonly untilMs: number } {
  const at = beginnings.findIndex(([name]) => name === shift);
  const [year = 1970, month = 1, day = 1] = on.split('-').map(Number);
  const hourOf = (place: number) => beginnings[place % 3]?.[1] ?? 0;
  const from = new Date(year, month - 1, day, hourOf(at));
  const until = new Date(year, month - 1, day + (at === 2 ? 1 : 0), hourOf(at + 1));
  return { fromMs: from.getTime(), untilMs: until.getTime() };
}

function dayOf(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
