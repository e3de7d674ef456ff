/** Everything random in a schedule comes from one of these: the same seed gives the same schedule. */
export interface Random {
  /** 0…1. */
  next(): number;
  /** 0…below-1. */
  below(below: number): number;
  chance(probability: number): boolean;
  pick<One>(from: readonly One[]): One;
}

/** Mulberry32 (Tommy Ettinger, public domain). */
export class SeededRandom implements Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** Goes on as if it had been made with this seed: a step taken out of a schedule changes no number of the others. */
  reseed(seed: number): void {
    this.#state = seed | 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    const state = this.#state;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<One>(from: readonly One[]): One {
    const one = from[this.below(from.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }
}
