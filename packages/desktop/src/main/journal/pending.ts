import type { JournalEntry } from '../../api.ts';

/** One line of the journal. */
export type Act = { readonly entry: JournalEntry } | { readonly acknowledged: readonly string[] };

/** The entries that nobody has acknowledged, in the order in which they came, and what they take of the file. */
export class Pending {
  readonly #entries = new Map<string, { readonly entry: JournalEntry; readonly bytes: number }>();
  #bytes = 0;

  /** Length of their lines. */
  get bytes(): number {
    return this.#bytes;
  }

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  all(): JournalEntry[] {
    return [...this.#entries.values()].map(({ entry }) => entry);
  }

  /** `bytes`: length of the line that says it. */
  take(act: Act, bytes: number): void {
    for (const id of 'entry' in act ? [act.entry.id] : act.acknowledged) this.#forget(id);
    if (!('entry' in act)) return;
    this.#entries.set(act.entry.id, { entry: act.entry, bytes });
    this.#bytes += bytes;
  }

  #forget(id: string): void {
    this.#bytes -= this.#entries.get(id)?.bytes ?? 0;
    this.#entries.delete(id);
  }
}
