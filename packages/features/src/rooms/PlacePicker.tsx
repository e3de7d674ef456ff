import { EmptyState, IconBed, Skeleton, useWords } from '@healthcare/ui';
import css from './PlacePicker.module.css';
import type { Room } from './rooms-api.ts';
import { useWardRooms } from './ward.ts';

/** A room, and a bed of it by its label; `bed` null is the whole room. */
export interface Place {
  readonly room: Room;
  readonly bed: string | null;
}

export interface PlacePickerProps {
  readonly wardId: string | null;
  readonly roomId: string | null;
  readonly bed: string | null;
  readonly onPick: (place: Place) => void;
}

/** Every bed of the ward as one target, in the order of the doors; the name on the door stands for the whole room. */
export function PlacePicker({ wardId, roomId, bed, onPick }: PlacePickerProps) {
  const { t } = useWords('rooms');
  const { rooms, loaded } = useWardRooms(wardId);
  if (!loaded) return <Skeleton rows={2} />;
  if (rooms.length === 0) return <EmptyState icon={IconBed} title={t('none')} why={t('noneWhy')} />;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every engine we ship on
    <div className={css.rooms} role="group" aria-label={t('rooms')}>
      {rooms.map((room) => (
        <RoomRow key={room.id} room={room} picked={room.id === roomId ? { bed } : null} onPick={onPick} />
      ))}
    </div>
  );
}

interface RoomRowProps {
  readonly room: Room;
  readonly picked: { readonly bed: string | null } | null;
  readonly onPick: (place: Place) => void;
}

function RoomRow({ room, picked, onPick }: RoomRowProps) {
  const { t } = useWords('rooms');
  return (
    <div className={css.room}>
      <button
        type="button"
        className={css.whole}
        aria-label={t('wholeRoomOf', { room: room.name })}
        aria-pressed={picked !== null && picked.bed === null}
        onClick={() => onPick({ room, bed: null })}
      >
        {t('room', { room: room.name })}
      </button>
      {room.beds.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className={css.bed}
          aria-label={t('bedOf', { room: room.name, bed: label })}
          aria-pressed={picked?.bed === label}
          onClick={() => onPick({ room, bed: label })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
