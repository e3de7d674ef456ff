import type { StayRow } from './stay-row.ts';

/** One word of a search: in the text, or the name of one of these people. */
export interface StayTerm {
  readonly text: string;
  readonly people: readonly string[];
}

/** Which stays are looked for; `roomId` null: of every room. */
export interface StaySearch {
  readonly terms: readonly StayTerm[];
  readonly roomId: string | null;
  /** What may be the name of a patient, in either script; empty: no name is looked for. */
  readonly called: string;
}

/** Stays that are over, in memory, the latest first. A search of ten thousand takes a few milliseconds. */
export class StayIndex {
  readonly #rows = new Map<string, StayRow>();
  #sorted: readonly StayRow[] | null = null;

  get size(): number {
    return this.#rows.size;
  }

  put(rows: readonly StayRow[]): void {
    for (const row of rows) this.#rows.set(row.id, row);
    this.#sorted = null;
  }

  remove(id: string): void {
    if (this.#rows.delete(id)) this.#sorted = null;
  }

  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of [...this.#rows.keys()]) if (!ids.has(id)) this.remove(id);
  }

  /** The rows in which every term is found, and those of these patients (ids): files have names in both scripts, a stay has the one that was said. */
  search({ terms, roomId }: Omit<StaySearch, 'called'>, patients: ReadonlySet<string> = nobody): readonly StayRow[] {
    const rows = this.#inOrder();
    const here = roomId === null ? rows : rows.filter(({ rooms }) => rooms.includes(roomId));
    if (terms.length === 0) return here;
    return here.filter((row) => patients.has(row.patientId) || terms.every((term) => isFound(term, row)));
  }

  #inOrder(): readonly StayRow[] {
    this.#sorted ??= [...this.#rows.values()].sort((a, b) => b.askedMs - a.askedMs || (a.id < b.id ? -1 : 1));
    return this.#sorted;
  }
}

const nobody: ReadonlySet<string> = new Set();

function isFound({ text, people }: StayTerm, row: StayRow): boolean {
  return row.text.includes(text) || people.some((person) => person === row.doctor || person === row.nurse);
}
