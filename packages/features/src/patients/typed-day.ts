import { digitsOf } from '@healthcare/domain/patients';

/**
 * A day as people type it, day first: `5/4/1958`, `05.04.1958`, `05041958`, `5 4 1958`, `1958-04-05`, also with Arabic digits. Answers
 * `YYYY-MM-DD`; null for what is no day of the calendar. A year of two digits is refused: of a patient it could be either century.
 */
export function typedDay(typed: string): string | null {
  const parts = typed
    .trim()
    .split(/[\s/.,-]+/)
    .map(digitsOf);
  const [a = '', b = '', c = ''] = parts.length === 1 ? ofEight(parts[0] ?? '') : parts;
  if (parts.length > 3 || parts.length === 2) return null;
  const [year, month, day] = a.length === 4 ? [a, b, c] : [c, b, a];
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? null : iso;
}

function ofEight(digits: string): string[] {
  return digits.length === 8 ? [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)] : [];
}

/** A stored day as it is typed: `05/04/1958`. */
export function dayAsTyped(day: string | undefined): string {
  return day === undefined ? '' : day.split('-').reverse().join('/');
}

/** The day of the workstation's wall clock, `YYYY-MM-DD`. */
export function dayOf(ms: number): string {
  const at = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
