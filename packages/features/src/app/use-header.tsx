import type { Session } from '@healthcare/protocol';
import { type HeaderProps, IconArrowsSplit2, IconClipboardX, SyncState, useWords } from '@healthcare/ui';
import { useDispatch, useSelector } from 'react-redux';
import { SoundControl, useDisputedCalls } from '../calls/index.ts';
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
    state: <State />,
    onHelp,
    onSwitchUser: () => {
      location.hash = '';
      dispatch(left());
    },
  };
}

function State() {
  const calls = useWords('calls');
  const refusals = useWords('refusals');
  const sync = useSelector(syncOf);
  const disputes = useDisputedCalls()?.length ?? 0;
  return (
    <>
      <SoundControl />
      <SyncState facts={sync} onOpen={() => go({ screen: 'refusals' })} />
      {disputes > 0 && (
        <CountLink screen="disputes" icon={IconArrowsSplit2} word={calls.t('dispute.count', { count: disputes })} />
      )}
      {sync.refused > 0 && (
        <CountLink screen="refusals" icon={IconClipboardX} word={refusals.t('count', { count: sync.refused })} />
      )}
    </>
  );
}
