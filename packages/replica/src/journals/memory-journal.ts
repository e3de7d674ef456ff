import type { Journal, Journaled } from '../core/index.ts';

/** A journal in memory, for tests and the simulator: what was appended is there at once. */
export class MemoryJournal implements Journal {
  readonly #entries = new Map<string, Journaled>();

  async append(entries: readonly Journaled[]): Promise<void> {
    for (const one of entries) if (!this.#entries.has(one.entry.id)) this.#entries.set(one.entry.id, one);
  }

  async acknowledge(entryIds: readonly string[]): Promise<void> {
    for (const id of entryIds) this.#entries.delete(id);
  }

  async pending(): Promise<readonly Journaled[]> {
    return [...this.#entries.values()];
  }
}
