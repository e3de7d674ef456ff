import type { Bed, RoomView } from '../rooms/index.ts';
import type { BedPlace } from './entries.ts';
import { type Claim, heldClaims, isProvisional, type StayView } from './view.ts';

export type KnownRoom = RoomView & { readonly id: string };
export type KnownStay = StayView & { readonly id: string };

/** A bed, who holds it, and who asks for it. */
export interface BedState<Stay extends KnownStay = KnownStay> {
  readonly wardId: string;
  readonly roomId: string;
  readonly room: string;
  readonly bed: Bed;
  /** The stay whose claim on this bed is confirmed (B4). */
  readonly holder: Stay | null;
  /** Stays whose claims on this bed wait for an answer, the earliest first. */
  readonly provisional: readonly Stay[];
}

/** Every bed of these rooms in their order, and beds that are held although their room no longer has them (B12). */
export function bedsOf<Stay extends KnownStay>(
  rooms: readonly KnownRoom[],
  stays: readonly Stay[],
): readonly BedState<Stay>[] {
  const beds = new Map<string, BedState<Stay>>();
  for (const { id: roomId, wardId, name: room, beds: of } of rooms)
    for (const bed of of)
      beds.set(bedKey({ roomId, bedId: bed.id }), { wardId, roomId, room, bed, holder: null, provisional: [] });
  for (const [key, { stay, claim }] of holders(stays))
    beds.set(key, { ...(beds.get(key) ?? bedOf(claim)), holder: stay });
  for (const { stay, claim } of claimsOf(stays, (one) => one.claims.filter(isProvisional)).sort(earliestFirst)) {
    const key = bedKey(claim);
    const bed = beds.get(key);
    if (bed) beds.set(key, { ...bed, provisional: [...bed.provisional, stay] });
  }
  return [...beds.values()];
}

/** Beds nobody holds and nobody asks for, as they can be asked for next. */
export function freeBeds(beds: readonly BedState[]): readonly BedPlace[] {
  return beds
    .filter(({ holder, provisional }) => holder === null && provisional.length === 0)
    .map(({ wardId, roomId, room, bed }) => ({ wardId, roomId, room, bedId: bed.id, bed: bed.label }));
}

/** One text per bed of the hospital: ids of beds are unique in their room only. */
export function bedKey({ roomId, bedId }: Pick<BedPlace, 'roomId' | 'bedId'>): string {
  return JSON.stringify([roomId, bedId]);
}

interface ClaimOf<Stay> {
  readonly stay: Stay;
  readonly claim: Claim;
}

/** B4: of two that reached this replica out of order, the later confirmed. */
function holders<Stay extends KnownStay>(stays: readonly Stay[]): ReadonlyMap<string, ClaimOf<Stay>> {
  const byTurn = claimsOf(stays, heldClaims).sort((a, b) => turnOf(a.claim) - turnOf(b.claim));
  return new Map(byTurn.map((one) => [bedKey(one.claim), one]));
}

function claimsOf<Stay extends KnownStay>(
  stays: readonly Stay[],
  which: (stay: Stay) => readonly Claim[],
): ClaimOf<Stay>[] {
  return stays
    .filter(({ phase }) => phase === 'current')
    .flatMap((stay) => which(stay).map((claim) => ({ stay, claim })));
}

function bedOf({ wardId, roomId, room, bedId, bed }: Claim): Omit<BedState<never>, 'holder'> {
  return { wardId, roomId, room, bed: { id: bedId, label: bed }, provisional: [] };
}

function turnOf({ answer }: Claim): number {
  return answer.is === 'confirmed' ? answer.turn : 0;
}

function earliestFirst(a: ClaimOf<KnownStay>, b: ClaimOf<KnownStay>): number {
  if (a.claim.at === b.claim.at) return a.claim.entry < b.claim.entry ? -1 : 1;
  return a.claim.at < b.claim.at ? -1 : 1;
}
