import type { Person } from '@healthcare/domain';
import type { Subject } from '@healthcare/domain/handovers';
import { IconPlus } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Stay } from '../beds/index.ts';
import css from './Handover.module.css';
import type { Handover } from './handovers-api.ts';
import { subjectOfStay } from './open-work.ts';
import { PointLine } from './PointLine.tsx';
import { type PointOf, pointsIn } from './pages.ts';
import { TakeBackDialog } from './TakeBackDialog.tsx';
import type { HandoverActs } from './use-handover.ts';
import { useHandoverWords } from './use-handover-words.ts';
import type { WorkOfWard } from './use-open-work.ts';

export interface ThisShiftProps {
  readonly writing: readonly Handover[];
  readonly work: Pick<WorkOfWard, 'patients' | 'nameOf'>;
  readonly person: Person;
  /** Absent for who may not write. */
  readonly onNote: ((subject: Subject) => void) | undefined;
  readonly acts: HandoverActs;
}

/** What is told: about the ward, about calls and beds, and patient by patient. */
export function ThisShift({ writing, work, person, onNote, acts }: ThisShiftProps) {
  const { t } = useHandoverWords();
  const { patients, nameOf } = work;
  const [back, setBack] = useState<PointOf | null>(null);
  const points = pointsIn(writing);
  const lies = new Set(patients.map(({ id }) => id));
  const others = points.filter(({ point: { subject } }) => subject.is !== 'stay' || !lies.has(subject.id ?? ''));
  const lines = (of: readonly PointOf[], labelled: boolean) =>
    of.length > 0 && (
      <ul className={css.points}>
        {of.map((one) => (
          <PointLine key={one.point.entry} point={one.point} labelled={labelled}>
            {onNote && mayTakeBack(one, person) && (
              <Button variant="default" size="sm" onClick={() => setBack(one)}>
                {t('write.takeBack')}
              </Button>
            )}
          </PointLine>
        ))}
      </ul>
    );
  const ward: Subject = { is: 'ward', label: t('write.ward') };
  return (
    <section className={css.card} aria-labelledby="this-shift">
      <div className={css.head}>
        <h2 id="this-shift">{t('write.title')}</h2>
        {onNote && (
          <Button variant="default" leftSection={<IconPlus size={20} aria-hidden />} onClick={() => onNote(ward)}>
            {t('write.ward')}
          </Button>
        )}
      </div>
      {lines(others, true)}
      <h3>{t('write.patients')}</h3>
      {patients.length === 0 && <p className={css.quiet}>{t('write.noPatients')}</p>}
      <ul className={css.patients}>
        {patients.map((stay) => (
          <li key={stay.id}>
            <PatientLine stay={stay} name={nameOf(stay)} onNote={onNote} />
            {lines(
              points.filter(({ point: { subject } }) => subject.is === 'stay' && subject.id === stay.id),
              false,
            )}
          </li>
        ))}
      </ul>
      {back && <TakeBackDialog point={back} onTakeBack={acts.takeBack} onClose={() => setBack(null)} />}
    </section>
  );
}

interface PatientLineProps extends Pick<ThisShiftProps, 'onNote'> {
  readonly stay: Stay;
  readonly name: string;
}

function PatientLine({ stay, name, onNote }: PatientLineProps) {
  const { t, place } = useHandoverWords();
  return (
    <div className={css.patient}>
      <span className={css.place}>{place(stay.room, stay.bed)}</span>
      <b>
        <bdi>{name}</bdi>
      </b>
      <span className={css.quiet}>
        <bdi>{stay.disease}</bdi>
      </span>
      {onNote && (
        <Button
          variant="default"
          size="sm"
          aria-label={t('write.addFor', { label: name })}
          onClick={() => onNote(subjectOfStay(stay))}
        >
          {t('write.add')}
        </Button>
      )}
    </div>
  );
}

/** H2. */
function mayTakeBack({ point }: PointOf, { user, role }: Person): boolean {
  return point.by === user || role === 'headNurse' || role === 'headDoctor';
}
