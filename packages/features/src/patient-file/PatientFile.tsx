import { mayAct, serverRights } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import {
  EmptyState,
  IconArrowsSplit2,
  IconCloudOff,
  IconHelp,
  IconLoader,
  NoticeLine,
  Skeleton,
  useWords,
} from '@healthcare/ui';
import { Fragment } from 'react';
import { useSelector } from 'react-redux';
import { FileGate, FileReaderList } from '../access/index.ts';
import { type FilePart, fileParts, fileScreen, usePatientQuery, usePatientWords } from '../patients/index.ts';
import { RecordsPart } from '../records/index.ts';
import { hashOf } from '../state/index.ts';
import { hearsServer } from '../sync/index.ts';
import { AllergiesPart } from './AllergiesPart.tsx';
import { CallsPart } from './CallsPart.tsx';
import { DetailsPart } from './DetailsPart.tsx';
import { HistoryPart } from './HistoryPart.tsx';
import { LikeNotice } from './LikeNotice.tsx';
import { PatientBanner } from './PatientBanner.tsx';
import css from './PatientFile.module.css';
import { StayAside } from './StayAside.tsx';
import { StaysPart } from './StaysPart.tsx';
import { Timeline } from './timeline/Timeline.tsx';
import { type PatientFileView, useFile } from './use-file.ts';

export interface PatientFileProps {
  readonly patient: string;
  readonly part: FilePart;
  readonly session: Session;
}

/** One patient's file, to who may look into it: opening it is written down, and whose it is not may ask for it in an emergency. */
export function PatientFile(props: PatientFileProps) {
  const { patient, session } = props;
  return (
    <FileGate key={patient} session={session} patientId={patient} missing={<NotHere />}>
      <OpenFile {...props} />
    </FileGate>
  );
}

function NotHere() {
  const { t } = useWords('file');
  const hears = useSelector(hearsServer);
  return (
    <EmptyState
      icon={hears ? IconHelp : IconCloudOff}
      title={t('gone.title')}
      why={t(hears ? 'gone.why' : 'gone.whyCut')}
    />
  );
}

/** The banner that never scrolls, and below it one part of the file at a time. */
function OpenFile({ patient, part, session }: PatientFileProps) {
  const { t } = useWords('file');
  const file = useFile(patient, session);
  if (file === undefined) return <Skeleton />;
  if (file === null) return <NotHere />;
  return (
    <>
      <PatientBanner patient={file.patient} allergies={file.allergies} />
      <Merged file={file} />
      <LikeNotice patient={file.patient} session={session} />
      <nav className={css.tabs} aria-label={t('parts')}>
        {partsFor(session).map((one) => (
          <a
            key={one}
            href={hashOf({ screen: fileScreen(patient, one), call: null })}
            className={css.tab}
            aria-current={one === part ? 'page' : undefined}
          >
            {t(`part.${one}`)}
          </a>
        ))}
        {file.reading && (
          <span className={css.opened} role="status">
            <IconLoader size={16} aria-hidden /> {t('reading')}
          </span>
        )}
      </nav>
      <section
        className={css.body}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by key
        tabIndex={0}
        aria-label={t(`part.${part}`)}
        data-wide={part !== 'timeline' || undefined}
      >
        <Part part={part} file={file} session={session} />
      </section>
    </>
  );
}

/** Who has opened the file is for those who answer for the ward; the server refuses it to everybody else. */
function partsFor({ role, wards }: Session): readonly FilePart[] {
  const sees = mayAct(serverRights, 'seeReaders', role, { own: false, ward: wards.length > 0 });
  return fileParts.filter((part) => part !== 'opened' || sees);
}

interface PartsProps {
  readonly part: FilePart;
  readonly file: PatientFileView;
  readonly session: Session;
}

function Part({ part, file, session }: PartsProps) {
  switch (part) {
    case 'timeline':
      return (
        <>
          <Timeline happenings={file.happenings} />
          <StayAside file={file} />
        </>
      );
    case 'opened':
      return <FileReaderList patientId={file.patient.id} />;
    case 'allergies':
      return <AllergiesPart file={file} session={session} />;
    case 'history':
      return <HistoryPart file={file} session={session} />;
    case 'records':
      return <RecordsPart records={file.records} patient={file.patient} session={session} />;
    case 'stays':
      return <StaysPart file={file} />;
    case 'calls':
      return <CallsPart file={file} />;
    case 'details':
      return <DetailsPart file={file} session={session} />;
  }
}

/** P8: a merged file says where it goes on; the one that goes on says which others it contains. */
function Merged({ file: { patient, others } }: { readonly file: PatientFileView }) {
  const { t } = useWords('file');
  const { labelOf } = usePatientWords();
  const { data: into } = usePatientQuery(patient.mergedInto, { skip: patient.mergedInto === '' });
  if (patient.mergedInto !== '')
    return (
      <NoticeLine icon={IconArrowsSplit2} tone="plain">
        {t('merged.into')}{' '}
        <a href={hashOf({ screen: fileScreen(patient.mergedInto), call: null })}>
          {into ? <bdi>{labelOf(into)}</bdi> : t('merged.other')}
        </a>
      </NoticeLine>
    );
  if (others.length === 0) return null;
  return (
    <NoticeLine icon={IconArrowsSplit2} tone="plain">
      {t('merged.contains', { count: others.length })}{' '}
      {others.map((one) => (
        <Fragment key={one.id}>
          <a href={hashOf({ screen: fileScreen(one.id), call: null })}>
            <bdi>{labelOf(one)}</bdi>
          </a>{' '}
        </Fragment>
      ))}
    </NoticeLine>
  );
}
