import type { HeldRow, KeptCheckpoint, KeptRefusal, Store } from '../core/index.ts';

/** A store in memory, for tests and the simulator: what was put is there at once. */
export class MapStore implements Store {
  readonly #rows = new Map<string, HeldRow>();
  readonly #dirty = new Set<string>();
  readonly #refusals = new Map<string, KeptRefusal>();
  #at: KeptCheckpoint | undefined;

  async get(ids: readonly string[]): Promise<readonly (HeldRow | undefined)[]> {
    return ids.map((id) => this.#rows.get(id));
  }

  async put(rows: readonly HeldRow[], drop: readonly string[]): Promise<void> {
    for (const row of rows) {
      this.#rows.set(row.id, row);
      if (row.dirty) this.#dirty.add(row.id);
      else this.#dirty.delete(row.id);
    }
    for (const id of drop) {
      this.#rows.delete(id);
      this.#dirty.delete(id);
    }
  }

  async unsent(limit: number, except: ReadonlySet<string>): Promise<readonly HeldRow[]> {
    const rows: HeldRow[] = [];
    for (const id of this.#dirty) {
      if (rows.length >= limit) break;
      const row = except.has(id) ? undefined : this.#rows.get(id);
      if (row) rows.push(row);
    }
    return rows;
  }

  async ids(): Promise<readonly string[]> {
    return [...this.#rows.keys()];
  }

  async checkpoint(): Promise<KeptCheckpoint | undefined> {
    return this.#at;
  }

  async setCheckpoint(checkpoint: KeptCheckpoint): Promise<void> {
    this.#at = checkpoint;
  }

  async keepRefusals(refusals: readonly KeptRefusal[]): Promise<void> {
    for (const refusal of refusals) if (!this.#refusals.has(refusal.entry)) this.#refusals.set(refusal.entry, refusal);
  }

  /** For whoever looks on. */
  held(id: string): HeldRow | undefined {
    return this.#rows.get(id);
  }

  /** For whoever looks: the engine never reads them. */
  get refusals(): readonly KeptRefusal[] {
    return [...this.#refusals.values()];
  }
}
