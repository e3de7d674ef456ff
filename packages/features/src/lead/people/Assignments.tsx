import { mayAct, type Person } from '@healthcare/domain';
import { roomRights } from '@healthcare/domain/rooms';
import { stayRights } from '@healthcare/domain/stays';
import type { Session } from '@healthcare/protocol';
import { useWords } from '@healthcare/ui';
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { type Stay, useCurrentStaysQuery, useStayNames } from '../../beds/index.ts';
import { peopleOf } from '../../calls/index.ts';
import { patientsOf } from '../../handover/index.ts';
import { type Room, useWardRooms } from '../../rooms/index.ts';
import { personOf } from '../../session/index.ts';
import { type Names, useNames } from '../../staff/index.ts';
import css from '../Lead.module.css';
import { useAssign } from './use-assign.ts';

const noStays: readonly Stay[] = [];

/** Who answers for each room, and which doctor and nurse for each patient. A choice is kept at once; what stood before stays in the story. */
export function Assignments({ session, wardId }: { readonly session: Session; readonly wardId: string }) {
  const { t } = useWords('lead');
  const person = personOf(session);
  const { rooms } = useWardRooms(wardId);
  const { data: stays = noStays } = useCurrentStaysQuery();
  const patients = useMemo(() => patientsOf(stays, wardId), [stays, wardId]);
  const nameOf = useStayNames(patients);
  return (
    <div className={css.scroll}>
      <section className={css.card} aria-labelledby="by-room">
        <h2 id="by-room">{t('people.rooms')}</h2>
        {rooms.length === 0 && <p className={css.quiet}>{t('people.noRooms')}</p>}
        <ul className={css.rooms}>
          {rooms.map((room) => (
            <RoomLine key={room.id} room={room} may={may(roomRights, 'amended', person, wardId)} />
          ))}
        </ul>
      </section>
      <section className={css.card} aria-labelledby="by-patient">
        <h2 id="by-patient">{t('people.patients')}</h2>
        {patients.length === 0 && <p className={css.quiet}>{t('people.noPatients')}</p>}
        <ul className={css.lines}>
          {patients.map((stay) => (
            <PatientLine
              key={stay.id}
              stay={stay}
              patient={nameOf(stay)}
              may={may(stayRights, 'amended', person, wardId)}
            />
          ))}
        </ul>
      </section>
    </div>
  );
}

function may(rights: Parameters<typeof mayAct>[0], kind: string, { role, wards }: Person, wardId: string): boolean {
  return mayAct(rights, kind, role, { own: false, ward: wards.includes(wardId) });
}

function RoomLine({ room, may: changes }: { readonly room: Room; readonly may: boolean }) {
  const { t } = useWords('lead');
  const names = useNames();
  const { ofRoom } = useAssign();
  return (
    <li>
      <b>{t('people.room', { room: room.name })}</b>
      <Choice
        label={t('people.inCharge', { room: room.name })}
        asks={t('people.choose')}
        among={[...peopleOf(names, 'nurse'), ...peopleOf(names, 'doctor')]}
        chosen={room.inCharge}
        names={names}
        onChoose={changes ? (user) => void ofRoom(room, user) : undefined}
      />
    </li>
  );
}

interface PatientLineProps {
  readonly stay: Stay;
  readonly patient: string;
  readonly may: boolean;
}

function PatientLine({ stay, patient, may: changes }: PatientLineProps) {
  const { t } = useWords('lead');
  const names = useNames();
  const { ofStay } = useAssign();
  const choice = (field: 'doctor' | 'nurse') => (
    <Choice
      label={t(`people.${field}`, { patient })}
      asks={t(`people.asks.${field}`)}
      among={peopleOf(names, field)}
      chosen={stay[field]}
      names={names}
      onChoose={changes ? (user) => void ofStay(stay, { [field]: user }) : undefined}
    />
  );
  return (
    <li>
      <span>{t('people.place', { room: stay.room, bed: stay.bed })}</span>
      <b>
        <bdi>{patient}</bdi>
      </b>
      {choice('doctor')}
      {choice('nurse')}
    </li>
  );
}

interface ChoiceProps {
  readonly label: string;
  /** In the place of a name, as long as nobody is chosen. */
  readonly asks: string;
  readonly among: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: string | undefined;
  readonly names: Names;
  /** Absent for who may only look. */
  readonly onChoose: ((user: string) => void) | undefined;
}

/** Who is chosen stays in the list, also when they no longer work here. */
function Choice({ label, asks, among, chosen, names, onChoose }: ChoiceProps) {
  const { t } = useWords('lead');
  if (!onChoose) return <span>{chosen === undefined ? t('people.nobody') : names.nameOf(chosen)}</span>;
  const known = chosen === undefined || among.some(({ value }) => value === chosen);
  const data = known ? among : [...among, { value: chosen, label: names.nameOf(chosen) }];
  return (
    <Select
      aria-label={label}
      placeholder={asks}
      data={[...data]}
      value={chosen ?? null}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('people.nobody')}
      onChange={(user) => user !== null && onChoose(user)}
    />
  );
}
