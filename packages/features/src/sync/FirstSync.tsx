import { useWords } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import css from './FirstSync.module.css';
import { syncOf } from './sync-slice.ts';

/** Fewer documents are there before anybody could read the sentence. */
const WORTH_SHOWING = 500;

/** Progress with counts while a long pull runs; nothing otherwise. */
export function FirstSync() {
  const { t } = useWords('sync');
  const { progress } = useSelector(syncOf);
  if (!progress || progress.total < WORTH_SHOWING) return null;
  return (
    <div className={css.progress}>
      <p>
        <b>{t('first')}</b> <span>{t('received', { ...progress })}</span>
      </p>
      <progress value={progress.done} max={progress.total} aria-label={t('first')} />
      <p>{t('firstWhy')}</p>
    </div>
  );
}
