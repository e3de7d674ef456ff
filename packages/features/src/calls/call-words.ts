import { type Say, useWords } from '@healthcare/ui';

/** A room as it was said, and the bed's label; no bed is the whole room. */
export interface Where {
  readonly room: string;
  readonly bed?: string | null | undefined;
}

/** "Room 403, bed 2". */
export function placeOf({ room, bed }: Where, t: Say): string {
  return bed ? t('place', { room, bed }) : t('room', { room });
}

/** The namespace of calls, with what is said of every call. */
export function useCallWords() {
  const words = useWords('calls');
  return { ...words, place: (where: Where) => placeOf(where, words.t) };
}
