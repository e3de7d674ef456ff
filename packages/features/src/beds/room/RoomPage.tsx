import { type BedState, isFree, roomStatus } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import {
  EmptyState,
  IconArrowLeft,
  IconDoor,
  IconPencil,
  PersonChip,
  Pill,
  Skeleton,
  useNow,
  useWords,
} from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { fileScreen } from '../../patients/index.ts';
import { useRoomsQuery } from '../../rooms/index.ts';
import { useNames } from '../../staff/index.ts';
import { hashOf } from '../../state/index.ts';
import board from '../BedBoard.module.css';
import { type PatientsById, patientOf, useBedPatients } from '../bed-patients.ts';
import { SexAndAge } from '../board/PatientFacts.tsx';
import { shownStay } from '../board/tile-facts.ts';
import { PastStays } from '../history/PastStays.tsx';
import { mayActOnBed } from '../may-act-on-bed.ts';
import { plainTimeOf } from '../plain-time.ts';
import { CloseBedDialog } from '../stay/ServiceDialog.tsx';
import { StayFactList } from '../stay/StayCard.tsx';
import { type Stay, useCurrentStaysQuery } from '../stays-api.ts';
import { kindOf, type RoomWithBeds, useWardBeds } from '../ward-beds.ts';
import { whoIs } from '../who.ts';
import { RoomForm } from './RoomForm.tsx';
import css from './RoomPage.module.css';

const none = [] as const;

/** One room: its door, who is in charge, what follows from its beds (R1); who lies and is booked there, and everybody who did (R3). */
export function RoomPage({ session, roomId }: { readonly session: Session; readonly roomId: string }) {
  const { t } = useWords('beds');
  const ward = useWardBeds(null);
  const { data: rooms = none } = useRoomsQuery();
  const { data: stays = none } = useCurrentStaysQuery();
  const patients = useBedPatients(stays);
  const [changing, setChanging] = useState(false);
  if (!ward) return <Skeleton />;
  const room = rooms.find(({ id }) => id === roomId);
  const beds = ward.rooms.find((one) => one.roomId === roomId);
  if (!room || !beds) return <EmptyState icon={IconDoor} title={t('roomPage.gone')} why={t('roomPage.goneWhy')} />;
  const may = mayActOnBed('amended', session, room.wardId);
  const status = roomStatus(beds.beds);
  return (
    <section className={css.page} aria-labelledby="room">
      <header className={css.bar}>
        <a className={css.back} href={hashOf({ screen: 'beds', call: null })}>
          <IconArrowLeft size={20} className="turns" aria-hidden />
          {t('board')}
        </a>
        <h1 id="room">{t('room', { room: room.name })}</h1>
        <span>{t(`type.${room.type}`)}</span>
        <span>{t('roomPage.capacity', { count: room.beds.length })}</span>
        <Pill icon={IconDoor}>{t(`status.${status}`)}</Pill>
        <InCharge user={room.inCharge} />
        <span className={css.space} />
        {may && (
          <Button
            variant="default"
            leftSection={<IconPencil size={20} aria-hidden />}
            onClick={() => setChanging(true)}
          >
            {t('roomPage.change')}
          </Button>
        )}
      </header>
      <div className={css.parts}>
        <Now beds={beds} patients={patients} session={session} />
        <div className={css.part}>
          <h2>{t('roomPage.past')}</h2>
          <PastStays roomId={roomId} />
        </div>
      </div>
      {changing && <RoomForm room={room} onClose={() => setChanging(false)} />}
    </section>
  );
}

function InCharge({ user }: { readonly user: string | undefined }) {
  const { t } = useWords('beds');
  const { nameOf, shapeOf } = useNames();
  return (
    <span className={css.charge}>
      {t('roomPage.inCharge')} {user ? <PersonChip name={nameOf(user)} shape={shapeOf(user)} /> : t('tile.nobody')}
    </span>
  );
}

/** Every bed with what stands there now: who lies in it or is booked for it, or what it is. */
interface NowProps {
  readonly beds: RoomWithBeds;
  readonly patients: PatientsById;
  readonly session: Session;
}

function Now({ beds, patients, session }: NowProps) {
  const { t } = useWords('beds');
  const [closing, setClosing] = useState<BedState<Stay> | null>(null);
  const today = plainTimeOf(useNow(60_000)).slice(0, 10);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it
    <section className={css.now} aria-labelledby="now" tabIndex={0}>
      <h2 id="now">{t('roomPage.now')}</h2>
      <ul className={board.people}>
        {beds.beds.map((bed) => {
          const kind = bed.use === 'onLeave' ? 'leave' : kindOf(bed);
          const people = [...(bed.holder ? [bed.holder] : []), ...bed.provisional];
          return (
            <li key={bed.bed.id} data-kind={shownStay(bed) && !bed.holder ? 'provisional' : 'confirmed'}>
              <h3>
                {t('bed', { bed: bed.bed.label })}
                <span className={css.kind}>{t(`kind.${kind}`)}</span>
              </h3>
              {bed.closed && <p className={board.quiet}>{bed.closed.reason}</p>}
              {isFree(bed) && mayActOnBed('bedClosed', session, bed.wardId) && (
                <Button variant="default" onClick={() => setClosing(bed)}>
                  {t('close.open')}
                </Button>
              )}
              {people.map((stay) => (
                <div key={stay.id}>
                  <WhoLies stay={stay} patients={patients} today={today} />
                  <StayFactList stay={stay} />
                </div>
              ))}
            </li>
          );
        })}
      </ul>
      {closing && <CloseBedDialog bed={closing} onClose={() => setClosing(null)} />}
    </section>
  );
}

interface WhoLiesProps {
  readonly stay: Stay;
  readonly patients: PatientsById;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** The name leads to the file, where there is one. */
function WhoLies({ stay, patients, today }: WhoLiesProps) {
  const { t, language } = useWords('beds');
  const patient = patientOf(stay, patients);
  const who = whoIs(stay, patient, { language, today });
  const name = <bdi>{who.name}</bdi>;
  return (
    <>
      <p className={css.who}>
        {patient ? <a href={hashOf({ screen: fileScreen(patient.id), call: null })}>{name}</a> : name}
      </p>
      <p className={board.quiet}>
        <SexAndAge who={who} />
        {who.allergy !== 'none' && ` · ${t(`tile.allergy.${who.allergy}`)}`}
      </p>
    </>
  );
}
