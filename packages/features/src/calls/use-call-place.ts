import { useCallWords } from './call-words.ts';
import { useCallQuery } from './calls-api.ts';

/** "Room 403, bed 2" of a call that is held here; null while it is not. */
export function useCallPlace(id: string): string | null {
  const { place } = useCallWords();
  const { data: call } = useCallQuery(id);
  return call?.room ? place(call) : null;
}
