import { isFree, roomStatus } from '@healthcare/domain/stays';
import { useWords } from '@healthcare/ui';
import { memo } from 'react';
import { hashOf } from '../../state/index.ts';
import type { RoomWithBeds } from '../ward-beds.ts';
import { BedTile, type BedTileProps } from './BedTile.tsx';
import { sameProps } from './same-props.ts';
import { areSameTiles, sexOfRoom, type TileFacts } from './tile-facts.ts';
import css from './WardPlan.module.css';

export interface RoomBoxProps extends Omit<BedTileProps, 'tile' | 'dim'> {
  readonly room: RoomWithBeds;
  readonly tiles: readonly TileFacts[];
  readonly dims: (tile: TileFacts) => boolean;
}

/** A room as it lies: its door, who lies there, what is free; its beds two deep. Not drawn again for what changes in another room. */
export const RoomBox = memo(Box, sameProps<RoomBoxProps>({ room: isSameRoom, tiles: areSameTiles }));

function Box({ room: { roomId, room, type }, tiles, dims, ...rest }: RoomBoxProps) {
  const { t, language } = useWords('beds');
  const free = tiles.filter(({ bed }) => isFree(bed)).length;
  const sex = sexOfRoom(tiles);
  const status = roomStatus(tiles.map(({ bed }) => bed));
  return (
    <section className={css.room} aria-label={t('room', { room })} data-room={roomId}>
      <header className={css.sign} dir={language === 'ar' ? 'rtl' : 'ltr'}>
        <h2>
          <a href={hashOf({ screen: `room/${roomId}`, call: null })} aria-label={t('tile.openRoom', { room })}>
            {room}
          </a>
        </h2>
        {sex === null || type === 'single' ? (
          type && <span>{t(`type.${type}`)}</span>
        ) : (
          <span>{t(`roomSex.${sex}`)}</span>
        )}
        <span className={css.free}>
          {free > 0 && tiles.length > 1 ? t('freeHere', { free }) : t(`status.${status}`)}
        </span>
      </header>
      <div className={css.beds} style={{ gridTemplateColumns: `repeat(${columnsOf(tiles)}, minmax(0, 1fr))` }}>
        {tiles.map((tile) => (
          <BedTile key={tile.key} tile={tile} dim={dims(tile)} {...rest} />
        ))}
      </div>
    </section>
  );
}

/** What its sign says; its beds are compared as tiles. */
function isSameRoom(a: RoomWithBeds, b: RoomWithBeds): boolean {
  return a.roomId === b.roomId && a.room === b.room && a.type === b.type;
}

/** Beds stand two deep; two of them one behind the other. */
function columnsOf({ length }: readonly TileFacts[]): number {
  return Math.max(1, Math.ceil(length / 2));
}
