import type { Session } from '@healthcare/protocol';
import { IconAlertTriangleFilled, NoticeLine, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import {
  fileScreen,
  type LikePatient,
  mayActOnPatient,
  type Patient,
  useLikePatients,
  usePatientWords,
} from '../patients/index.ts';
import { personOf } from '../session/index.ts';
import { hashOf } from '../state/index.ts';
import { MergeDialog } from './MergeDialog.tsx';

/** Beyond them nobody compares; the search has all. */
const MOST_NAMED = 3;

/** P11: another file here may be of the same person, or is of somebody of the same name. The head of a ward merges; nobody else and no program. */
export function LikeNotice({ patient, session }: { readonly patient: Patient; readonly session: Session }) {
  const like = useLikePatients(patient).slice(0, MOST_NAMED);
  if (patient.state !== 'registered') return null;
  return like.map((one) => <Like key={one.row.id} patient={patient} like={one} session={session} />);
}

interface LikeProps {
  readonly patient: Patient;
  readonly like: LikePatient;
  readonly session: Session;
}

function Like({ patient, like: { row, by }, session }: LikeProps) {
  const { t } = useWords('file');
  const { t: said, labelOf, sexOf, bornOf } = usePatientWords();
  const [merging, setMerging] = useState(false);
  const label = labelOf(row);
  const born = row.born === undefined && row.bornAbout === undefined ? '' : bornOf(row);
  const facts = [sexOf(row), born, row.fileNumber].filter(Boolean).join(said('comma'));
  const may = by !== 'namesake' && mayActOnPatient('merged', personOf(session), patient.wards);
  return (
    <>
      <NoticeLine
        icon={IconAlertTriangleFilled}
        tone="attention"
        acts={
          may && (
            <Button variant="default" onClick={() => setMerging(true)}>
              {t('like.go')}
            </Button>
          )
        }
      >
        <b>{t(`like.${by}`)}</b>{' '}
        <a href={hashOf({ screen: fileScreen(row.id), call: null })}>
          <bdi>{label}</bdi>
        </a>{' '}
        <bdi>{facts}</bdi>. {t(`like.do.${may ? 'merge' : by}`)}
      </NoticeLine>
      {merging && (
        <MergeDialog
          patient={patient}
          session={session}
          into={{ id: row.id, label }}
          onClose={() => setMerging(false)}
        />
      )}
    </>
  );
}
