import { useWords } from '@healthcare/ui';
import { type Room, useRoomsQuery } from './rooms-api.ts';

const none: readonly Room[] = [];

/** The ward's rooms, and whether they are known yet. */
export function useWardRooms(wardId: string | null): { readonly rooms: readonly Room[]; readonly loaded: boolean } {
  const { data } = useRoomsQuery();
  const rooms = data?.filter((room) => wardId === null || room.wardId === wardId);
  return { rooms: rooms ?? none, loaded: data !== undefined };
}

/** "Ward 4B" and its name, in the language in force; the name is empty before the first sync. */
export function useWardName(wardId: string | null): { readonly ward: string; readonly name: string } {
  const { t, language } = useWords('rooms');
  const { rooms } = useWardRooms(wardId);
  if (wardId === null) return { ward: '', name: '' };
  return { ward: t('ward', { ward: wardId }), name: rooms[0]?.wardName[language] ?? '' };
}
