/** A code as people type it: spaces, dashes and Arabic-Indic digits are the same code. Undefined when it is not six digits. */
export function sixDigits(typed: string): string | undefined {
  const latin = typed.normalize('NFKC').replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  const code = latin.replace(/[\s-]/g, '');
  return /^[0-9]{6}$/.test(code) ? code : undefined;
}
