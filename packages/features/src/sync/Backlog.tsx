import { useWords } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import css from './FirstSync.module.css';
import { backlogOf } from './sync-slice.ts';

/** Fewer are on the server before anybody could read the sentence. */
const WORTH_SHOWING = 500;

/** How much of what was saved here during an outage has reached the server, while it goes; nothing otherwise. */
export function Backlog() {
  const { t } = useWords('sync');
  const { sent, total } = useSelector(backlogOf);
  if (total < WORTH_SHOWING) return null;
  return (
    <div className={css.progress}>
      <p>
        <b>{t('backlog')}</b> <span>{t('sent', { sent, total })}</span>
      </p>
      <progress value={sent} max={total} aria-label={t('backlog')} />
    </div>
  );
}
