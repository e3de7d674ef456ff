import { type BedState, isFree, type KnownStay } from './beds.ts';
import type { BedPlace, Isolation } from './entries.ts';

/** What speaks against a bed for a patient. None of it forbids the bed: who stands there decides. */
export type Caution = 'isolation' | 'isolatedRoom' | 'otherSex';

/** Somebody who needs a bed, and where they lie now, if they do. */
export interface WhoNeedsBed {
  readonly sex: 'female' | 'male' | 'notKnown';
  readonly isolation: Isolation;
  readonly from: Pick<BedPlace, 'wardId' | 'roomId'> | null;
}

/** A free bed, how near it is to where the patient lies, and what speaks against it. */
export interface Offer {
  readonly place: BedPlace;
  readonly near: 'room' | 'ward' | 'hospital';
  readonly cautions: readonly Caution[];
}

/**
 * B19: the free beds for somebody: those that suit first, of these the nearest, then in the order of the doors. `sexOf`: of the patient of a
 * stay, as far as it is known here.
 */
export function offersFor<Stay extends KnownStay>(
  patient: WhoNeedsBed,
  beds: readonly BedState<Stay>[],
  sexOf: (stay: Stay) => WhoNeedsBed['sex'],
): readonly Offer[] {
  const offers = beds.filter(isFree).map((bed): Offer => {
    const { wardId, roomId, room } = bed;
    const place = { wardId, roomId, room, bedId: bed.bed.id, bed: bed.bed.label };
    return { place, near: nearnessOf(place, patient.from), cautions: cautionsFor(patient, matesIn(bed, beds), sexOf) };
  });
  return offers.toSorted((a, b) => against(a) - against(b) || distance[a.near] - distance[b.near]);
}

/** Who lies in the room, is booked into it or asks for a bed of it. */
export function matesIn<Stay extends KnownStay>(
  { roomId }: Pick<BedState, 'roomId'>,
  beds: readonly BedState<Stay>[],
): readonly Stay[] {
  return beds
    .filter((bed) => bed.roomId === roomId)
    .flatMap(({ holder, provisional }) => [...(holder ? [holder] : []), ...provisional]);
}

/** B19. Patients with the same isolation may lie together; an airborne one lies alone. */
export function cautionsFor<Stay extends KnownStay>(
  { sex, isolation }: Pick<WhoNeedsBed, 'sex' | 'isolation'>,
  mates: readonly Stay[],
  sexOf: (stay: Stay) => WhoNeedsBed['sex'],
): readonly Caution[] {
  const kinds = mates.map((mate) => mate.isolation ?? 'none');
  const apart = isolation !== 'none' && kinds.some((kind) => kind !== isolation || isolation === 'airborne');
  const beside = isolation === 'none' && kinds.some((kind) => kind !== 'none');
  const other = sex !== 'notKnown' && mates.map(sexOf).some((of) => of !== 'notKnown' && of !== sex);
  return [
    ...(apart ? ['isolation' as const] : []),
    ...(beside ? ['isolatedRoom' as const] : []),
    ...(other ? ['otherSex' as const] : []),
  ];
}

const distance: Readonly<Record<Offer['near'], number>> = { room: 0, ward: 1, hospital: 2 };

function nearnessOf(place: BedPlace, from: WhoNeedsBed['from']): Offer['near'] {
  if (from?.roomId === place.roomId) return 'room';
  return from === null || from.wardId === place.wardId ? 'ward' : 'hospital';
}

function against({ cautions }: Offer): number {
  return cautions.length > 0 ? 1 : 0;
}
