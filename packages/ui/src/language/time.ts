import type { Language } from './language.ts';

/** A calendar day without a clock or a zone, `2008-04-05`: a birth date is not an instant. */
export type PlainDay = `${number}-${number}-${number}`;

/** 42 s → `0:42`, 1021 s → `17:01`, 3,700 s → `1:01:40`. Always left to right; negative is shown as `0:00`. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** `10:42`, 24-hour clock of the workstation. */
export function clockTime(ms: number): string {
  const at = new Date(ms);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** `05-Apr-2008`, in Arabic `05-أبريل-2008`: the date form of the clinical display rules (NHS CUI), Latin digits. */
export function clinicalDate(ms: number, language: Language): string {
  const at = new Date(ms);
  return written(at.getFullYear(), at.getMonth(), at.getDate(), language);
}

/** The same form for a day that has no instant. Text that is no calendar day is returned as it is, never corrected. */
export function clinicalDay(day: PlainDay, language: Language): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day) ?? [];
  if (!year || !month || !date || Number(month) < 1 || Number(month) > 12) return day;
  return written(Number(year), Number(month) - 1, Number(date), language);
}

/** Date and clock; only the clock when it is today. */
export function momentOf(ms: number, nowMs: number, language: Language): string {
  const sameDay = new Date(ms).toDateString() === new Date(nowMs).toDateString();
  return sameDay ? clockTime(ms) : `${clinicalDate(ms, language)} ${clockTime(ms)}`;
}

/** Written out instead of asked of the platform: its short names differ from version to version ("Sept"). */
const months = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  ar: ['يناير', 'فبراير', 'مارس', 'أبريل', 'مايو', 'يونيو', 'يوليو', 'أغسطس', 'سبتمبر', 'أكتوبر', 'نوفمبر', 'ديسمبر'],
} as const satisfies Record<Language, readonly string[]>;

function written(year: number, month: number, date: number, language: Language): string {
  return `${two(date)}-${months[language][month]}-${String(year).padStart(4, '0')}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
