const arabicZero = 0x0660;
const persianZero = 0x06f0;

/**
 * The text as it is compared: small letters, no accents or vowel signs, one form for letters that people write in several
 * (alef with and without hamza, ta marbuta, ya, the Persian ya and kaf of some keyboards), Latin digits.
 */
export function searchable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - arabicZero))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - persianZero))
    .replaceAll('ٱ', 'ا')
    .replaceAll('ة', 'ه')
    .replace(/[ىی]/g, 'ي')
    .replaceAll('ک', 'ك')
    .toLowerCase();
}

/** The words of a search, each of which has to be found. */
export function termsIn(text: string): readonly string[] {
  return searchable(text).split(/\s+/).filter(Boolean);
}
