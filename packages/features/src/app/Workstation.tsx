import { forgetNotices, Theme } from '@healthcare/ui';
import { useEffect, useState } from 'react';
import { Provider, useSelector } from 'react-redux';
import { Announcer, CallSounding } from '../calls/index.ts';
import { sessionOf } from '../session/index.ts';
import { type Ports, PortsContext } from '../state/index.ts';
import { AssignmentNotice } from './AssignmentNotice.tsx';
import { EntryScreen } from './EntryScreen.tsx';
import type { Store } from './store.ts';
import { WardScreen } from './WardScreen.tsx';

/** The whole ward workstation. `resumed()` has to be dispatched before, so that the first screen is the right one. */
export function Workstation({ store, ports }: { readonly store: Store; readonly ports: Ports }) {
  return (
    <Provider store={store}>
      <PortsContext value={ports}>
        <Theme>
          <Screens />
        </Theme>
      </PortsContext>
    </Provider>
  );
}

/** Calls sound and are announced whoever is or is not signed in (K2). */
function Screens() {
  const session = useSelector(sessionOf);
  // The ward stays known on the entry screen after its person has left.
  const [lastWard, setLastWard] = useState<string | null>(null);
  const wardId = session?.wardId ?? null;
  if (wardId !== null && wardId !== lastWard) setLastWard(wardId);
  // What was told to one person, and could be undone by them, is not left for the next.
  useEffect(() => {
    if (!session) forgetNotices();
  }, [session]);
  return (
    <>
      <Announcer />
      <CallSounding />
      <AssignmentNotice />
      {session ? <WardScreen key={session.grant} session={session} /> : <EntryScreen wardId={lastWard} />}
    </>
  );
}
