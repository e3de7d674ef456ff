/** Things that are good for a short time and once, in memory: a restart only means that somebody begins again. */
export class Offers<Offered> {
  readonly #offers = new Map<string, { readonly offered: Offered; readonly untilMs: number }>();
  readonly #now: () => number;
  readonly #lastsMs: number;

  constructor(now: () => number, lastsMs: number) {
    this.#now = now;
    this.#lastsMs = lastsMs;
  }

  /** In place of an earlier one under the same key. */
  make(key: string, offered: Offered): void {
    for (const [old, { untilMs }] of this.#offers) if (untilMs <= this.#now()) this.#offers.delete(old);
    this.#offers.set(key, { offered, untilMs: this.#now() + this.#lastsMs });
  }

  look(key: string): Offered | undefined {
    const offer = this.#offers.get(key);
    return offer && offer.untilMs > this.#now() ? offer.offered : undefined;
  }

  take(key: string): Offered | undefined {
    const offered = this.look(key);
    this.#offers.delete(key);
    return offered;
  }
}
