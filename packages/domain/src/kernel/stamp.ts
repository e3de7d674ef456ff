/**
 * Hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): wall milliseconds, a counter, the workstation,
 * as text that sorts. History (`after`), not this clock, says what was known when; the clock only orders what is concurrent.
 */
const WALL = 9;
const COUNT = 3;
const MOST_COUNT = 36 ** COUNT - 1;

/** A clock never follows a heard stamp further than this past its own wall time (ms): one wrong clock must not drag a ward along. */
export const HEARD_AHEAD_MS = 2 * 60_000;

/** The text form of a moment. `ms` since the epoch, `count` 0…46655, `node` a workstation id. */
export function stamp(ms: number, count: number, node: string): string {
  return `${ms.toString(36).padStart(WALL, '0')}${count.toString(36).padStart(COUNT, '0')}-${node}`;
}

/** Wall milliseconds of a stamp, as its author's clock showed them. */
export function stampMs(at: string): number {
  return Number.parseInt(at.slice(0, WALL), 36);
}

function stampCount(at: string): number {
  return Number.parseInt(at.slice(WALL, WALL + COUNT), 36);
}

/** One workstation's clock. `now` gives wall milliseconds; it arrives from outside because the domain has no clock of its own. */
export class Clock {
  readonly #node: string;
  readonly #now: () => number;
  #ms = 0;
  #count = 0;

  constructor(node: string, now: () => number) {
    this.#node = node;
    this.#now = now;
  }

  /** A stamp later than every stamp this clock has given or (within bounds) heard. */
  next(): string {
    const wall = this.#now();
    if (wall > this.#ms) this.#set(wall, 0);
    else if (this.#count < MOST_COUNT) this.#set(this.#ms, this.#count + 1);
    else this.#set(this.#ms + 1, 0);
    return stamp(this.#ms, this.#count, this.#node);
  }

  /** Moves on past a stamp heard from elsewhere, unless it is further ahead than `HEARD_AHEAD_MS`. */
  hear(at: string): void {
    const ms = stampMs(at);
    const count = stampCount(at);
    if (ms - this.#now() > HEARD_AHEAD_MS) return;
    if (ms > this.#ms || (ms === this.#ms && count > this.#count)) this.#set(ms, count);
  }

  #set(ms: number, count: number): void {
    this.#ms = ms;
    this.#count = count;
  }
}
