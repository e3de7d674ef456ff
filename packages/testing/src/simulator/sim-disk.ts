import type { Random } from './random.ts';

export interface SimDiskParts {
  readonly random: Random;
  /** How often it takes its time, 0…1. With 1 its owner can be killed between any two awaits. */
  readonly slow: number;
  /** How often a write fails because there is no room, 0…1. */
  readonly full: number;
}

/** There is no room for a write; nothing of it was written. */
export class DiskFull extends Error {
  constructor() {
    super('the disk is full');
    this.name = 'DiskFull';
  }
}

/** Something that is late. */
interface Late {
  work(): void;
  /** Does a part of it, as a process does that is killed in the middle; absent for what is done whole or not at all. */
  readonly tear?: (() => void) | undefined;
}

/**
 * A disk under one life of a process: sometimes slow, and of what it had not done when the process was killed, some was done
 * nevertheless. A dead life is never answered.
 */
export class SimDisk {
  readonly #parts: SimDiskParts;
  readonly #late: Late[] = [];
  #dead = false;
  #calm = false;

  constructor(parts: SimDiskParts) {
    this.#parts = parts;
  }

  get busy(): boolean {
    return this.#late.length > 0;
  }

  /** Does one thing that was late. */
  step(): void {
    this.#late.shift()?.work();
  }

  kill(): void {
    this.#dead = true;
    const { random } = this.#parts;
    for (const { work, tear } of this.#late.splice(0)) {
      const luck = random.next();
      if (luck < 0.5) work();
      else if (luck < 0.75) tear?.();
    }
  }

  /** No more faults. */
  calm(): void {
    this.#calm = true;
  }

  read<Result>(run: () => Promise<Result>): Promise<Result> {
    return this.#through(run);
  }

  /** `torn`: does a part of it, whatever is asked for together and not written at once. */
  write<Result>(run: () => Promise<Result>, torn?: () => Promise<unknown>): Promise<Result> {
    const { random, full } = this.#parts;
    const fails = !this.#calm && full > 0 && random.chance(full);
    return fails ? this.#through(() => Promise.reject(new DiskFull())) : this.#through(run, torn);
  }

  #through<Result>(run: () => Promise<Result>, torn?: () => Promise<unknown>): Promise<Result> {
    return new Promise((done, failed) => {
      if (this.#dead) return;
      const work = () => {
        void run().then(
          (result) => (this.#dead ? undefined : done(result)),
          (trouble) => (this.#dead ? undefined : failed(trouble)),
        );
      };
      if (!this.#calm && this.#parts.random.chance(this.#parts.slow))
        this.#late.push({ work, tear: torn && (() => void torn()) });
      else work();
    });
  }
}
