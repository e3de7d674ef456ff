/** A name inside a sentence of either direction: neither turns the other round (U+2068 … U+2069). On screen prefer `<bdi>`. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** A code, dose, phone number or address inside a sentence: left to right in every language (U+2066 … U+2069). */
export function leftToRight(code: string): string {
  return `\u2066${code}\u2069`;
}
