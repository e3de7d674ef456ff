import type { Language } from './language.ts';

const two = (n: number): string => String(n).padStart(2, '0');

/** 42 s → `0:42`, 1021 s → `17:01`, 3,700 s → `1:01:40`. Always left to right. */
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
  const month = new Intl.DateTimeFormat(language === 'ar' ? 'ar-EG' : 'en-GB', {
    month: language === 'ar' ? 'long' : 'short',
  });
  // en-GB writes "Sept"; the rule is three letters.
  const word = language === 'ar' ? month.format(at) : month.format(at).slice(0, 3);
  return `${two(at.getDate())}-${word}-${at.getFullYear()}`;
}

/** Date and clock; only the clock when it is today. */
export function momentOf(ms: number, nowMs: number, language: Language): string {
  const sameDay = new Date(ms).toDateString() === new Date(nowMs).toDateString();
  return sameDay ? clockTime(ms) : `${clinicalDate(ms, language)} ${clockTime(ms)}`;
}
