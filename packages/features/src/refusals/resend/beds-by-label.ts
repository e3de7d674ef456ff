/** A bed as a room names it. */
export interface NamedBed {
  readonly id: string;
  readonly label: string;
}

/** "1, 2, 3". */
export function labelsOf(beds: unknown): string {
  return Array.isArray(beds) ? beds.map((bed: NamedBed) => bed.label).join(', ') : '';
}

/** The beds of these labels: one that was there keeps its id and everything else that is known of it, another gets a new one. */
export function bedsLabelled(text: string, before: unknown, newId: () => string): readonly NamedBed[] {
  const known: readonly NamedBed[] = Array.isArray(before) ? before : [];
  return wordsIn(text).map((label) => known.find((bed) => bed.label === label) ?? { id: newId(), label });
}

/** Words between commas, in either script. */
export function wordsIn(text: string): readonly string[] {
  return text
    .split(/[,،]/)
    .map((word) => word.trim())
    .filter(Boolean);
}
