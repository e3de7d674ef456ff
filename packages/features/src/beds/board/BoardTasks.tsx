import type { Session } from '@healthcare/protocol';
import { useWords } from '@healthcare/ui';
import css from '../BedBoard.module.css';
import type { PatientsById } from '../bed-patients.ts';
import { DeclinedClaim } from '../stay/DeclinedClaim.tsx';
import type { WardBeds } from '../ward-beds.ts';

export interface BoardTasksProps {
  readonly beds: WardBeds;
  readonly session: Session;
  readonly patients: PatientsById;
}

/** B6: at the top, because a patient waits. */
export function BoardTasks({ beds, session, patients }: BoardTasksProps) {
  const { t } = useWords('beds');
  if (beds.declined.length === 0) return null;
  return (
    <section className={css.tasks} aria-labelledby="declined">
      <h2 id="declined">{t('declined.title', { count: beds.declined.length })}</h2>
      {beds.declined.map((stay) => (
        <DeclinedClaim key={stay.id} stay={stay} beds={beds.all} patients={patients} session={session} />
      ))}
    </section>
  );
}
