import { handoverEntries, type Subject } from '@healthcare/domain/handovers';
import { Dialog, DialogActs, FieldError, useWords } from '@healthcare/ui';
import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import css from './Handover.module.css';
import type { HandoverActs } from './use-handover.ts';
import { useHandoverWords } from './use-handover-words.ts';

export interface NoteDialogProps {
  readonly subject: Subject;
  readonly onNote: HandoverActs['note'];
  readonly onClose: () => void;
}

/** One note for the next shift, about one thing. */
export function NoteDialog({ subject, onNote, onClose }: NoteDialogProps) {
  const { t } = useHandoverWords();
  const ui = useWords('ui');
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const go = async () => {
    const said = handoverEntries.noted.safeParse({ subject, text });
    setWrong(!said.success);
    if (said.success && (await onNote(said.data.subject, said.data.text))) onClose();
  };
  return (
    <Dialog title={t('write.dialog', { label: subject.label })} opened onClose={onClose}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <Textarea
          label={t('write.text')}
          value={text}
          minRows={3}
          autosize
          data-autofocus
          error={wrong && <FieldError>{t('write.wrong')}</FieldError>}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit">{t('write.go')}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
