import { callEntries } from '@healthcare/domain/calls';
import { ReasonDialog } from '@healthcare/ui';
import { useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import type { Call, CallAsked } from '../call.ts';
import { useCallWords } from '../call-words.ts';
import { reasonChanged, reasonDraftOf, reasonDropped } from '../drafts-slice.ts';
import { useCallAct } from '../use-call-act.ts';

/** Acts that go with words: cancelling needs them, the others may go without. */
export type ReasonFor = 'cancelled' | 'handedBack' | 'done';

export interface CallReasonDialogProps {
  readonly call: Call;
  readonly reasonFor: ReasonFor;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks for the words of an act on a call, and keeps what is written when it is closed. */
export function CallReasonDialog({ call, reasonFor: act, opened, onClose }: CallReasonDialogProps) {
  const { t, place } = useCallWords();
  const of = `${act}/${call.id}`;
  const text = useSelector(reasonDraftOf(of));
  const dispatch = useDispatch();
  const onDone = () => {
    dispatch(reasonDropped(of));
    onClose();
  };
  const { wrong, go } = useReason({ call, act, text, onDone });
  return (
    <ReasonDialog
      title={t(`reason.${act}.title`, { place: place(call) })}
      what={<p>{t(`reason.${act}.what`)}</p>}
      label={t(`reason.${act}.label`)}
      reason={text}
      onReason={(reason) => dispatch(reasonChanged({ of, text: reason }))}
      wrong={wrong ? t('reason.wrong') : null}
      act={t(`reason.${act}.go`)}
      tone={act === 'cancelled' ? 'harm' : 'plain'}
      opened={opened}
      onClose={onClose}
      onAct={() => void go()}
    />
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
