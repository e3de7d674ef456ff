import { useSelector } from 'react-redux';
import { sessionOf } from '../../session/index.ts';
import { AssignmentNotice } from '../AssignmentNotice.tsx';
import { useNoticesOfOnePerson } from '../use-notices-of-one-person.ts';
import { Workplace, type WorkplaceProps } from '../Workplace.tsx';
import { AdminEntry } from './AdminEntry.tsx';
import { AdminScreen } from './AdminScreen.tsx';

/** The administrator's desk. */
export function AdminDesk(props: WorkplaceProps) {
  return (
    <Workplace {...props}>
      <Screens />
    </Workplace>
  );
}

function Screens() {
  const session = useSelector(sessionOf);
  useNoticesOfOnePerson(session);
  return (
    <>
      <AssignmentNotice />
      {session ? <AdminScreen key={session.grant} session={session} /> : <AdminEntry />}
    </>
  );
}
