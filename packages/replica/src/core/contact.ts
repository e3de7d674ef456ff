/** The connection is another by now: an answer that was under way belongs to an earlier one and is not taken. */
export class ContactChanged extends Error {
  constructor() {
    super('the connection has changed');
  }
}

/**
 * How this database stands to the server. Each connection has a number; whoever waits for anything compares it afterwards,
 * because session, scope and checkpoint may be others by then.
 */
export class Contact {
  #number = 0;
  #online = false;
  #joined = false;

  get number(): number {
    return this.#number;
  }

  get online(): boolean {
    return this.#online;
  }

  /** Everything up to now was pulled under this connection: live rows are taken as they come, and answers may be. */
  get joined(): boolean {
    return this.#joined;
  }

  opened(): void {
    this.#number += 1;
    this.#online = true;
    this.#joined = false;
  }

  closed(): void {
    this.#number += 1;
    this.#online = false;
    this.#joined = false;
  }

  isStill(number: number): boolean {
    return number === this.#number;
  }

  /** Throws when the connection is not the one with this number any more. */
  check(number: number): void {
    if (!this.isStill(number)) throw new ContactChanged();
  }

  /** What a failure means: that of an earlier connection is over with it. */
  since(number: number, trouble: unknown): unknown {
    return this.isStill(number) ? trouble : new ContactChanged();
  }

  joinedBy(number: number): void {
    if (this.isStill(number)) this.#joined = this.#online;
  }

  /** Something of this connection was missed: a pull has to come before anything else is taken. */
  left(number: number): void {
    if (this.isStill(number)) this.#joined = false;
  }
}
