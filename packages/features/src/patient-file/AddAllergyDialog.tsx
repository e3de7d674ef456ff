import { allergySeverities, patientEntries } from '@healthcare/domain/patients';
import { Dialog, DialogActs, Segments, TextField, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useFormDraft } from '../drafts/index.ts';
import { type Patient, usePatientAct, usePatientWords } from '../patients/index.ts';
import { usePorts } from '../state/index.ts';
import css from './AllergiesPart.module.css';

type Severity = (typeof allergySeverities)[number];

/** P4: what is not tolerated, and what it did. What is begun stays when it is closed. */
export function AddAllergyDialog({ patient, onClose }: { readonly patient: Patient; readonly onClose: () => void }) {
  const { t } = useWords('file');
  const ui = useWords('ui');
  const { labelOf } = usePatientWords();
  const { newId } = usePorts();
  const act = usePatientAct();
  const [entryId] = useState(newId);
  const { fields, change, drop } = useFormDraft(`allergy/${patient.id}`, () => ({
    agent: '',
    reaction: '',
    severity: 'unknown' as Severity,
  }));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const name = labelOf(patient);
  const add = async () => {
    const { agent, reaction, severity } = fields;
    const parsed = patientEntries.allergyAdded.safeParse({ agent, severity, ...(reaction.trim() && { reaction }) });
    setWrong(parsed.error?.issues.map(({ path }) => String(path[0])) ?? []);
    if (!parsed.success) return;
    if (!(await act({ id: patient.id, name }, { kind: 'allergyAdded', data: parsed.data, entryId }))) return;
    drop();
    onClose();
  };
  return (
    <Dialog title={t('allergies.addTo', { patient: name })} size="lg" opened onClose={onClose}>
      <form
        className={css.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField
          label={t('allergies.agent')}
          value={fields.agent}
          wrong={wrong.includes('agent') ? t('allergies.agentWrong') : null}
          data-autofocus
          onChange={(event) => change({ agent: event.currentTarget.value })}
        />
        <TextField
          label={t('allergies.reaction')}
          value={fields.reaction}
          wrong={wrong.includes('reaction') ? t('allergies.reactionWrong') : null}
          onChange={(event) => change({ reaction: event.currentTarget.value })}
        />
        <Segments
          label={t('allergies.howSevere')}
          segments={allergySeverities.map((id) => ({ id, word: t(`allergies.severity.${id}`) }))}
          chosen={fields.severity}
          onChoose={(severity) => change({ severity })}
        />
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit">{t('allergies.addGo')}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
