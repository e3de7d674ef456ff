import { digitsOf } from '@healthcare/domain/patients';
import { typedDay } from '../patients/index.ts';

/**
 * A day and a time of the wall clock as people type them, day first: `24/11/2026 14:00`, `24/11 14:00` (the next such day), `14:00` (today),
 * `2026-11-24T14:00`, also with Arabic digits. Answers `YYYY-MM-DDTHH:MM`; null for what is no moment. `today`: `YYYY-MM-DD`.
 */
export function typedMoment(typed: string, today: string): string | null {
  const [, day, hour = '', minute = ''] = /^(?:(.+?)[\sT]+)?(\S{1,2})[:.](\S{2})$/u.exec(typed.trim()) ?? [];
  const [h, m] = [digitsOf(hour).padStart(2, '0'), digitsOf(minute)];
  if (!/^([01]\d|2[0-3])$/.test(h) || !/^[0-5]\d$/.test(m)) return null;
  const on = day === undefined ? today : (typedDay(day) ?? nextSuch(day, today));
  return on && `${on}T${h}:${m}`;
}

/** A stored moment as it is typed: `24/11/2026 14:00`; what is none stays as it is. */
export function momentAsTyped(moment: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)$/.exec(moment) ?? [];
  return year === undefined ? moment : `${day}/${month}/${year} ${time}`;
}

/** The day after, `YYYY-MM-DD`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Day and month without a year: of this year, or of the next where that has passed. */
function nextSuch(day: string, today: string): string | null {
  const year = Number(today.slice(0, 4));
  const found = [year, year + 1].map((of) => typedDay(`${day}/${of}`)).filter((one) => one !== null);
  return found.find((one) => one >= today) ?? null;
}
