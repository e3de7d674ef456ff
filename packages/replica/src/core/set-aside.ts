const FIRST_WAIT_MS = 1000;
/** A document that the server keeps failing on is tried about once a minute: often enough to go soon after a repair. */
const LONGEST_WAIT_MS = 60_000;

interface Wait {
  readonly tries: number;
  readonly untilMs: number;
}

/** Documents that the server could not look at. They wait, growing longer each time, and the queue behind them goes on. */
export class SetAside {
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #waits = new Map<string, Wait>();

  constructor(now: () => number, random: () => number) {
    this.#now = now;
    this.#random = random;
  }

  add(id: string): void {
    const tries = (this.#waits.get(id)?.tries ?? 0) + 1;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
    this.#waits.set(id, { tries, untilMs: this.#now() + longest * (0.5 + this.#random() / 2) });
  }

  done(id: string): void {
    this.#waits.delete(id);
  }

  /** Nothing is left to send of any document but these. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#waits.keys()) if (!ids.has(id)) this.#waits.delete(id);
  }

  /** Another connection may be another server or session: everything is tried at once. */
  forget(): void {
    this.#waits.clear();
  }

  /** Documents that are not to be sent now. */
  waiting(): ReadonlySet<string> {
    const now = this.#now();
    return new Set([...this.#waits].filter(([, { untilMs }]) => untilMs > now).map(([id]) => id));
  }

  /** How long until the first of them is to be tried again; null when there is none. */
  nextInMs(): number | null {
    if (this.#waits.size === 0) return null;
    const first = Math.min(...[...this.#waits.values()].map(({ untilMs }) => untilMs));
    return Math.max(0, first - this.#now());
  }
}
