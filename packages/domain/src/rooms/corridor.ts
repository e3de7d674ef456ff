import type { RoomView } from './room.ts';

const byName = new Intl.Collator('en', { numeric: true });

/** M6: the order in which one comes by two rooms of a ward; below zero when the first is nearer to its door. */
export function alongCorridor(
  a: Pick<RoomView, 'name' | 'corridorPlace'>,
  b: Pick<RoomView, 'name' | 'corridorPlace'>,
): number {
  const [one, other] = [a.corridorPlace ?? Number.MAX_SAFE_INTEGER, b.corridorPlace ?? Number.MAX_SAFE_INTEGER];
  return one - other || byName.compare(a.name, b.name);
}
