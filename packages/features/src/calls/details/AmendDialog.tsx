import { Dialog, DialogActs, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Call } from '../call.ts';
import { useCallWords } from '../call-words.ts';
import { KindPicker } from '../raise/KindPicker.tsx';
import { MoreFacts } from '../raise/MoreFacts.tsx';
import { useCallAct } from '../use-call-act.ts';
import css from './AmendDialog.module.css';
import { amendDraft, amendedFrom } from './amend.ts';

export interface AmendDialogProps {
  readonly call: Call;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Changes facts of an open call; what stood before stays in its story (C12). */
export function AmendDialog({ call, opened, onClose }: AmendDialogProps) {
  const { t, place } = useCallWords();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('amend.title', { place: place(call) })} size="xl">
      {opened && <Form call={call} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ call, onClose }: Omit<AmendDialogProps, 'opened'>) {
  const { t } = useCallWords();
  const ui = useWords('ui');
  const act = useCallAct();
  // What the person saw when they began; somebody else's change meanwhile is not undone by this one.
  const [seen] = useState(call);
  const [draft, setDraft] = useState(() => amendDraft(call));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const go = async () => {
    const answer = amendedFrom(seen, draft);
    setWrong(answer.ok ? [] : answer.fields);
    if (!answer.ok) return;
    const nothing = Object.keys(answer.data).length === 0;
    if (nothing || (await act(call, { kind: 'amended', data: answer.data }))) onClose();
  };
  const change = (to: Partial<typeof draft>) => setDraft((was) => ({ ...was, ...to }));
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <KindPicker draft={draft} onChange={change} />
      <MoreFacts draft={draft} onChange={change} wrong={wrong} />
      <DialogActs>
        <Button variant="default" onClick={onClose}>
          {ui.t('kit.cancel')}
        </Button>
        <Button type="submit">{t('amend.go')}</Button>
      </DialogActs>
    </form>
  );
}
