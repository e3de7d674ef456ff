import { z } from 'zod';

/** A day that the calendar has. */
const plainDate = z.iso.date();

/** Code of the governorate of birth, as two digits of the national id; 88 is "born abroad". */
const governorates: ReadonlySet<string> = new Set([
  ...['01', '02', '03', '04', '11', '12', '13', '14', '15', '16', '17', '18', '19'],
  ...['21', '22', '23', '24', '25', '26', '27', '28', '29', '31', '32', '33', '34', '35', '88'],
]);

/** What an Egyptian national id says of its holder (P3). */
export interface NationalIdSays {
  /** `YYYY-MM-DD`. */
  readonly born: string;
  readonly sex: 'female' | 'male';
}

/** Arabic-Indic digits as Latin ones, without the gaps in which ids are written. */
export function digitsOf(typed: string): string {
  return typed
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[\s-]/g, '');
}

/**
 * P3: what a national id says; null when it cannot be one: not 14 digits, an unknown century (2 = 19xx, 3 = 20xx), a date that is
 * none, or an unknown governorate. The 13th digit is odd for a man. The last digit is not checked: its rule is not published.
 */
export function nationalIdSays(id: string): NationalIdSays | null {
  const parts = /^([23])(\d\d)(\d\d)(\d\d)(\d\d)\d{3}(\d)\d$/.exec(id);
  if (!parts) return null;
  const [, century, year, month, day, governorate, serial] = parts;
  const born = `${century === '2' ? '19' : '20'}${year}-${month}-${day}`;
  if (!plainDate.safeParse(born).success || !governorates.has(governorate ?? '')) return null;
  return { born, sex: Number(serial) % 2 === 1 ? 'male' : 'female' };
}

/** The id in the groups in which it is read aloud: century, birth, governorate, serial, check. */
export function groupedNationalId(id: string): string {
  const parts = /^(\d)(\d{6})(\d{2})(\d{4})(\d)$/.exec(id);
  return parts ? parts.slice(1).join(' ') : id;
}
