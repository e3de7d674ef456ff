import { type Entry, knowledge, ordered } from '@healthcare/domain';
import type { StoredDocument } from '@healthcare/sync-server/parts';
import { bedsHeld } from './invariants.ts';

type Stays = readonly Pick<StoredDocument, '_id' | 'entries'>[];

/**
 * M5, B17, looked at from outside and told from entries alone: no bed is given that was left and is not clean, nor one that had been closed
 * when the claim on it came.
 */
export class FitBeds {
  readonly #given = new Set<string>();
  /** Writes of all databases so far. */
  #writes = 0;
  readonly #cameAt = new Map<string, number>();
  readonly #closedAt = new Map<string, number>();

  /** Told of every write of a room. */
  roomWritten(room: string, entries: readonly Entry[]): void {
    this.#writes += 1;
    const knows = knowledge(ordered(entries));
    for (const bed of new Set(entries.flatMap(({ kind, data }) => (kind === 'bedClosed' ? [String(data.bed)] : [])))) {
      const opened = entries.filter(({ kind, data }) => kind === 'bedOpened' && data.bed === bed);
      const stands = entries.some(
        ({ id, kind, data }) => kind === 'bedClosed' && data.bed === bed && opened.every((open) => knows(id, open.id)),
      );
      const key = `${room} ${bed}`;
      if (!stands) this.#closedAt.delete(key);
      else if (!this.#closedAt.has(key)) this.#closedAt.set(key, this.#writes);
    }
  }

  /** Told of every write of a stay, with what is stored of all of them; answers what should not have been given. */
  stayWritten(entries: readonly Entry[], stays: Stays): string | undefined {
    this.#writes += 1;
    for (const { id, kind } of entries)
      if (kind === 'claimed' && !this.#cameAt.has(id)) this.#cameAt.set(id, this.#writes);
    for (const { kind, data } of entries) {
      const claim = entries.find(({ id }) => id === data.claim);
      if (kind !== 'confirmed' || !claim || this.#given.has(claim.id)) continue;
      this.#given.add(claim.id);
      const wrong = this.#unfit(claim, stays);
      if (wrong) return wrong;
    }
    return undefined;
  }

  #unfit({ id, data }: Entry, stays: Stays): string | undefined {
    const bed = `${data.roomId} ${data.bedId}`;
    if ((this.#closedAt.get(bed) ?? Infinity) < (this.#cameAt.get(id) ?? 0)) return `bed ${bed} is given while closed`;
    const by = stays.find(({ entries }) => leftDirty(entries as readonly Entry[]).includes(bed));
    return by && `bed ${bed} is given while dirty, as ${by._id} left it`;
  }
}

/** Beds that this stay has left, and nobody has cleaned since. Where two said while apart what a bed needs, the milder counts. */
function leftDirty(entries: readonly Entry[]): readonly string[] {
  const cleaned = new Set(entries.flatMap(({ kind, data }) => (kind === 'cleaned' ? [data.claim] : [])));
  return [...leftForGood(entries), ...movedFrom(entries)]
    .filter(({ id }) => !cleaned.has(id))
    .map(({ data }) => `${data.roomId} ${data.bedId}`);
}

function leftForGood(entries: readonly Entry[]): readonly Entry[] {
  const left = entries.filter(({ kind }) => kind === 'left');
  if (left.length === 0 || left.some(({ data }) => data.needs === 'nothing')) return [];
  return lyingBy(entries.filter(({ kind }) => kind !== 'left'));
}

function movedFrom(entries: readonly Entry[]): readonly Entry[] {
  // Given up meanwhile, or gone: then the arrival may count for nothing.
  if (entries.some(({ kind }) => kind === 'withdrawn' || kind === 'left')) return [];
  const inOrder = ordered(entries);
  const arrivals = inOrder.filter(({ kind }) => kind === 'arrived');
  const [first] = arrivals;
  const isMild = arrivals.some(({ data }) => data.needs === 'nothing' || data.claim !== first?.data.claim);
  if (!first || isMild) return [];
  const before = inOrder.slice(0, inOrder.indexOf(first));
  const isGranted = before.some(({ kind, data }) => kind === 'confirmed' && data.claim === first.data.claim);
  return isGranted ? lyingBy(before).filter(({ id }) => id !== first.data.claim) : [];
}

function lyingBy(entries: readonly Entry[]): readonly Entry[] {
  return bedsHeld(entries, knowledge(ordered(entries))).flatMap(({ claim, lying }) => (lying ? [claim] : []));
}
