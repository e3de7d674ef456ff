import type { Entry } from '@healthcare/domain';
import type { KnownRefusal } from '@healthcare/replica';
import { DialogActs, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { EntryFieldInput } from './EntryFieldInput.tsx';
import css from './ResendEntry.module.css';
import { fieldsOf, resentData } from './resent-entry.ts';

export interface ResendEntryProps {
  readonly refusal: KnownRefusal;
  readonly onSend: (data: Entry['data']) => void;
  readonly onClose: () => void;
}

/** A refused act of any kind, with everything it said, to be corrected and sent again; as it was where it says nothing. */
export function ResendEntry({ refusal, onSend, onClose }: ResendEntryProps) {
  const { t } = useWords('refusals');
  const ui = useWords('ui');
  const { db, entry } = refusal;
  const [draft, setDraft] = useState(entry.data);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const fields = fieldsOf(refusal);
  const send = () => {
    const answer = resentData(db, entry.kind, draft);
    setWrong(answer.ok ? [] : answer.fields);
    if (answer.ok) onSend(answer.data);
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {fields.map((field) => (
        <EntryFieldInput
          key={field.name}
          field={field}
          draft={draft}
          wrong={wrong.includes(field.name)}
          onChange={(to) => setDraft((was) => ({ ...was, ...to }))}
        />
      ))}
      {fields.length === 0 && <p>{t('resend.asItWas')}</p>}
      <DialogActs>
        <Button variant="default" onClick={onClose}>
          {ui.t('kit.cancel')}
        </Button>
        <Button type="submit" data-autofocus={fields.length === 0 || undefined}>
          {t('resend.go')}
        </Button>
      </DialogActs>
    </form>
  );
}
