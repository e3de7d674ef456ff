import { type Entries, type Entry, heads, stamp } from '@healthcare/domain';
import { signer } from './signer.ts';

/** The story of one document as it grows: each step by somebody who saw all the steps before. */
export class Story {
  readonly entries: Entry[] = [];
  readonly #id: string;
  readonly #version: number;

  /** `version`: of the aggregate, in whose words the entries are. */
  constructor(id: string, version = 0) {
    this.#id = id;
    this.#version = version;
  }

  add(kind: string, user: string, ms: number, data: Entry['data'] = {}): this {
    const count = this.entries.length;
    const at = stamp(ms, count, 'demo');
    const entry = { id: `${this.#id}-${count + 1}`, kind, at, by: signer(user), after: heads(this.entries), data };
    this.entries.push(this.#version > 0 ? { ...entry, version: this.#version } : entry);
    return this;
  }

  get document(): Entries {
    return { id: this.#id, entries: this.entries };
  }
}
