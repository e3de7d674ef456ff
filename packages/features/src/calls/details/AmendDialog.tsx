import type { Session } from '@healthcare/protocol';
import { Dialog, DialogActs, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { PatientPicker, type PickedPatient } from '../../patients/index.ts';
import type { Call } from '../call.ts';
import { useCallWords } from '../call-words.ts';
import { KindPicker } from '../raise/KindPicker.tsx';
import { MoreFacts } from '../raise/MoreFacts.tsx';
import { useCallAct } from '../use-call-act.ts';
import css from './AmendDialog.module.css';
import { type AmendDraft, amendDraft, amendedFrom } from './amend.ts';

export interface AmendDialogProps {
  readonly call: Call;
  readonly session: Session;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Changes facts of an open call; what stood before stays in its story (C12). */
export function AmendDialog({ opened, ...rest }: AmendDialogProps) {
  return opened ? <Amending {...rest} /> : null;
}

function Amending({ call, session, onClose }: Omit<AmendDialogProps, 'opened'>) {
  const { t, place } = useCallWords();
  const ui = useWords('ui');
  const { draft, change, wrong, go } = useAmending(call, onClose);
  const [finding, setFinding] = useState(false);
  const pick = ({ id, label }: PickedPatient) => {
    change({ patient: label.slice(0, 120), patientId: id });
    setFinding(false);
  };
  if (finding)
    return <PatientPicker title={t('patient.who')} session={session} onPick={pick} onClose={() => setFinding(false)} />;
  return (
    <Dialog opened onClose={onClose} title={t('amend.title', { place: place(call) })} size="xl">
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <KindPicker draft={draft} onChange={change} />
        <MoreFacts
          draft={draft}
          onChange={change}
          wrong={wrong}
          place={call.bed === undefined ? null : { roomId: call.roomId, bed: call.bed }}
          onFind={() => setFinding(true)}
        />
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit">{t('amend.go')}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}

function useAmending(call: Call, onClose: () => void) {
  const act = useCallAct();
  // What the person saw when they began; somebody else's change meanwhile is not undone by this one.
  const [seen] = useState(call);
  const [draft, setDraft] = useState(() => amendDraft(call));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const go = async () => {
    const answer = amendedFrom(seen, draft);
    setWrong(answer.ok ? [] : answer.fields);
    if (!answer.ok) return;
    for (const one of answer.acts) if (!(await act(call, one))) return;
    onClose();
  };
  const change = (to: Partial<AmendDraft>) => setDraft((was) => ({ ...was, ...to }));
  return { draft, change, wrong, go };
}
