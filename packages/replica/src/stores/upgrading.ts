/** Rows of an earlier program that are taken over so far, of all that there are. */
export interface UpgradeProgress {
  readonly done: number;
  readonly total: number;
}

/** Counts what is taken over, and tells. */
export class Upgrading {
  readonly #told: (progress: UpgradeProgress) => void;
  #done = 0;
  #total = 0;

  constructor(told: (progress: UpgradeProgress) => void) {
    this.#told = told;
  }

  /** So many more are to be taken over. */
  found(rows: number): void {
    this.#total += rows;
    if (rows > 0) this.#tell();
  }

  took(rows: number): void {
    this.#done += rows;
    this.#tell();
  }

  #tell(): void {
    this.#told({ done: this.#done, total: Math.max(this.#total, this.#done) });
  }
}
