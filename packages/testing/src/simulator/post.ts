import type { Random } from './random.ts';

/** A request or an answer on its way. */
export interface Letter {
  arrive(): void;
  /** It never arrives; who waits for it is told so after a while. */
  lose(): void;
}

/** What is under way between a workstation and the server: any letter can be the next to arrive, the last sent as well as the first. */
export class Post {
  readonly #random: Random;
  #letters: Letter[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  get busy(): boolean {
    return this.#letters.length > 0;
  }

  send(letter: Letter): void {
    this.#letters.push(letter);
  }

  /** One of them arrives. */
  step(): void {
    this.#any()?.arrive();
  }

  /** One of them is lost. */
  loseOne(): void {
    this.#any()?.lose();
  }

  /** The line breaks: this share of them is lost, the others come late. */
  breakOff(share: number): void {
    const [lost, late]: [Letter[], Letter[]] = [[], []];
    for (const letter of this.#letters) (this.#random.chance(share) ? lost : late).push(letter);
    this.#letters = late;
    for (const letter of lost) letter.lose();
  }

  #any(): Letter | undefined {
    if (this.#letters.length === 0) return undefined;
    return this.#letters.splice(this.#random.below(this.#letters.length), 1)[0];
  }
}
