import type { Session } from '@healthcare/protocol';
import { EmptyState, IconFileUpload, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { type Patient, usePatientWords } from '../patients/index.ts';
import { personOf } from '../session/index.ts';
import { hearsAll } from '../sync/index.ts';
import { FileLine } from './FileLine.tsx';
import { FileViewer } from './FileViewer.tsx';
import { useFileStatesQuery } from './files-api.ts';
import { mayActOnRecord } from './may-act.ts';
import css from './RecordsPart.module.css';
import { RemoveRecordDialog } from './RemoveRecordDialog.tsx';
import type { RecordRow } from './record-book.ts';
import { ScannedFiles } from './scanner/ScannedFiles.tsx';
import { UploadZone } from './UploadZone.tsx';

export interface RecordsPartProps {
  readonly records: readonly RecordRow[];
  readonly patient: Patient;
  readonly session: Session;
}

/** The patient's files: added from disk or the scanner's folder, kept here before they are sent, shown when somebody asks. */
export function RecordsPart({ records, patient, session }: RecordsPartProps) {
  const { t } = useWords('records');
  const hears = useSelector(hearsAll);
  const { data: states = {} } = useFileStatesQuery();
  const [open, setOpen] = useState<RecordRow | null>(null);
  const [removing, setRemoving] = useState<RecordRow | null>(null);
  const { labelOf } = usePatientWords();
  const person = personOf(session);
  const files = records.filter(({ is, state }) => is === 'file' && state === 'added');
  const removed = records.filter(({ is, state }) => is === 'file' && state === 'removed');
  const { wardId } = session;
  const mayAdd =
    wardId !== null && patient.state === 'registered' && mayActOnRecord('fileAdded', person, { wards: [wardId] });
  return (
    <div className={css.part}>
      {mayAdd && <UploadZone wardId={wardId} patientId={patient.id} />}
      {mayAdd && <ScannedFiles wardId={wardId} patientId={patient.id} patient={labelOf(patient)} />}
      {files.length === 0 && (
        <EmptyState icon={IconFileUpload} title={t('none')} why={t(hears ? 'noneWhy' : 'noneKnownWhy')} />
      )}
      <ul className={css.list} aria-label={t('files')}>
        {files.map((record) => (
          <FileLine
            key={record.id}
            record={record}
            state={states[record.id]}
            onOpen={() => setOpen(record)}
            onRemove={mayActOnRecord('removed', person, record) ? () => setRemoving(record) : null}
          />
        ))}
      </ul>
      {removed.length > 0 && <p className={css.quiet}>{t('removed', { count: removed.length })}</p>}
      {open && <FileViewer record={open} patient={labelOf(patient)} onClose={() => setOpen(null)} />}
      {removing && <RemoveRecordDialog record={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}
