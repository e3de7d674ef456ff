import { isFree } from '@healthcare/domain/stays';
import { kindOf } from '../ward-beds.ts';
import type { TileFacts } from './tile-facts.ts';

/** Counts of beds of a ward or a room. `held`: somebody lies there or is on leave from it. */
export interface WardFigures {
  readonly beds: number;
  readonly held: number;
  readonly free: number;
  readonly leavingToday: number;
  readonly toClean: number;
}

/** `today`: `YYYY-MM-DD`; who should have left before is among those who leave today. */
export function figuresOf(tiles: readonly TileFacts[], today: string): WardFigures {
  const count = (is: (tile: TileFacts) => boolean) => tiles.filter(is).length;
  return {
    beds: tiles.length,
    held: count(({ bed }) => kindOf(bed) === 'held'),
    free: count(({ bed }) => isFree(bed)),
    leavingToday: count((tile) => leaves(tile, today)),
    toClean: count(({ bed }) => bed.leftBy !== null),
  };
}

export function leaves({ bed: { holder, use } }: TileFacts, today: string): boolean {
  return use !== 'booked' && holder?.until !== undefined && holder.until.slice(0, 10) <= today;
}

/** Who comes and who leaves today, by the hour. */
export interface NextEvent {
  readonly key: string;
  readonly is: 'comes' | 'leaves';
  /** `YYYY-MM-DDTHH:MM`. */
  readonly at: string;
  readonly tile: TileFacts;
}

export function nextEvents(tiles: readonly TileFacts[], today: string): readonly NextEvent[] {
  return tiles
    .flatMap((tile): readonly NextEvent[] => {
      const { holder, use } = tile.bed;
      if (!holder) return [];
      const comes = use === 'booked' ? holder.claims.findLast(({ reservedFrom }) => reservedFrom !== '') : undefined;
      if (comes) return [{ key: tile.key, is: 'comes', at: comes.reservedFrom, tile }];
      return leaves(tile, today) && holder.until ? [{ key: tile.key, is: 'leaves', at: holder.until, tile }] : [];
    })
    .filter(({ at }) => at.slice(0, 10) <= today)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}
