import type { Session } from '@healthcare/protocol';
import { IconArrowsSplit2, isolated, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import css from '../BedBoard.module.css';
import type { PatientsById } from '../bed-patients.ts';
import { AskedTransfer } from '../stay/AskedTransfer.tsx';
import { DeclinedClaim } from '../stay/DeclinedClaim.tsx';
import { TaskCard } from '../stay/TaskCard.tsx';
import { type Twins, twinsIn } from '../twins.ts';
import type { WardBeds } from '../ward-beds.ts';
import { nameOf, nameShown } from '../who.ts';
import { keyOf } from './tile-facts.ts';

export interface BoardTasksProps {
  readonly beds: WardBeds;
  readonly session: Session;
  readonly patients: PatientsById;
  /** Names, or initials only, as on the board below. */
  readonly named: boolean;
  /** Opens a bed of the board. */
  readonly onOpen: (key: string) => void;
}

/** B6, B16, B20: at the top, because a patient waits. */
export function BoardTasks({ beds, onOpen, ...rest }: BoardTasksProps) {
  const { t } = useWords('beds');
  const { declined, asked, all } = beds;
  const twins = useMemo(() => twinsIn(all, rest.patients), [all, rest.patients]);
  const count = declined.length + asked.length + twins.length;
  if (count === 0) return null;
  return (
    <section className={css.tasks} aria-label={t('tasks.title', { count })}>
      {declined.map((stay) => (
        <DeclinedClaim key={stay.id} stay={stay} beds={all} {...rest} />
      ))}
      {asked.map((stay) => (
        <AskedTransfer key={stay.id} stay={stay} beds={all} {...rest} />
      ))}
      {twins.map((one) => (
        <InTwoBeds key={one.patient.id} twins={one} named={rest.named} onOpen={onOpen} />
      ))}
    </section>
  );
}

/** B20: two documents were merged, and both had a bed: somebody looks where the patient lies, and the other bed is left. */
function InTwoBeds({
  twins: { patient, beds },
  named,
  onOpen,
}: { readonly twins: Twins } & Pick<BoardTasksProps, 'named' | 'onOpen'>) {
  const { t, language } = useWords('beds');
  const name = nameShown(nameOf(patient, language), named);
  return (
    <TaskCard
      icon={IconArrowsSplit2}
      label={name}
      title={t('tasks.twins', { patient: isolated(name) })}
      why={t('tasks.twinsWhy')}
    >
      {beds.map((bed) => (
        <Button key={keyOf(bed)} variant="default" onClick={() => onOpen(keyOf(bed))}>
          {t('place', { room: bed.room, bed: bed.bed.label })}
        </Button>
      ))}
    </TaskCard>
  );
}
