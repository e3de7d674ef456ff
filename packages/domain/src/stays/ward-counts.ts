import { type BedState, bedsOf, isFree, type KnownRoom, type KnownStay } from './beds.ts';

/** The beds of a ward in numbers, naming nobody. Every bed is counted once in `beds`; the others overlap only as their words do. */
export interface WardCounts {
  readonly wardId: string;
  readonly wardName: { readonly en: string; readonly ar: string };
  readonly rooms: number;
  readonly beds: number;
  /** Somebody lies in it, or is on leave from it. */
  readonly occupied: number;
  readonly booked: number;
  /** Nobody has it, and somebody asks for it. */
  readonly asked: number;
  readonly free: number;
  /** Left, and not clean again. */
  readonly toClean: number;
  /** Closed, and nobody lies in it. */
  readonly closed: number;
}

/** R1, R5: the wards of these rooms, in the order of their names as people count. */
export function wardCounts(rooms: readonly KnownRoom[], stays: readonly KnownStay[]): readonly WardCounts[] {
  const bedsByWard = Map.groupBy(bedsOf(rooms, stays), ({ wardId }) => wardId);
  const roomsByWard = Map.groupBy(
    rooms.filter(({ state }) => state === 'added'),
    ({ wardId }) => wardId,
  );
  return [...roomsByWard]
    .map(([wardId, of]) => {
      const wardName = of[0]?.wardName ?? { en: wardId, ar: wardId };
      return { wardId, wardName, rooms: of.length, ...countsOf(bedsByWard.get(wardId) ?? []) };
    })
    .sort((a, b) => a.wardId.localeCompare(b.wardId, 'en', { numeric: true }));
}

/** The beds of a ward or a room in numbers. */
export function countsOf(beds: readonly BedState[]): Omit<WardCounts, 'wardId' | 'wardName' | 'rooms'> {
  const count = (is: (bed: BedState) => boolean) => beds.filter(is).length;
  return {
    beds: beds.length,
    occupied: count(({ holder, use }) => holder !== null && use !== 'booked'),
    booked: count(({ use }) => use === 'booked'),
    asked: count(({ holder, provisional }) => holder === null && provisional.length > 0),
    free: count(isFree),
    toClean: count(({ leftBy }) => leftBy !== null),
    closed: count(({ holder, closed }) => holder === null && closed !== null),
  };
}
