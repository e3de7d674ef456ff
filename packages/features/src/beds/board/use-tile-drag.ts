import { type BedState, isFree, lyingIn } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import { useMemo, useRef } from 'react';
import { personOf } from '../../session/index.ts';
import type { Stay } from '../stays-api.ts';
import { mayActOnStay } from '../ward-beds.ts';
import type { TileDrag } from './BedTile.tsx';

/** A patient is carried from one tile to another; where they are put down, somebody is asked before anything is done. */
export function useTileDrag(session: Session, onMove: (stay: Stay, to: BedState<Stay>) => void): TileDrag {
  const carried = useRef<Stay | null>(null);
  const moved = useRef(onMove);
  moved.current = onMove;
  const person = useMemo(() => personOf(session), [session]);
  return useMemo(
    () => ({
      mayStart: ({ bed }) => canBeMoved(bed) && mayActOnStay('claimed', person, [bed.wardId]),
      onStart: ({ key, bed }, event) => {
        carried.current = bed.holder;
        // What is carried is remembered here; what other programs see names nobody.
        event.dataTransfer.setData('text/plain', key);
        event.dataTransfer.effectAllowed = 'move';
      },
      onOver: ({ bed }, event) => {
        if (carried.current && isFree(bed)) event.preventDefault();
      },
      onDrop: ({ bed }, event) => {
        event.preventDefault();
        const stay = carried.current;
        carried.current = null;
        if (stay && isFree(bed)) moved.current(stay, bed);
      },
    }),
    [person],
  );
}

/** B15: somebody lies in it, and no move of theirs is under way. */
export function canBeMoved({ holder, use }: BedState<Stay>): boolean {
  if (!holder || use === 'booked') return false;
  const underWay = holder.claims.some(({ answer, withdrawn, released, arrived }) =>
    answer.is === 'waiting' ? !withdrawn : answer.is === 'confirmed' && !released && !arrived,
  );
  return lyingIn(holder) !== undefined && !underWay;
}
