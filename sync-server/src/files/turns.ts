/** At most so many at once, and of one owner at most so many: the bound of what uploads and downloads hold in memory. */
export class Turns {
  readonly #most: number;
  readonly #mostEach: number;
  readonly #held = new Map<string, number>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limits: { readonly most: number; readonly mostEach: number }) {
    this.#most = limits.most;
    this.#mostEach = limits.mostEach;
  }

  /** Those that have a turn or wait for one. */
  get busy(): number {
    return [...this.#held.values()].reduce((sum, held) => sum + held, 0);
  }

  /** Runs `work` when it is its turn; `taken` when this owner has as many as they may have. */
  async run<Result>(owner: string, work: () => Promise<Result>): Promise<Result | 'taken'> {
    const held = this.#held.get(owner) ?? 0;
    if (held >= this.#mostEach) return 'taken';
    this.#held.set(owner, held + 1);
    if (this.#running >= this.#most) await new Promise<void>((turn) => this.#waiting.push(turn));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
      this.#giveBack(owner);
    }
  }

  #giveBack(owner: string): void {
    const left = (this.#held.get(owner) ?? 1) - 1;
    if (left > 0) this.#held.set(owner, left);
    else this.#held.delete(owner);
  }
}

/** One after another for each name. */
export class InOrder {
  readonly #last = new Map<string, Promise<unknown>>();

  run<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const result = before.then(work);
    const settled = result.catch(() => undefined); // Whoever asked is told; the next one has to run all the same.
    this.#last.set(name, settled);
    void settled.then(() => {
      if (this.#last.get(name) === settled) this.#last.delete(name);
    });
    return result;
  }
}
