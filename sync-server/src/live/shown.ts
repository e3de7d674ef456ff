import type { Delivery, Shown } from '@healthcare/protocol';

/** Which of a ward's connected workstations show which documents (K3). In memory: after a restart they tell it again. */
export class ShownOnStations {
  readonly #stations = new Map<string, Map<string, ReadonlySet<string>>>();

  /** A workstation of the ward is connected. */
  joined(workstation: string): void {
    if (!this.#stations.has(workstation)) this.#stations.set(workstation, new Map());
  }

  /** It is gone; what it showed, by database. */
  left(workstation: string): ReadonlyMap<string, readonly string[]> {
    const shown = this.#stations.get(workstation) ?? new Map<string, ReadonlySet<string>>();
    this.#stations.delete(workstation);
    return new Map([...shown].map(([db, ids]) => [db, [...ids]]));
  }

  /** What the workstation shows now; answers with the ids whose count may have changed. */
  told(workstation: string, { db, ids }: Shown): readonly string[] {
    const station = this.#stations.get(workstation);
    if (!station) return [];
    const before = station.get(db) ?? new Set();
    const now = new Set(ids);
    station.set(db, now);
    return [...[...before].filter((id) => !now.has(id)), ...[...now].filter((id) => !before.has(id))];
  }

  delivery(db: string, ids: readonly string[]): Delivery {
    return { db, items: ids.map((id) => ({ id, shown: this.#count(db, id) })), stations: this.#stations.size };
  }

  /** Every document that anybody shows. */
  all(db: string): readonly string[] {
    return [...new Set([...this.#stations.values()].flatMap((shown) => [...(shown.get(db) ?? [])]))];
  }

  #count(db: string, id: string): number {
    return [...this.#stations.values()].filter((shown) => shown.get(db)?.has(id)).length;
  }
}
