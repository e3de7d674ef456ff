import { useWords } from '@healthcare/ui';
import { type Room, useRoomsQuery } from './rooms-api.ts';

const none: readonly Room[] = [];

/** The ward's rooms, and whether they are known yet. */
export function useWardRooms(wardId: string | null): { readonly rooms: readonly Room[]; readonly loaded: boolean } {
  const { data } = useRoomsQuery();
  const rooms = data?.filter((room) => wardId === null || room.wardId === wardId);
  return { rooms: rooms ?? none, loaded: data !== undefined };
}

/** "Ward 4B" and what it is called beside that, in the language in force; empty when it is called nothing else. */
export function useWardName(wardId: string | null): { readonly ward: string; readonly name: string } {
  const { t, language } = useWords('rooms');
  const { rooms } = useWardRooms(wardId);
  if (wardId === null) return { ward: '', name: '' };
  const name = rooms[0]?.wardName[language] ?? '';
  const ward = t('ward', { ward: wardId });
  // Some houses write the number into the name: then the name says it all.
  return rooms[0]?.wardName.en.includes(wardId) ? { ward: name, name: '' } : { ward, name };
}
