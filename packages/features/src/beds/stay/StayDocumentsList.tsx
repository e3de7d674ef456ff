import { IconAlertTriangleFilled, useWords } from '@healthcare/ui';
import { fileScreen } from '../../patients/index.ts';
import { hashOf } from '../../state/index.ts';
import css from '../BedBoard.module.css';
import type { StayDocuments } from './stay-documents.ts';

/** More names are read in the file. */
const MOST_NAMED = 4;

interface StayDocumentsListProps {
  readonly of: StayDocuments | null;
  readonly patientId: string;
}

/** What there is in writing of a stay: what goes along, what nobody else can read yet, and what was not accepted. */
export function StayDocumentsList({ of, patientId }: StayDocumentsListProps) {
  const { t } = useWords('beds');
  if (patientId === '') return <p className={css.warn}>{t('documents.nobodys')}</p>;
  if (!of) return <p>{t('documents.reading')}</p>;
  const { files, history, notSent, refused } = of;
  const named = files.slice(0, MOST_NAMED);
  return (
    <section aria-label={t('documents.title')} className={css.documents}>
      <p>
        {t('documents.files', { count: files.length })}
        {named.map((name) => (
          <bdi key={name}>{name}</bdi>
        ))}
        {files.length > named.length && t('documents.more', { count: files.length - named.length })}
      </p>
      <p>
        {t('documents.history', { count: history })}{' '}
        <a href={hashOf({ screen: fileScreen(patientId, 'records'), call: null })}>{t('documents.open')}</a>
      </p>
      {notSent > 0 && (
        <p className={css.warn}>
          <IconAlertTriangleFilled size={20} aria-hidden />
          {t('documents.notSent', { count: notSent })}
        </p>
      )}
      {refused > 0 && (
        <p className={css.warn}>
          <IconAlertTriangleFilled size={20} aria-hidden />
          <span>
            {t('documents.refused', { count: refused })}{' '}
            <a href={hashOf({ screen: 'refusals', call: null })}>{t('documents.refusedList')}</a>
          </span>
        </p>
      )}
    </section>
  );
}
