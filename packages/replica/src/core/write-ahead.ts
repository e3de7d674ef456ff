import type { Journal, Journaled } from './ports.ts';

/** The journal beside the store: an entry is in it before the store has it, until the server has answered for it. */
export class WriteAhead {
  readonly #journal: Journal;
  /** Need not be kept any longer, and the journal does not know yet. */
  readonly #done = new Set<string>();
  #telling: Promise<void> | undefined;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Resolves when they are safe. Rejects when they are not; then nothing of them stays. */
  async append(entries: readonly Journaled[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#unforget(entries);
    try {
      await this.#journal.append(entries);
    } catch (trouble) {
      this.done(idsOf(entries)); // a write that failed may have reached the disk all the same
      throw trouble;
    }
  }

  /** Nobody waits for it: what the journal forgets too late is answered for once more at the next start, without effect. */
  done(ids: readonly string[]): void {
    for (const id of ids) this.#done.add(id);
    if (this.#done.size > 0) this.#telling ??= this.#tell();
  }

  /** Resolves when the journal has been told all it could be told. */
  async idle(): Promise<void> {
    await this.#telling;
  }

  /** Somebody tries again what was withdrawn: it must not be forgotten after it was kept. */
  async #unforget(entries: readonly Journaled[]): Promise<void> {
    const ids = idsOf(entries);
    const withdrawn = ids.some((id) => this.#done.has(id));
    if (!withdrawn) return;
    for (const id of ids) this.#done.delete(id);
    await this.#telling;
  }

  async #tell(): Promise<void> {
    while (this.#done.size > 0) {
      const ids = [...this.#done];
      const told = await this.#journal.acknowledge(ids).then(
        () => true,
        () => false, // Told again with the next ones.
      );
      if (!told) break;
      for (const id of ids) this.#done.delete(id);
    }
    this.#telling = undefined;
  }
}

function idsOf(entries: readonly Journaled[]): readonly string[] {
  return entries.map(({ entry }) => entry.id);
}
