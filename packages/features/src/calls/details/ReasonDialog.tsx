import { callEntries } from '@healthcare/domain/calls';
import { Dialog, useWords } from '@healthcare/ui';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import type { Call, CallAsked } from '../call.ts';
import { useCallWords } from '../call-words.ts';
import { reasonChanged, reasonDraftOf, reasonDropped } from '../drafts-slice.ts';
import { useCallAct } from '../use-call-act.ts';
import css from './ReasonDialog.module.css';

export interface ReasonDialogProps {
  readonly call: Call;
  readonly reasonFor: 'cancelled' | 'handedBack';
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Says what will happen to which call, asks why, and keeps what is written when it is closed. */
export function ReasonDialog({ call, reasonFor: act, opened, onClose }: ReasonDialogProps) {
  const { t, place } = useCallWords();
  const ui = useWords('ui');
  const of = `${act}/${call.id}`;
  const text = useSelector(reasonDraftOf(of));
  const dispatch = useDispatch();
  const onDone = () => {
    dispatch(reasonDropped(of));
    onClose();
  };
  const { wrong, go } = useReason({ call, act, text, onDone });
  return (
    <Dialog opened={opened} onClose={onClose} title={t(`reason.${act}.title`, { place: place(call) })}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <p>{t(`reason.${act}.what`)}</p>
        <Textarea
          label={t(`reason.${act}.label`)}
          value={text}
          minRows={2}
          autosize
          data-autofocus
          error={wrong && t('reason.wrong')}
          onChange={(event) => dispatch(reasonChanged({ of, text: event.currentTarget.value }))}
        />
        <div className={css.acts}>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit" color={act === 'cancelled' ? 'red' : 'accent'}>
            {t(`reason.${act}.go`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useReason(asked: {
  readonly call: Call;
  readonly act: 'cancelled' | 'handedBack';
  readonly text: string;
  readonly onDone: () => void;
}) {
  const { call, act, text, onDone } = asked;
  const run = useCallAct();
  const [wrong, setWrong] = useState(false);
  const go = async () => {
    const said = withReason(act, text);
    setWrong(said === null);
    if (said && (await run(call, said))) onDone();
  };
  return { wrong, go };
}

/** The act with its reason, or null when the domain does not take the reason. Handing back may go without. */
function withReason(act: 'cancelled' | 'handedBack', text: string): CallAsked | null {
  const reason = text.trim();
  if (act === 'handedBack' && reason === '') return { kind: 'handedBack', data: {} };
  const parsed = callEntries.cancelled.safeParse({ reason });
  return parsed.success ? { kind: act, data: parsed.data } : null;
}
