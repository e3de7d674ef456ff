import { useWords } from '@healthcare/ui';
import { Fragment, type KeyboardEvent } from 'react';
import type { RoomWithBeds } from '../ward-beds.ts';
import { boxAfterKey } from './arrow-keys.ts';
import type { BedTileProps } from './BedTile.tsx';
import { Legend } from './Legend.tsx';
import { planOf, type Spot } from './plan.ts';
import { RoomBox } from './RoomBox.tsx';
import type { TileFacts } from './tile-facts.ts';
import css from './WardPlan.module.css';

/** A room, and what each of its beds shows. */
export interface PlannedRoom extends RoomWithBeds {
  readonly tiles: readonly TileFacts[];
}

export interface WardPlanProps extends Omit<BedTileProps, 'tile' | 'dim'> {
  readonly rooms: readonly PlannedRoom[];
  readonly dims: (tile: TileFacts) => boolean;
}

/**
 * A plan, so it lies as the building lies: it is not mirrored in Arabic, only the words in it are. A filter dims what it leaves out; a bed
 * never moves, because people find it by its place.
 */
export function WardPlan({ rooms, dims, ...rest }: WardPlanProps) {
  const { t, language } = useWords('beds');
  const plan = planOf(rooms);
  const side = (spots: readonly Spot<PlannedRoom>[]) =>
    spots.map(({ columns, rooms: here }) =>
      here ? (
        <div key={here[0]?.roomId} className={css.spot} style={{ gridColumn: `span ${columns}` }}>
          {here.map((room) => (
            <RoomBox key={room.roomId} room={room} tiles={room.tiles} dims={dims} {...rest} />
          ))}
        </div>
      ) : (
        <Legend key="station" tiles={rooms.flatMap(({ tiles }) => tiles)} named={rest.named} today={rest.today} />
      ),
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the beds in it have the focus; arrows only lead from one to the next
    <div
      className={css.plan}
      data-long={plan.length > 1 || undefined}
      dir="ltr"
      lang={language}
      onKeyDown={focusByArrow}
    >
      {plan.map(({ columns, far, near }) => (
        <Fragment key={far[0]?.rooms?.[0]?.roomId ?? 'station'}>
          <div className={css.side} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
            {side(far)}
          </div>
          {near.length > 0 && (
            <>
              <div className={css.corridor} aria-hidden>
                <span>{t('tile.corridor')}</span>
              </div>
              <div className={css.side} style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
                {side(near)}
              </div>
            </>
          )}
        </Fragment>
      ))}
    </div>
  );
}

/** Arrow keys go from bed to bed as they lie. */
function focusByArrow(event: KeyboardEvent<HTMLElement>): void {
  const tiles = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-kind]')];
  const from = tiles.indexOf(event.target as HTMLElement);
  const boxes = () => tiles.map((tile) => tile.getBoundingClientRect());
  const to = from < 0 || !event.key.startsWith('Arrow') ? null : boxAfterKey(boxes(), from, event.key);
  if (to === null) return;
  event.preventDefault();
  tiles[to]?.focus();
}
