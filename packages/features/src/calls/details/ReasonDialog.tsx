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

/** Acts that go with words: cancelling needs them, the others may go without. */
export type ReasonFor = 'cancelled' | 'handedBack' | 'done';

export interface ReasonDialogProps {
  readonly call: Call;
  readonly reasonFor: ReasonFor;
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
  readonly act: ReasonFor;
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

/** The act with its words, or null when the domain does not take them. Only cancelling has to say why. */
function withReason(act: ReasonFor, text: string): CallAsked | null {
  const said = text.trim();
  switch (act) {
    case 'cancelled': {
      const parsed = callEntries.cancelled.safeParse({ reason: said });
      return parsed.success ? { kind: 'cancelled', data: parsed.data } : null;
    }
    case 'handedBack': {
      const parsed = callEntries.handedBack.safeParse(said ? { reason: said } : {});
      return parsed.success ? { kind: 'handedBack', data: parsed.data } : null;
    }
    case 'done': {
      const parsed = callEntries.done.safeParse(said ? { outcome: said } : {});
      return parsed.success ? { kind: 'done', data: parsed.data } : null;
    }
  }
}
