import { ar, en, Faker } from '@faker-js/faker';

/** Chance from a seed; nothing here looks at the clock. */
export class Dice {
  readonly #faker: Faker;

  constructor(seed: number) {
    this.#faker = new Faker({ locale: [ar, en], seed });
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return this.#faker.number.int({ min: from, max: to });
  }

  one<Thing>(of: readonly Thing[]): Thing {
    return this.#faker.helpers.arrayElement(of);
  }

  shuffled<Thing>(of: readonly Thing[]): readonly Thing[] {
    return this.#faker.helpers.shuffle(of);
  }

  /** True in `percent` of a hundred. */
  happens(percent: number): boolean {
    return this.between(1, 100) <= percent;
  }

  /** A mobile number as in Egypt: 010, 011, 012 or 015 and eight digits. */
  phone(): string {
    return `${this.one(['010', '011', '012', '015'])}${this.#faker.string.numeric(8)}`;
  }
}
