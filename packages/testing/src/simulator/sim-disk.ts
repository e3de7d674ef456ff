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

/**
 * A disk under one life of a process: sometimes slow, and of what it had not done when the process was killed, some was done
 * nevertheless. A dead life is never answered.
 */
export class SimDisk {
  readonly #parts: SimDiskParts;
  readonly #late: (() => void)[] = [];
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
    this.#late.shift()?.();
  }

  kill(): void {
    this.#dead = true;
    for (const work of this.#late.splice(0)) if (this.#parts.random.chance(0.5)) work();
  }

  /** No more faults. */
  calm(): void {
    this.#calm = true;
  }

  read<Result>(run: () => Promise<Result>): Promise<Result> {
    return this.#through(run);
  }

  write<Result>(run: () => Promise<Result>): Promise<Result> {
    const { random, full } = this.#parts;
    const fails = !this.#calm && full > 0 && random.chance(full);
    return this.#through(fails ? () => Promise.reject(new DiskFull()) : run);
  }

  #through<Result>(run: () => Promise<Result>): Promise<Result> {
    return new Promise((done, failed) => {
      if (this.#dead) return;
      const work = () => {
        void run().then(
          (result) => (this.#dead ? undefined : done(result)),
          (trouble) => (this.#dead ? undefined : failed(trouble)),
        );
      };
      if (!this.#calm && this.#parts.random.chance(this.#parts.slow)) this.#late.push(work);
      else work();
    });
  }
}
