import { type Bed, type Closure, closureOf, type RoomView } from '../rooms/index.ts';
import type { BedPlace } from './entries.ts';
import { type Claim, heldClaims, isProvisional, type StayView, toClean } from './view.ts';

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
  /** B14, B18: how the holder has the bed; null while nobody does. */
  readonly use: BedUse | null;
  /** B17: the bed was left and is not clean again, by which stay's claim. */
  readonly leftBy: LeftBed<Stay> | null;
  /** M5: why nobody is put into it. */
  readonly closed: Closure | null;
}

/** `occupied`: the patient lies in it. `booked`: held for somebody who comes. `onLeave`: theirs while they are away. */
export type BedUse = 'occupied' | 'booked' | 'onLeave';

/** A bed that has to be cleaned before it is given again. */
export interface LeftBed<Stay> {
  readonly stay: Stay;
  readonly claim: Claim;
}

/** R2: the second of a bed's three independent facts. */
export type Cleanliness = 'clean' | 'dirty' | 'contaminated' | 'cleaning';

export function cleanlinessOf({ leftBy }: Pick<BedState, 'leftBy'>): Cleanliness {
  if (!leftBy) return 'clean';
  if (leftBy.claim.cleaningBegun) return 'cleaning';
  return leftBy.claim.released?.needs === 'deepCleaning' ? 'contaminated' : 'dirty';
}

/** Every bed of these rooms in their order, and beds that are held although their room no longer has them (B12). */
export function bedsOf<Stay extends KnownStay>(
  rooms: readonly KnownRoom[],
  stays: readonly Stay[],
): readonly BedState<Stay>[] {
  const beds = new Map<string, BedState<Stay>>();
  for (const { id: roomId, wardId, name: room, beds: of, closures } of rooms)
    for (const bed of of) {
      const closed = closureOf({ closures }, bed.id) ?? null;
      beds.set(bedKey({ roomId, bedId: bed.id }), { wardId, roomId, room, bed, ...unused, closed });
    }
  for (const [key, { stay, claim }] of holders(stays))
    beds.set(key, { ...(beds.get(key) ?? bedOf(claim)), holder: stay, use: useOf(stay, claim) });
  for (const { stay, claim } of claimsOf(stays, toClean)) {
    const key = bedKey(claim);
    beds.set(key, { ...(beds.get(key) ?? bedOf(claim)), leftBy: { stay, claim } });
  }
  for (const { stay, claim } of claimsOf(stays, (one) => one.claims.filter(isProvisional)).sort(earliestFirst)) {
    const key = bedKey(claim);
    const bed = beds.get(key);
    if (bed) beds.set(key, { ...bed, provisional: [...bed.provisional, stay] });
  }
  return [...beds.values()];
}

/** Beds nobody holds and nobody asks for, clean and in service, as they can be asked for next. */
export function freeBeds(beds: readonly BedState[]): readonly BedPlace[] {
  return beds
    .filter(isFree)
    .map(({ wardId, roomId, room, bed }) => ({ wardId, roomId, room, bedId: bed.id, bed: bed.label }));
}

export function isFree({ holder, provisional, leftBy, closed }: BedState): boolean {
  return holder === null && provisional.length === 0 && leftBy === null && closed === null;
}

/** R1: what follows for a room from its beds. `full`: every bed in service is held; `empty`: none is. */
export type RoomStatus = 'empty' | 'booked' | 'occupied' | 'full';

export function roomStatus(beds: readonly BedState[]): RoomStatus {
  const inService = beds.filter(({ closed, holder }) => closed === null || holder !== null);
  const held = inService.filter(({ holder }) => holder !== null);
  if (held.length === 0) return 'empty';
  if (held.length === inService.length) return 'full';
  return held.every(({ use }) => use === 'booked') ? 'booked' : 'occupied';
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

const unused = { holder: null, provisional: [], use: null, leftBy: null } as const;

function bedOf({ wardId, roomId, room, bedId, bed }: Claim): BedState<never> {
  return { wardId, roomId, room, bed: { id: bedId, label: bed }, ...unused, closed: null };
}

function useOf(stay: KnownStay, claim: Claim): BedUse {
  if (!claim.arrived) return 'booked';
  return stay.leave ? 'onLeave' : 'occupied';
}

function turnOf({ answer }: Claim): number {
  return answer.is === 'confirmed' ? answer.turn : 0;
}

function earliestFirst(a: ClaimOf<KnownStay>, b: ClaimOf<KnownStay>): number {
  if (a.claim.at === b.claim.at) return a.claim.entry < b.claim.entry ? -1 : 1;
  return a.claim.at < b.claim.at ? -1 : 1;
}
