import { Dialog, DialogActs, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useFormDraft } from '../drafts/index.ts';
import {
  amendedPerson,
  emptiedFacts,
  fieldsOf,
  type Patient,
  PersonForm,
  usePatientAct,
  usePatientWords,
} from '../patients/index.ts';
import { usePorts } from '../state/index.ts';
import css from './DetailsPart.module.css';

/** P2, P10: says only what differs from what the person saw when they began; somebody else's change meanwhile is not undone by this one. */
export function AmendPatientDialog({ patient, onClose }: { readonly patient: Patient; readonly onClose: () => void }) {
  const { t } = useWords('file');
  const ui = useWords('ui');
  const { labelOf } = usePatientWords();
  const { nowMs } = usePorts();
  const act = usePatientAct();
  const [seen] = useState(patient);
  const { fields, change, drop } = useFormDraft(`amend/${patient.id}`, () => fieldsOf(patient, nowMs()));
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const name = labelOf(patient);
  const emptied = emptiedFacts(seen, fields, nowMs());
  const go = async () => {
    const answer = amendedPerson(seen, fields, nowMs());
    setWrong(answer.ok ? [] : answer.fields);
    if (!answer.ok) return;
    const to = { id: patient.id, name };
    const nothing = Object.keys(answer.facts).length === 0;
    if (!nothing && !(await act(to, { kind: 'amended', data: answer.facts }))) return;
    if (emptied.length > 0 && !(await act(to, { kind: 'emptied', data: { facts: [...emptied] } }))) return;
    drop();
    onClose();
  };
  return (
    <Dialog title={t('details.amendOf', { patient: name })} size={880} opened onClose={onClose}>
      <form
        className={css.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <PersonForm fields={fields} onChange={change} wrong={wrong} />
        {emptied.length > 0 && (
          <p role="status">
            {t('details.empties', { fields: emptied.map((fact) => t(`fact.${fact}`)).join(t('and')) })}
          </p>
        )}
        {wrong.length > 0 && <p role="alert">{t('details.wrong', { count: wrong.length })}</p>}
        <DialogActs>
          <Button
            variant="default"
            onClick={() => {
              drop();
              onClose();
            }}
          >
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit">{t('details.amendGo')}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
