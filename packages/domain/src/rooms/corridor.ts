import type { Bed, RoomView } from './room.ts';

const byName = new Intl.Collator('en', { numeric: true });

/** M6: the order in which one comes by two rooms of a ward; below zero when the first is nearer to its door. */
export function alongCorridor(
  a: Pick<RoomView, 'name' | 'corridorPlace'>,
  b: Pick<RoomView, 'name' | 'corridorPlace'>,
): number {
  const [one, other] = [a.corridorPlace ?? Number.MAX_SAFE_INTEGER, b.corridorPlace ?? Number.MAX_SAFE_INTEGER];
  return one - other || byName.compare(a.name, b.name);
}

/** M6, M7: rooms as one walks along them, and the beds of each as people count them (1, 2, 10), in whatever order they were entered. */
export function asTheyLie<Room extends Pick<RoomView, 'name' | 'corridorPlace' | 'beds'>>(
  rooms: readonly Room[],
): readonly Room[] {
  return rooms.toSorted(alongCorridor).map((room) => ({ ...room, beds: room.beds.toSorted(byLabel) }));
}

function byLabel(a: Bed, b: Bed): number {
  return byName.compare(a.label, b.label);
}
