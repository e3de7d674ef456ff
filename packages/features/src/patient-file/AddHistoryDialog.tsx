import { recordEntries } from '@healthcare/domain/records';
import type { Session } from '@healthcare/protocol';
import type { PlainDay } from '@healthcare/ui';
import { CodeField, clinicalDay, Dialog, DialogActs, FieldError, TextField, useWords } from '@healthcare/ui';
import { Button, Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useFormDraft } from '../drafts/index.ts';
import { dayAsTyped, dayOf, type Patient, typedDay, usePatientWords } from '../patients/index.ts';
import { useRecordAct } from '../records/index.ts';
import { doctorsIn, useNames } from '../staff/index.ts';
import { usePorts } from '../state/index.ts';
import css from './HistoryPart.module.css';

export interface AddHistoryDialogProps {
  readonly patient: Patient;
  readonly session: Session;
  readonly onClose: () => void;
}

const nothing = { disease: '', on: '', treatment: '', description: '', doctor: '' };

/** F7. What is begun stays when it is closed. */
export function AddHistoryDialog({ patient, session, onClose }: AddHistoryDialogProps) {
  const { t, language } = useWords('file');
  const ui = useWords('ui');
  const { labelOf } = usePatientWords();
  const { nowMs } = usePorts();
  const { fields, change, drop } = useFormDraft(`history/${patient.id}`, () => ({
    ...nothing,
    on: dayAsTyped(dayOf(nowMs())),
    doctor: session.role === 'doctor' || session.role === 'headDoctor' ? session.user : '',
  }));
  const { wrong, add } = useAdd({ patient, session, fields }, () => {
    drop();
    onClose();
  });
  const day = typedDay(fields.on);
  const text = (field: 'disease' | 'treatment', first = false) => (
    <TextField
      label={t(`history.${field}`)}
      value={fields[field]}
      wrong={wrong.includes(field) ? t(`history.wrong.${field}`) : null}
      {...(first && { 'data-autofocus': true })}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <Dialog title={t('history.addTo', { patient: labelOf(patient) })} size="lg" opened onClose={onClose}>
      <form
        className={css.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        {text('disease', true)}
        {text('treatment')}
        <div className={css.pair}>
          <CodeField
            label={t('history.on')}
            placeholder={t('history.how')}
            value={fields.on}
            wrong={wrong.includes('on') ? t('history.wrong.on') : null}
            description={day === null ? undefined : clinicalDay(day as PlainDay, language)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            onChange={(event) => change({ on: event.currentTarget.value })}
          />
          <DoctorSelect value={fields.doctor} onChange={(doctor) => change({ doctor })} />
        </div>
        <Textarea
          label={t('history.description')}
          value={fields.description}
          minRows={3}
          autosize
          error={wrong.includes('description') && <FieldError>{t('history.wrong.description')}</FieldError>}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit">{t('history.addGo')}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}

function DoctorSelect({ value, onChange }: { readonly value: string; readonly onChange: (doctor: string) => void }) {
  const { t } = useWords('file');
  const names = useNames();
  return (
    <Select
      label={t('history.doctor')}
      data={doctorsIn(names)}
      value={value || null}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('history.noDoctor') }}
      onChange={(doctor) => onChange(doctor ?? '')}
    />
  );
}

type Fields = typeof nothing;

function useAdd(
  { patient, session, fields }: Omit<AddHistoryDialogProps, 'onClose'> & { readonly fields: Fields },
  onSaved: () => void,
) {
  const { newId, nowMs } = usePorts();
  const act = useRecordAct();
  // Made with the form, so that pressing twice is adding once.
  const [ids] = useState(() => ({ record: newId(), entry: newId() }));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const add = async () => {
    const { disease, treatment, description, doctor } = fields;
    const on = typedDay(fields.on);
    const isFuture = on !== null && on > dayOf(nowMs());
    const said = Object.fromEntries(
      Object.entries({ treatment, description, doctor }).filter(([, value]) => value.trim() !== ''),
    );
    const facts = { wardId: session.wardId, patientId: patient.id, disease, on: on ?? '', ...said };
    const parsed = recordEntries.historyAdded.safeParse(facts);
    const found = parsed.error?.issues.map(({ path }) => String(path[0])) ?? [];
    setWrong(isFuture ? [...found, 'on'] : found);
    if (!parsed.success || isFuture) return;
    if (await act(ids.record, disease, { kind: 'historyAdded', data: parsed.data, entryId: ids.entry })) onSaved();
  };
  return { wrong, add };
}
