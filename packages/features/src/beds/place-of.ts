import type { BedPlace, BedState } from '@healthcare/domain/stays';

/** A bed as a claim names it. */
export function placeOf({ wardId, roomId, room, bed }: BedState): BedPlace {
  return { wardId, roomId, room, bedId: bed.id, bed: bed.label };
}
