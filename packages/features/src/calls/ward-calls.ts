import type { Ports } from '../state/index.ts';

/**
 * E7: a call of another ward is here with a file that was lent in an emergency. It stands in that file; no board, sound, figure or list of this
 * ward has it, also on the lock screen. The same list where there is none.
 */
export function ofThisWard<Item extends { readonly wardId: string }>(
  { keptSession, settings }: Pick<Ports, 'keptSession' | 'settings'>,
  items: readonly Item[],
): readonly Item[] {
  const ward = keptSession.read()?.session.wardId ?? settings.wardId ?? null;
  const isHere = ({ wardId }: Item) => ward === null || wardId === ward;
  return items.every(isHere) ? items : items.filter(isHere);
}
