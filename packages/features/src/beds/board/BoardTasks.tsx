import type { Session } from '@healthcare/protocol';
import { useWords } from '@healthcare/ui';
import css from '../BedBoard.module.css';
import type { PatientsById } from '../bed-patients.ts';
import { AskedTransfer } from '../stay/AskedTransfer.tsx';
import { DeclinedClaim } from '../stay/DeclinedClaim.tsx';
import type { WardBeds } from '../ward-beds.ts';

export interface BoardTasksProps {
  readonly beds: WardBeds;
  readonly session: Session;
  readonly patients: PatientsById;
}

/** B6, B16: at the top, because a patient waits. */
export function BoardTasks({ beds, ...rest }: BoardTasksProps) {
  const { t } = useWords('beds');
  const { declined, asked, all } = beds;
  if (declined.length + asked.length === 0) return null;
  return (
    <section className={css.tasks} aria-label={t('tasks.title', { count: declined.length + asked.length })}>
      {declined.map((stay) => (
        <DeclinedClaim key={stay.id} stay={stay} beds={all} {...rest} />
      ))}
      {asked.map((stay) => (
        <AskedTransfer key={stay.id} stay={stay} beds={all} {...rest} />
      ))}
    </section>
  );
}
