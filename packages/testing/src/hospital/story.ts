import { type Entries, type Entry, heads, stamp } from '@healthcare/domain';
import { signer } from './signer.ts';

/** The story of one document as it grows: each step by somebody who saw all the steps before. */
export class Story {
  readonly entries: Entry[] = [];
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
  }

  add(kind: string, user: string, ms: number, data: Entry['data'] = {}): this {
    const count = this.entries.length;
    const at = stamp(ms, count, 'demo');
    this.entries.push({ id: `${this.#id}-${count + 1}`, kind, at, by: signer(user), after: heads(this.entries), data });
    return this;
  }

  get document(): Entries {
    return { id: this.#id, entries: this.entries };
  }
}
