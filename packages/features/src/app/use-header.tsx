import type { Session } from '@healthcare/protocol';
import { type HeaderProps, IconArrowsSplit2, IconBed, IconClipboardX, SyncState, useWords } from '@healthcare/ui';
import { useCallback } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { useBedDecisions } from '../beds/index.ts';
import { SoundControl, SoundSettings } from '../calls/index.ts';
import { useDisputeCount } from '../disputes/index.ts';
import { useWaitingRefusals } from '../refusals/index.ts';
import { useWardName } from '../rooms/index.ts';
import { left } from '../session/index.ts';
import { useNames } from '../staff/index.ts';
import { go } from '../state/index.ts';
import { syncOf, WaitingFiles } from '../sync/index.ts';
import { CountLink } from './CountLink.tsx';
import type { Dispatch } from './store.ts';

/** Who, where, how the link stands, and what waits for a decision. */
export function useHeader(session: Session, onHelp: () => void): HeaderProps {
  const { ward, name } = useWardName(session.wardId);
  const who = useWho(session);
  return { ...who, ward, desk: name, state: <WardState session={session} />, onHelp };
}

/** The person in the header, and how they leave; the same at every desk. */
export function useWho({ user }: Session): Pick<HeaderProps, 'person' | 'onSwitchUser'> {
  const { nameOf, roleOf, shapeOf } = useNames();
  return {
    person: { name: nameOf(user), role: roleOf(user), shape: shapeOf(user) },
    onSwitchUser: useLeave(),
  };
}

/** The screen is locked, or given to the next person: it is the same. */
export function useLeave(): () => void {
  const dispatch = useDispatch<Dispatch>();
  return useCallback(() => {
    location.hash = '';
    dispatch(left());
  }, [dispatch]);
}

/** Each part follows what it shows by itself: a bed that changes does not draw the others. */
function WardState({ session }: { readonly session: Session }) {
  return (
    <>
      <SoundControl />
      <SoundSettings />
      <LinkState />
      <WaitingFiles />
      <BedDecisions wardId={session.wardId} />
      <DecisionCounts session={session} />
    </>
  );
}

function BedDecisions({ wardId }: Pick<Session, 'wardId'>) {
  const { t } = useWords('beds');
  const count = useBedDecisions(wardId);
  return count > 0 ? <CountLink screen="beds" icon={IconBed} word={t('count', { count })} /> : null;
}

/** How the link stands; pressing it leads to what was not accepted. */
export function LinkState() {
  const sync = useSelector(syncOf);
  return <SyncState facts={sync} onOpen={() => go({ screen: 'refusals' })} />;
}

/** How many disputes and refusals wait for somebody; nothing where there are none. */
export function DecisionCounts({ session }: { readonly session: Session }) {
  const disputeWords = useWords('disputes');
  const refusals = useWords('refusals');
  const disputes = useDisputeCount();
  const waiting = useWaitingRefusals(session);
  return (
    <>
      {disputes > 0 && (
        <CountLink screen="disputes" icon={IconArrowsSplit2} word={disputeWords.t('count', { count: disputes })} />
      )}
      {waiting > 0 && (
        <CountLink screen="refusals" icon={IconClipboardX} word={refusals.t('count', { count: waiting })} />
      )}
    </>
  );
}
