import { patientEntries } from '@healthcare/domain/patients';
import { ReasonDialog, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { reasonChanged, reasonDraftOf, reasonDropped } from '../calls/index.ts';
import { type Patient, usePatientAct, usePatientWords } from '../patients/index.ts';
import type { AllergyIn } from './allergies.ts';

export interface TakeBackDialogProps {
  readonly patient: Patient;
  readonly allergy: AllergyIn;
  readonly onClose: () => void;
}

/** P4: an allergy is not deleted: it stays in the file with who took it back and why. */
export function TakeBackDialog({ patient, allergy, onClose }: TakeBackDialogProps) {
  const { t } = useWords('file');
  const { labelOf } = usePatientWords();
  const act = usePatientAct();
  const dispatch = useDispatch();
  const of = `allergyTakenBack/${allergy.entry}`;
  const reason = useSelector(reasonDraftOf(of));
  const [wrong, setWrong] = useState<string | null>(null);
  const name = labelOf(patient);
  const go = async () => {
    const data = patientEntries.allergyTakenBack.safeParse({ allergy: allergy.entry, reason }).data;
    setWrong(data ? null : t('reasonWrong'));
    if (!data || !(await act({ id: patient.id, name }, { kind: 'allergyTakenBack', data }))) return;
    dispatch(reasonDropped(of));
    onClose();
  };
  return (
    <ReasonDialog
      title={t('allergies.takeBackTitle', { agent: allergy.agent, patient: name })}
      what={<p>{t('allergies.takeBackWhat')}</p>}
      label={t('allergies.takeBackWhy')}
      reason={reason}
      onReason={(text) => dispatch(reasonChanged({ of, text }))}
      ready={[t('allergies.ready.tolerated'), t('allergies.ready.mistake'), t('allergies.ready.other')]}
      wrong={wrong}
      act={t('allergies.takeBack')}
      tone="harm"
      opened
      onClose={onClose}
      onAct={() => void go()}
    />
  );
}
