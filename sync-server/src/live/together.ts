/** How long what follows closely waits for the rest behind something that has just gone (ms). */
const TOGETHER_MS = 15;

/** What comes alone is told at once; what follows closely, as when a fleet comes back after an outage, is gathered and told together. */
export class Together {
  readonly #tell: () => void;
  readonly #waits: () => boolean;
  #timer: NodeJS.Timeout | undefined;

  /** `tell` tells everything that waits; `waits` says whether anything does. */
  constructor(tell: () => void, waits: () => boolean) {
    this.#tell = tell;
    this.#waits = waits;
  }

  /** There is something to tell. */
  more(): void {
    this.#timer ??= this.#tellSoon();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #tellSoon(): NodeJS.Timeout {
    this.#tell();
    return setTimeout(() => {
      // As long as there is more, the next ones wait for each other too.
      this.#timer = this.#waits() ? this.#tellSoon() : undefined;
    }, TOGETHER_MS);
  }
}
