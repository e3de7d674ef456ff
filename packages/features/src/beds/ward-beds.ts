import { mayAct, type Person } from '@healthcare/domain';
import type { RoomType } from '@healthcare/domain/rooms';
import {
  type BedPlace,
  type BedState,
  bedsOf,
  type Cleanliness,
  cleanlinessOf,
  declinedMove,
  freeBeds,
  openTransfer,
  type StayAct,
  stayRights,
  wardsOf,
} from '@healthcare/domain/stays';
import { useMemo } from 'react';
import { type Room, useWardRooms } from '../rooms/index.ts';
import { type Stay, useCurrentStaysQuery } from './stays-api.ts';

/** A room with its beds, in the order of the doors. */
export interface RoomWithBeds {
  readonly roomId: string;
  readonly room: string;
  /** Null where the room itself is not known here any more. */
  readonly type: RoomType | null;
  readonly beds: readonly BedState<Stay>[];
}

export interface WardBeds {
  readonly rooms: readonly RoomWithBeds[];
  /** Every bed, in the order of the rooms. */
  readonly all: readonly BedState<Stay>[];
  /** Beds that can be asked for with some hope. */
  readonly free: readonly BedPlace[];
  /** B6: claims of the ward that were declined, and wait for somebody to choose another bed. */
  readonly declined: readonly Stay[];
  /** B16: patients whom this ward is asked to take. */
  readonly asked: readonly Stay[];
}

/** The ward's beds as they are known here; undefined while rooms and stays are still read. */
export function useWardBeds(wardId: string | null): WardBeds | undefined {
  const { rooms, loaded } = useWardRooms(wardId);
  const { data: stays } = useCurrentStaysQuery();
  return useMemo(() => (loaded && stays ? wardBeds(wardId, rooms, stays) : undefined), [wardId, rooms, loaded, stays]);
}

/** How many decisions about beds wait in the ward: declined claims, and patients it is asked to take. Drawn again when their number changes. */
export function useBedDecisions(wardId: string | null): number {
  const { count } = useCurrentStaysQuery(undefined, {
    selectFromResult: ({ data = noStays }) => ({
      count: data.filter((stay) => isDeclinedIn(stay, wardId) || isAskedOf(stay, wardId)).length,
    }),
  });
  return count;
}

const noStays: readonly Stay[] = [];

export function wardBeds(wardId: string | null, rooms: readonly Room[], stays: readonly Stay[]): WardBeds {
  const beds = bedsOf(rooms, stays).filter((bed) => wardId === null || bed.wardId === wardId);
  const types = new Map(rooms.map(({ id, type }) => [id, type]));
  const byRoom = new Map<string, RoomWithBeds>();
  for (const bed of beds) {
    const { roomId, room } = bed;
    const type = types.get(roomId) ?? null;
    byRoom.set(roomId, { roomId, room, type, beds: [...(byRoom.get(roomId)?.beds ?? []), bed] });
  }
  return {
    rooms: [...byRoom.values()],
    all: beds,
    free: freeBeds(beds),
    declined: stays.filter((stay) => isDeclinedIn(stay, wardId)),
    asked: stays.filter((stay) => isAskedOf(stay, wardId)),
  };
}

/**
 * What a bed is, so that a person sees it from afar. `asked`: nobody holds it, and somebody has asked. `booked`: held for a patient who
 * is to come. The rest: nobody has it, and whether it can be given (R2).
 */
export type BedKind = 'held' | 'booked' | 'asked' | 'closed' | Exclude<Cleanliness, 'clean'> | 'free';

export function kindOf(bed: BedState<Stay>): BedKind {
  if (bed.holder) return bed.use === 'booked' ? 'booked' : 'held';
  if (bed.provisional.length > 0) return 'asked';
  if (bed.closed) return 'closed';
  const cleanliness = cleanlinessOf(bed);
  return cleanliness === 'clean' ? 'free' : cleanliness;
}

/** B10. */
export function mayActOnStay(act: StayAct, person: Person, wards: readonly string[]): boolean {
  const ward = wards.some((one) => person.wards.includes(one));
  return mayAct(stayRights, act, person.role, { own: false, ward });
}

function isDeclinedIn(stay: Stay, wardId: string | null): boolean {
  const isDeclined = stay.state === 'declined' || declinedMove(stay) !== undefined;
  return isDeclined && (wardId === null || wardsOf(stay).includes(wardId));
}

function isAskedOf(stay: Stay, wardId: string | null): boolean {
  const asked = openTransfer(stay);
  return asked !== undefined && (wardId === null || asked.wardId === wardId);
}
