import { mayAct, type Person } from '@healthcare/domain';
import { type RoomEntry, roomRights } from '@healthcare/domain/rooms';

/** M2, M5: the rights table, asked for an act on a room of this ward or on one of its beds. */
export function mayActOnBed(act: RoomEntry['kind'], person: Person, wardId: string): boolean {
  return mayAct(roomRights, act, person.role, { own: false, ward: person.wards.includes(wardId) });
}
