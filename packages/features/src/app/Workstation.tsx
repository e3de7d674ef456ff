import { useState } from 'react';
import { useSelector } from 'react-redux';
import { Announcer, CallSounding, EscalationRecorder } from '../calls/index.ts';
import { DowntimeKeeper } from '../downtime/index.ts';
import { sessionOf } from '../session/index.ts';
import { AssignmentNotice } from './AssignmentNotice.tsx';
import { EntryScreen } from './EntryScreen.tsx';
import { useNoticesOfOnePerson } from './use-notices-of-one-person.ts';
import { WardScreen } from './WardScreen.tsx';
import { Workplace, type WorkplaceProps } from './Workplace.tsx';

/** The whole ward workstation. */
export function Workstation(props: WorkplaceProps) {
  return (
    <Workplace {...props}>
      <Screens />
    </Workplace>
  );
}

/** Calls sound and are announced whoever is or is not signed in (K2). */
function Screens() {
  const session = useSelector(sessionOf);
  // The ward stays known on the entry screen after its person has left.
  const [lastWard, setLastWard] = useState<string | null>(null);
  const wardId = session?.wardId ?? null;
  if (wardId !== null && wardId !== lastWard) setLastWard(wardId);
  useNoticesOfOnePerson(session);
  return (
    <>
      <Announcer />
      <CallSounding />
      <EscalationRecorder />
      <DowntimeKeeper wardId={lastWard} />
      <AssignmentNotice />
      {session ? <WardScreen key={session.grant} session={session} /> : <EntryScreen wardId={lastWard} />}
    </>
  );
}
