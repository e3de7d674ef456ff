import type { Entry } from '@healthcare/domain';
import { type CallKind, type CallPriority, callKinds, callPriorities } from '@healthcare/domain/calls';
import { DialogActs, useWords } from '@healthcare/ui';
import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { PlacePicker } from '../../rooms/index.ts';
import { useNames } from '../../staff/index.ts';
import { useCallWords } from '../call-words.ts';
import { KindPicker } from '../raise/KindPicker.tsx';
import { peopleOf } from '../raise/MoreFacts.tsx';
import css from './ResendCall.module.css';
import { type ResendDraft, type ResendField, resendDraft, resendFields, resentFrom } from './resend.ts';

export interface ResendCallProps {
  readonly kind: string;
  readonly data: Entry['data'];
  readonly onSend: (data: Entry['data']) => void;
  readonly onClose: () => void;
}

/** A refused act on a call, with everything it said, to be corrected and sent again. */
export function ResendCall({ kind, data, onSend, onClose }: ResendCallProps) {
  const { t } = useCallWords();
  const ui = useWords('ui');
  const [draft, setDraft] = useState(() => resendDraft(data));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const change = (to: ResendDraft) => setDraft((was) => ({ ...was, ...to }));
  const fields = resendFields(kind, data);
  const send = () => {
    const answer = resentFrom(kind, draft);
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
      {kind === 'raised' && <RaisedFields draft={draft} onChange={change} />}
      <div className={css.fields}>
        {fields
          .filter((field) => kind !== 'raised' || !isPicked(field))
          .map((field) => (
            <OneField key={field} field={field} draft={draft} onChange={change} wrong={wrong.includes(field)} />
          ))}
      </div>
      {fields.length === 0 && <p>{t('resend.asItWas')}</p>}
      <DialogActs>
        <Button variant="default" onClick={onClose}>
          {ui.t('kit.cancel')}
        </Button>
        <Button type="submit">{t('resend.go')}</Button>
      </DialogActs>
    </form>
  );
}

interface FieldsProps {
  readonly draft: ResendDraft;
  readonly onChange: (to: ResendDraft) => void;
}

/** Chosen by pressing, as when a call is raised. */
function RaisedFields({ draft, onChange }: FieldsProps) {
  const picked = { kind: draft.kind as CallKind, priority: draft.priority as CallPriority }; // The domain judges them when sent.
  return (
    <>
      <KindPicker
        draft={picked}
        onChange={({ kind, priority }) => onChange({ ...(kind && { kind }), ...(priority && { priority }) })}
      />
      <PlacePicker
        wardId={draft.wardId ?? null}
        roomId={draft.roomId ?? null}
        bed={draft.bed ?? null}
        onPick={({ room, bed }) => onChange({ roomId: room.id, room: room.name, wardId: room.wardId, bed: bed ?? '' })}
      />
    </>
  );
}

function isPicked(field: ResendField): boolean {
  return field === 'kind' || field === 'priority' || field === 'bed';
}

function OneField({ field, draft, onChange, wrong }: FieldsProps & { field: ResendField; wrong: boolean }) {
  const { t } = useCallWords();
  const names = useNames();
  const label = t(`field.${field}`);
  const value = draft[field] ?? '';
  switch (field) {
    case 'kind':
    case 'priority': {
      const ids: readonly string[] = field === 'kind' ? callKinds : callPriorities;
      const data = ids.map((id) => ({ value: id, label: t(`${field}.${id}`) }));
      return (
        <Select label={label} data={data} value={value} allowDeselect={false} onChange={chosen(field, onChange)} />
      );
    }
    case 'doctor':
    case 'nurse':
      return (
        <Select
          label={label}
          data={peopleOf(names, field)}
          value={value || null}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('field.clear') }}
          nothingFoundMessage={t('field.nobody')}
          onChange={chosen(field, onChange)}
        />
      );
    case 'description':
    case 'reason':
    case 'outcome':
      return (
        <Textarea
          className={css.wide ?? ''}
          label={label}
          value={value}
          minRows={2}
          autosize
          data-autofocus
          error={wrong && t(field === 'reason' ? 'reason.wrong' : 'field.tooLong')}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
        />
      );
    case 'bed':
    case 'patient':
    case 'disease':
    case 'treatment':
      return (
        <TextInput
          label={label}
          value={value}
          error={wrong && t('field.tooLong')}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
        />
      );
  }
}

function chosen(field: ResendField, onChange: FieldsProps['onChange']) {
  return (value: string | null) => onChange({ [field]: value ?? '' });
}
