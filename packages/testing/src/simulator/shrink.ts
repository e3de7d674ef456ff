export interface Shrunk {
  /** Numbers of the steps that are needed for it to fail. */
  readonly keep: readonly number[];
  readonly tries: number;
}

/** Beyond this many tries a shorter schedule is not worth the wait. */
const MOST_TRIES = 3000;

/**
 * The shortest failing schedule it can find: takes out ever smaller stretches of the `steps` as long as it still fails, until no
 * single step can be missed (after Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", 2002).
 */
export async function shortest(steps: number, fails: (keep: readonly number[]) => Promise<boolean>): Promise<Shrunk> {
  let keep: readonly number[] = Array.from({ length: steps }, (_, at) => at);
  let tries = 0;
  for (let size = Math.ceil(steps / 2); tries < MOST_TRIES; size = Math.max(1, Math.floor(size / 2))) {
    const before = keep.length;
    for (let from = 0; from < keep.length && tries < MOST_TRIES; tries += 1) {
      const without = [...keep.slice(0, from), ...keep.slice(from + size)];
      if (await fails(without)) keep = without;
      else from += size;
    }
    if (size === 1 && keep.length === before) break;
  }
  return { keep, tries };
}
