import type { Session } from '@healthcare/protocol';
import { type HeaderProps, IconArrowsSplit2, IconBed, IconClipboardX, SyncState, useWords } from '@healthcare/ui';
import { useDispatch, useSelector } from 'react-redux';
import { useDeclinedClaims } from '../beds/index.ts';
import { SoundControl } from '../calls/index.ts';
import { useDisputed } from '../disputes/index.ts';
import { useWaitingRefusals } from '../refusals/index.ts';
import { useWardName } from '../rooms/index.ts';
import { left } from '../session/index.ts';
import { useNames } from '../staff/index.ts';
import { go } from '../state/index.ts';
import { syncOf } from '../sync/index.ts';
import { CountLink } from './CountLink.tsx';
import type { Dispatch } from './store.ts';

/** Who, where, how the link stands, and what waits for a decision. */
export function useHeader(session: Session, onHelp: () => void): HeaderProps {
  const dispatch = useDispatch<Dispatch>();
  const { nameOf, roleOf, shapeOf } = useNames();
  const { ward, name } = useWardName(session.wardId);
  const { user } = session;
  return {
    ward,
    desk: name,
    person: { name: nameOf(user), role: roleOf(user), shape: shapeOf(user) },
    state: <State session={session} />,
    onHelp,
    onSwitchUser: () => {
      location.hash = '';
      dispatch(left());
    },
  };
}

function State({ session }: { readonly session: Session }) {
  const beds = useWords('beds');
  const disputeWords = useWords('disputes');
  const refusals = useWords('refusals');
  const sync = useSelector(syncOf);
  const disputes = useDisputed()?.length ?? 0;
  const declined = useDeclinedClaims(session.wardId);
  const waiting = useWaitingRefusals(session);
  return (
    <>
      <SoundControl />
      <SyncState facts={sync} onOpen={() => go({ screen: 'refusals' })} />
      {declined > 0 && <CountLink screen="beds" icon={IconBed} word={beds.t('count', { count: declined })} />}
      {disputes > 0 && (
        <CountLink screen="disputes" icon={IconArrowsSplit2} word={disputeWords.t('count', { count: disputes })} />
      )}
      {waiting > 0 && (
        <CountLink screen="refusals" icon={IconClipboardX} word={refusals.t('count', { count: waiting })} />
      )}
    </>
  );
}
