import type { Session } from '@healthcare/protocol';
import { Dialog } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { PlacePicker, useWardRooms } from '../../rooms/index.ts';
import { usePorts } from '../../state/index.ts';
import { useCallWords } from '../call-words.ts';
import { type RaiseDraft, raiseChanged, raiseDraftOf, raiseDropped } from '../drafts-slice.ts';
import { useCallAct } from '../use-call-act.ts';
import { KindPicker } from './KindPicker.tsx';
import { MoreFacts } from './MoreFacts.tsx';
import css from './RaiseCall.module.css';
import { raisedFrom, usualPriority } from './raise.ts';

export interface RaiseCallProps {
  readonly session: Session;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Kind and priority, then where; the rest may wait. What is begun stays when the dialog is closed. */
export function RaiseCall({ session, opened, onClose }: RaiseCallProps) {
  const { t } = useCallWords();
  const draft = useSelector(raiseDraftOf);
  return (
    <Dialog opened={opened && draft !== null} onClose={onClose} title={t('raise.title')} size={1080}>
      {draft && <Form draft={draft} session={session} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ draft, session, onClose }: { readonly draft: RaiseDraft } & Omit<RaiseCallProps, 'opened'>) {
  const { t } = useCallWords();
  const dispatch = useDispatch();
  const { newId } = usePorts();
  // The ids belong to what is said: with other words it is another call, should the earlier words have been saved after all.
  const change = (to: Partial<RaiseDraft>) => void dispatch(raiseChanged({ ...to, callId: newId(), entryId: newId() }));
  const { wrong, raise } = useRaise(draft, session, onClose);
  const go = useRef<HTMLButtonElement>(null);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void raise(draft);
      }}
    >
      <KindPicker draft={draft} onChange={change} />
      <PlacePicker
        wardId={session.wardId}
        roomId={draft.roomId}
        bed={draft.bed}
        onPick={({ room, bed }) => {
          change({ roomId: room.id, bed });
          go.current?.focus(); // The place is the last thing that is needed: Enter raises.
        }}
      />
      <MoreFacts draft={draft} onChange={change} wrong={wrong} />
      {wrong.includes('roomId') && (
        <p className={css.wrong} role="alert">
          {t('raise.noPlace')}
        </p>
      )}
      <div className={css.acts}>
        <Button variant="default" onClick={() => dispatch(raiseDropped())}>
          {t('raise.drop')}
        </Button>
        <span className={css.space} />
        {draft.kind !== 'emergency' && (
          <Button color="red" onClick={() => raise({ ...draft, kind: 'emergency', priority: usualPriority.emergency })}>
            {t('raise.emergency')}
          </Button>
        )}
        <Button ref={go} type="submit" color={draft.priority === 'high' ? 'red' : 'accent'}>
          {t('raise.go', { kind: t(`kind.${draft.kind}`), priority: t(`priority.${draft.priority}`) })}
        </Button>
      </div>
    </form>
  );
}

function useRaise(draft: RaiseDraft, session: Session, onClose: () => void) {
  const dispatch = useDispatch();
  const act = useCallAct();
  const { rooms } = useWardRooms(session.wardId);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const raise = async (asked: RaiseDraft) => {
    const room = rooms.find(({ id }) => id === asked.roomId);
    const answer = raisedFrom(asked, room);
    setWrong(answer.ok ? [] : answer.fields);
    if (!answer.ok) return;
    const { room: name, bed } = answer.data;
    const place = { id: draft.callId, room: name, bed };
    if (!(await act(place, { kind: 'raised', data: answer.data, entryId: draft.entryId }))) return;
    dispatch(raiseDropped());
    onClose();
  };
  return { wrong, raise };
}
