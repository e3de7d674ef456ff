import type { Session } from '@healthcare/protocol';
import { EmptyState, IconBed, IconPlus, listed, Skeleton, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Room, useRoomsQuery } from '../../rooms/index.ts';
import { useNames } from '../../staff/index.ts';
import css from './RoomDesk.module.css';
import { RoomForm } from './RoomForm.tsx';

/** M2: the rooms of the house by ward, for administrators, who add and change them. Who lies there this desk is not told. */
export function RoomDesk(_: { readonly session: Session }) {
  const { t } = useWords('beds');
  const { data: rooms } = useRoomsQuery();
  const [open, setOpen] = useState<Room | 'new' | null>(null);
  if (!rooms) return <Skeleton />;
  const wards = [...Map.groupBy(rooms, ({ wardId }) => wardId)].sort(([a], [b]) => byNumber.compare(a, b));
  return (
    <section className={css.page} aria-labelledby="rooms">
      <header className={css.bar}>
        <h1 id="rooms">{t('desk.title')}</h1>
        <p>{t('desk.count', { count: rooms.length })}</p>
        <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setOpen('new')}>
          {t('roomForm.add')}
        </Button>
      </header>
      {rooms.length === 0 && <EmptyState icon={IconBed} title={t('desk.none')} why={t('desk.noneWhy')} />}
      {wards.map(([wardId, of]) => (
        <Ward key={wardId} wardId={wardId} rooms={of} onOpen={setOpen} />
      ))}
      {open && <RoomForm room={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </section>
  );
}

interface WardProps {
  readonly wardId: string;
  readonly rooms: readonly Room[];
  readonly onOpen: (room: Room) => void;
}

function Ward({ wardId, rooms, onOpen }: WardProps) {
  const { t, language } = useWords('beds');
  const { nameOf } = useNames();
  return (
    <section className={css.ward} aria-label={t('hospital.ward', { ward: wardId })}>
      <h2>
        {t('hospital.ward', { ward: wardId })} <bdi className={css.quiet}>{rooms[0]?.wardName[language]}</bdi>
      </h2>
      <table className={css.rooms}>
        <thead>
          <tr>
            <th scope="col">{t('roomForm.name')}</th>
            <th scope="col">{t('desk.place')}</th>
            <th scope="col">{t('roomForm.type')}</th>
            <th scope="col">{t('desk.beds')}</th>
            <th scope="col">{t('roomForm.inCharge')}</th>
            <th scope="col">{t('desk.closed')}</th>
          </tr>
        </thead>
        <tbody>
          {rooms.map((room) => (
            <tr key={room.id}>
              <th scope="row">
                <button type="button" className={css.open} onClick={() => onOpen(room)}>
                  {room.name}
                </button>
              </th>
              <td>{room.corridorPlace ?? '–'}</td>
              <td>{t(`type.${room.type}`)}</td>
              <td>
                {listed(
                  room.beds.map(({ label }) => label),
                  language,
                )}
              </td>
              <td>{room.inCharge ? <bdi>{nameOf(room.inCharge)}</bdi> : '–'}</td>
              <td>{room.closures.length || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const byNumber = new Intl.Collator('en', { numeric: true });
