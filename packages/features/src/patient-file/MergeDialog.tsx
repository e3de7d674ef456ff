import { patientEntries } from '@healthcare/domain/patients';
import type { Session } from '@healthcare/protocol';
import { ReasonDialog, useWords } from '@healthcare/ui';
import { useMemo, useState } from 'react';
import {
  fileScreen,
  type Patient,
  PatientPicker,
  type PickedPatient,
  usePatientAct,
  usePatientWords,
} from '../patients/index.ts';
import { go } from '../state/index.ts';

export interface MergeDialogProps {
  readonly patient: Patient;
  readonly session: Session;
  /** Whose file it goes on in, where that is known already. */
  readonly into?: PickedPatient;
  readonly onClose: () => void;
}

/** P8: this file goes on in another of the same person. It stays readable there, allergies included; it cannot be undone. */
export function MergeDialog({ patient, session, into: known, onClose }: MergeDialogProps) {
  const { t } = useWords('file');
  const { labelOf } = usePatientWords();
  const without = useMemo(() => new Set([patient.id]), [patient.id]);
  const [into, setInto] = useState<PickedPatient | null>(known ?? null);
  const name = labelOf(patient);
  if (into) return <WhyDialog patient={patient} into={into} onClose={onClose} />;
  return (
    <PatientPicker
      title={t('merge.pick', { patient: name })}
      session={session}
      without={without}
      onlyKnown
      onPick={setInto}
      onClose={onClose}
    />
  );
}

interface WhyProps {
  readonly patient: Patient;
  readonly into: PickedPatient;
  readonly onClose: () => void;
}

function WhyDialog({ patient, into, onClose }: WhyProps) {
  const { t } = useWords('file');
  const { labelOf } = usePatientWords();
  const act = usePatientAct();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const name = labelOf(patient);
  const merge = async () => {
    const data = patientEntries.merged.safeParse({ into: into.id, reason }).data;
    setWrong(data ? null : t('reasonWrong'));
    if (!data || !(await act({ id: patient.id, name }, { kind: 'merged', data }))) return;
    onClose();
    go({ screen: fileScreen(into.id) });
  };
  return (
    <ReasonDialog
      title={t('merge.title', { patient: name, into: into.label })}
      what={<p>{t('merge.what', { patient: name, into: into.label })}</p>}
      label={t('merge.why')}
      reason={reason}
      onReason={setReason}
      ready={[t('merge.ready.recognised'), t('merge.ready.apart'), t('merge.ready.twice')]}
      wrong={wrong}
      act={t('merge.go')}
      tone="harm"
      opened
      onClose={onClose}
      onAct={() => void merge()}
    />
  );
}
