import { CodeField, useWords } from '@healthcare/ui';
import { Button, NativeSelect, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { plainTimeOf } from '../beds/index.ts';
import { useNames } from '../staff/index.ts';
import css from './Audit.module.css';
import { type AuditFilter, auditActions, noFilter } from './audit-filter.ts';
import { TimeField } from './TimeField.tsx';
import { type Edge, typedTime } from './typed-time.ts';
import { useActionWord } from './use-action-word.ts';

const edges: readonly Edge[] = ['from', 'until'];
const noTimes = { from: '', until: '' };

/** By person, patient, action, outcome and time; asked when it is sent, not with every key. */
export function TrailFilter(props: { readonly filter: AuditFilter; readonly onFilter: (filter: AuditFilter) => void }) {
  const { t } = useWords('audit');
  const { directory, nameOf } = useNames();
  const actionWord = useActionWord();
  const [draft, setDraft] = useState(props.filter);
  const set = (field: keyof AuditFilter, value: string) => setDraft({ ...draft, [field]: value } as AuditFilter);
  const [typed, setTyped] = useState(noTimes);
  const [wrong, setWrong] = useState<readonly Edge[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const today = plainTimeOf(Date.now()).slice(0, 10);
    const times = { from: typedTime(typed.from, today, 'from'), until: typedTime(typed.until, today, 'until') };
    const noTime = edges.filter((edge) => typed[edge].trim() !== '' && times[edge] === null);
    setWrong(noTime);
    if (noTime.length === 0) props.onFilter({ ...draft, from: times.from ?? '', until: times.until ?? '' });
  };
  const people = Object.keys(directory)
    .map((user) => ({ value: user, label: nameOf(user) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return (
    <form className={css.filter} onSubmit={submit}>
      <Select
        label={t('filter.person')}
        placeholder={t('filter.anybody')}
        data={people}
        value={draft.person || null}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('filter.clearPerson') }}
        onChange={(value) => set('person', value ?? '')}
      />
      <div className={css.patient}>
        <CodeField
          label={t('filter.patient')}
          placeholder={t('filter.patientBy')}
          value={draft.patient}
          onChange={(event) => set('patient', event.currentTarget.value)}
        />
      </div>
      <NativeSelect
        size="md"
        label={t('filter.action')}
        value={draft.action}
        data={[
          { value: '', label: t('filter.anything') },
          ...auditActions.map((value) => ({ value, label: actionWord(value) })),
        ]}
        onChange={(event) => set('action', event.currentTarget.value)}
      />
      <NativeSelect
        size="md"
        label={t('filter.outcome')}
        value={draft.outcome}
        data={['', 'done', 'refused', 'failed'].map((value) => ({ value, label: t(`outcome.${value || 'any'}`) }))}
        onChange={(event) => set('outcome', event.currentTarget.value)}
      />
      {edges.map((edge) => (
        <TimeField
          key={edge}
          edge={edge}
          typed={typed[edge]}
          wrong={wrong.includes(edge) ? t('filter.noTime') : null}
          onType={(text) => {
            setTyped({ ...typed, [edge]: text });
            setWrong(wrong.filter((one) => one !== edge));
          }}
        />
      ))}
      <Button type="submit">{t('filter.go')}</Button>
      <Button
        variant="subtle"
        onClick={() => {
          setDraft(noFilter);
          setTyped(noTimes);
          setWrong([]);
          props.onFilter(noFilter);
        }}
      >
        {t('filter.clear')}
      </Button>
    </form>
  );
}
