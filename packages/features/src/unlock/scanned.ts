import { badgeText, type PersonHere } from '@healthcare/replica';

/** Slower than this between two keys, it is a person who types (ms). */
const SCANNER_MS = 35;
/** Shorter numbers are on no badge. */
const SHORTEST_BADGE = 4;

/** When each letter came, for telling a scanner from hands: it types like a keyboard, faster than anybody. */
export class Typing {
  #times: number[] = [];
  #length = 0;

  /** The field says `text` now. What is put in at once, as by a paste, is no scan. */
  became(text: string, nowMs: number): void {
    if (text.length === this.#length + 1 && text.length > 1) this.#times.push(nowMs);
    else this.#times = text.length === 1 ? [nowMs] : [];
    this.#length = text.length;
  }

  /** Did the whole text come from a scanner? */
  get isScan(): boolean {
    const [first = 0] = this.#times;
    const took = (this.#times.at(-1) ?? 0) - first;
    return (
      this.#times.length === this.#length && this.#length >= SHORTEST_BADGE && took / (this.#length - 1) < SCANNER_MS
    );
  }
}

/**
 * Whose badge was read; `unknown`: of somebody who has no PIN here. Null: it was no badge, but a PIN. Only how it came tells the two apart, never
 * what it says: a PIN that somebody types is tried as theirs, also where a colleague's badge has the same number.
 */
export function scannedPerson(
  text: string,
  typing: Typing,
  people: readonly PersonHere[],
): PersonHere | 'unknown' | null {
  const badge = badgeText(text);
  if (!typing.isScan || badge.length < SHORTEST_BADGE) return null;
  const person = people.find(({ badges }) => badges?.includes(badge));
  return person ?? (badge.length > LONGEST_TYPED ? 'unknown' : null);
}

/** A hand that rolls over the keys gives a short PIN as fast: what is longer and as fast, and nobody's, was a badge and costs no try. */
const LONGEST_TYPED = 8;
