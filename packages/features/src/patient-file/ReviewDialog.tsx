import { patientEntries, standingAllergies } from '@healthcare/domain/patients';
import { Dialog, DialogActs, FieldError, useWords } from '@healthcare/ui';
import { Button, Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { reasonChanged, reasonDraftOf, reasonDropped } from '../calls/index.ts';
import { type Patient, usePatientAct, usePatientWords } from '../patients/index.ts';
import css from './AllergiesPart.module.css';

/** P6: which of the allergies seen here stand, and why. One that somebody adds meanwhile stays, whatever is decided. */
export function ReviewDialog({ patient, onClose }: { readonly patient: Patient; readonly onClose: () => void }) {
  const { t } = useWords('file');
  const ui = useWords('ui');
  const { labelOf } = usePatientWords();
  const act = usePatientAct();
  const dispatch = useDispatch();
  const of = `allergiesReviewed/${patient.id}`;
  const reason = useSelector(reasonDraftOf(of));
  const standing = standingAllergies(patient);
  const [takenBack, setTakenBack] = useState<ReadonlySet<string>>(new Set());
  const [wrong, setWrong] = useState(false);
  const name = labelOf(patient);
  const go = async () => {
    const ids = standing.map(({ entry }) => entry).filter((entry) => !takenBack.has(entry));
    const data = patientEntries.allergiesReviewed.safeParse({ standing: ids, reason }).data;
    setWrong(!data);
    if (!data || !(await act({ id: patient.id, name }, { kind: 'allergiesReviewed', data }))) return;
    dispatch(reasonDropped(of));
    onClose();
  };
  return (
    <Dialog title={t('allergies.reviewTitle', { patient: name })} size="lg" opened onClose={onClose}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <p>{t('allergies.reviewWhat')}</p>
        {standing.map(({ entry, agent, reaction }) => (
          <Checkbox
            key={entry}
            label={t('allergies.stands', { agent: reaction === undefined ? agent : `${agent} (${reaction})` })}
            checked={!takenBack.has(entry)}
            onChange={(event) => {
              const next = new Set(takenBack);
              if (event.currentTarget.checked) next.delete(entry);
              else next.add(entry);
              setTakenBack(next);
            }}
          />
        ))}
        <Textarea
          label={t('allergies.reviewWhy')}
          value={reason}
          minRows={2}
          autosize
          error={wrong && <FieldError>{t('reasonWrong')}</FieldError>}
          onChange={(event) => dispatch(reasonChanged({ of, text: event.currentTarget.value }))}
        />
        <DialogActs>
          <Button variant="default" onClick={onClose}>
            {ui.t('kit.cancel')}
          </Button>
          <Button type="submit">{t('allergies.reviewGo')}</Button>
        </DialogActs>
      </form>
    </Dialog>
  );
}
