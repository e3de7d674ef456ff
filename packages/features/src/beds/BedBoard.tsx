import type { BedState } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import { EmptyState, IconBed, IconCloudOff, Skeleton, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { hearsServer } from '../sync/index.ts';
import { AskBedDialog } from './AskBedDialog.tsx';
import css from './BedBoard.module.css';
import { BedDialog } from './BedDialog.tsx';
import { BedTile } from './BedTile.tsx';
import { CleaningDialog } from './CleaningDialog.tsx';
import { DeclinedClaim } from './DeclinedClaim.tsx';
import type { Stay } from './stays-api.ts';
import { kindOf, useWardBeds, type WardBeds } from './ward-beds.ts';

/** The ward's beds by room: who holds each, who asks for it, which are free; above them what somebody has to decide (R4). */
export function BedBoard({ session }: { readonly session: Session }) {
  const { t } = useWords('beds');
  const beds = useWardBeds(session.wardId);
  const hears = useSelector(hearsServer);
  const [open, setOpen] = useState<string | null>(null);
  if (!beds) return <Skeleton />;
  const all = beds.rooms.flatMap((room) => room.beds);
  const chosen = all.find((bed) => keyOf(bed) === open);
  const close = () => setOpen(null);
  return (
    <section className={css.page} aria-labelledby="beds">
      <header className={css.bar}>
        <h1 id="beds">{t('title')}</h1>
        <p>{t('free', { free: beds.free.length, all: all.length })}</p>
      </header>
      {!hears && (
        <p className={css.cut}>
          <IconCloudOff size={20} aria-hidden />
          {t('cut')}
        </p>
      )}
      <Declined beds={beds} session={session} />
      {all.length === 0 && <EmptyState icon={IconBed} title={t('none')} why={t('noneWhy')} />}
      <div className={css.rooms}>
        {beds.rooms.map(({ roomId, room, beds: of }) => (
          <section key={roomId} className={css.room} aria-labelledby={`room-${roomId}`}>
            <header className={css.sign}>
              <h2 id={`room-${roomId}`}>{t('room', { room })}</h2>
              <span>{t('freeHere', { free: of.filter((bed) => kindOf(bed) === 'free').length })}</span>
            </header>
            <div className={css.beds}>
              {of.map((bed) => (
                <BedTile key={bed.bed.id} bed={bed} session={session} onOpen={() => setOpen(keyOf(bed))} />
              ))}
            </div>
          </section>
        ))}
      </div>
      {chosen && kindOf(chosen) === 'free' && <AskBedDialog bed={chosen} onClose={close} />}
      {chosen && hasPeople(chosen) && <BedDialog bed={chosen} session={session} onClose={close} />}
      {chosen && !hasPeople(chosen) && chosen.leftBy && (
        <CleaningDialog bed={chosen} session={session} onClose={close} />
      )}
    </section>
  );
}

/** B6: at the top, because a patient waits. */
function Declined({ beds, session }: { readonly beds: WardBeds; readonly session: Session }) {
  const { t } = useWords('beds');
  if (beds.declined.length === 0) return null;
  return (
    <section className={css.tasks} aria-labelledby="declined">
      <h2 id="declined">{t('declined.title', { count: beds.declined.length })}</h2>
      {beds.declined.map((stay) => (
        <DeclinedClaim key={stay.id} stay={stay} free={beds.free} session={session} />
      ))}
    </section>
  );
}

function hasPeople({ holder, provisional }: BedState<Stay>): boolean {
  return holder !== null || provisional.length > 0;
}

function keyOf({ roomId, bed }: BedState<Stay>): string {
  return `${roomId} ${bed.id}`;
}
