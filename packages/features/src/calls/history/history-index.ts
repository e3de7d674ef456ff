import type { HistoryRow } from './history-row.ts';

/** One word of a search: in the text, or the name of one of these people, or the word for one of these kinds. */
export interface SearchTerm {
  readonly text: string;
  readonly people: readonly string[];
  readonly kinds: readonly string[];
}

/** Closed calls in memory, the latest raised first. A search of 50,000 rows takes some milliseconds. */
export class HistoryIndex {
  readonly #rows = new Map<string, HistoryRow>();
  #sorted: readonly HistoryRow[] | null = null;

  get size(): number {
    return this.#rows.size;
  }

  put(rows: readonly HistoryRow[]): void {
    for (const row of rows) this.#rows.set(row.id, row);
    this.#sorted = null;
  }

  /** Drops every row that is not among these: its document has left the workstation. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#rows.keys()) if (!ids.has(id)) this.#rows.delete(id);
    this.#sorted = null;
  }

  /** The rows in which every term is found. */
  search(terms: readonly SearchTerm[]): readonly HistoryRow[] {
    const rows = this.#inOrder();
    if (terms.length === 0) return rows;
    const tests = terms.map(testOf);
    return rows.filter((row) => tests.every((test) => test(row)));
  }

  #inOrder(): readonly HistoryRow[] {
    this.#sorted ??= [...this.#rows.values()].sort((a, b) => b.raisedMs - a.raisedMs || (a.id < b.id ? -1 : 1));
    return this.#sorted;
  }
}

function testOf({ text, people, kinds }: SearchTerm): (row: HistoryRow) => boolean {
  const persons = new Set(people);
  const words = new Set(kinds);
  return (row) =>
    row.text.includes(text) ||
    words.has(row.kind) ||
    persons.has(row.raisedBy) ||
    (row.responsible !== null && persons.has(row.responsible));
}
