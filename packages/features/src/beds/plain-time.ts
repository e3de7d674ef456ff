import { clinicalDay, type Language, type PlainDay } from '@healthcare/ui';

/** A day and time of the wall clock of the workstation, `YYYY-MM-DDTHH:MM`, as stays plan by it. */
export function plainTimeOf(ms: number): string {
  const at = new Date(ms);
  const day = [String(at.getFullYear()).padStart(4, '0'), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** `14:00` today, otherwise `26-Nov`; with the year where it is another one. */
export function shortly(planned: string, now: string, language: Language): string {
  const day = planned.slice(0, 10);
  if (day === now.slice(0, 10)) return planned.slice(11);
  const written = clinicalDay(day as PlainDay, language);
  return day.slice(0, 4) === now.slice(0, 4) ? written.slice(0, -5) : written;
}

/** `26-Nov-2026 14:00`, whichever day it is. */
export function inFull(planned: string, language: Language): string {
  return `${clinicalDay(planned.slice(0, 10) as PlainDay, language)} ${planned.slice(11)}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
