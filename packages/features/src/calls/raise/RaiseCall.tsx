import type { Session } from '@healthcare/protocol';
import { Dialog } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { PatientPicker, type PickedPatient } from '../../patients/index.ts';
import { PlacePicker, useWardRooms } from '../../rooms/index.ts';
import { usePorts } from '../../state/index.ts';
import { useCallWords } from '../call-words.ts';
import { type RaiseDraft, raiseChanged, raiseDraftOf, raiseDropped } from '../drafts-slice.ts';
import type { BedOfCall } from '../patient/lying-in-bed.ts';
import { KindPicker } from './KindPicker.tsx';
import { MoreFacts } from './MoreFacts.tsx';
import css from './RaiseCall.module.css';
import { raisedFrom, usualPriority } from './raise.ts';
import { useRaiseCall } from './use-raise-call.ts';

export interface RaiseCallProps {
  readonly session: Session;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Kind and priority, then where; the rest may wait. What is begun stays when the dialog is closed. */
export function RaiseCall({ session, opened, onClose }: RaiseCallProps) {
  const { t } = useCallWords();
  const draft = useSelector(raiseDraftOf);
  const { finding, find, picker } = useFinding(session, draft);
  if (opened && finding) return picker;
  return (
    <Dialog opened={opened && draft !== null} onClose={onClose} title={t('raise.title')} size={1080}>
      {draft && <Form draft={draft} session={session} onFind={find} onClose={onClose} />}
    </Dialog>
  );
}

interface FormProps extends Omit<RaiseCallProps, 'opened'> {
  readonly draft: RaiseDraft;
  readonly onFind: () => void;
}

function Form({ draft, session, onFind, onClose }: FormProps) {
  const { t } = useCallWords();
  const dispatch = useDispatch();
  const change = useChangeDraft();
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
      <MoreFacts draft={draft} onChange={change} wrong={wrong} place={bedOf(draft)} onFind={onFind} />
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

/** The ids belong to what is said: with other words it is another call, should the earlier words have been saved after all. */
function useChangeDraft(): (to: Partial<RaiseDraft>) => void {
  const dispatch = useDispatch();
  const { newId } = usePorts();
  return (to) => void dispatch(raiseChanged({ ...to, callId: newId(), entryId: newId() }));
}

/** The search for the patient stands where the form stood, and leads back to it. */
function useFinding(session: Session, draft: RaiseDraft | null) {
  const { t } = useCallWords();
  const change = useChangeDraft();
  const [finding, setFinding] = useState(false);
  const close = () => setFinding(false);
  const pick = ({ id, label }: PickedPatient) => {
    change({ patient: label.slice(0, 120), patientId: id });
    close();
  };
  const picker = <PatientPicker title={t('patient.who')} session={session} onPick={pick} onClose={close} />;
  return { finding: finding && draft !== null, find: () => setFinding(true), picker };
}

function bedOf({ roomId, bed }: RaiseDraft): BedOfCall | null {
  return roomId === null || bed === null ? null : { roomId, bed };
}

function useRaise(draft: RaiseDraft, session: Session, onClose: () => void) {
  const dispatch = useDispatch();
  const raiseCall = useRaiseCall();
  const { rooms } = useWardRooms(session.wardId);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const raise = async (asked: RaiseDraft) => {
    const room = rooms.find(({ id }) => id === asked.roomId);
    const answer = raisedFrom(asked, room);
    setWrong(answer.ok ? [] : answer.fields);
    if (!answer.ok) return;
    const { callId, entryId, patientId = null } = draft;
    if (!(await raiseCall({ callId, entryId, data: answer.data, patientId }))) return;
    dispatch(raiseDropped());
    onClose();
  };
  return { wrong, raise };
}
