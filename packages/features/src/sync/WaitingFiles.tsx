import { IconFileUpload, useWords } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { syncOf } from './sync-slice.ts';
import css from './WaitingFiles.module.css';

/** How many files are kept here and not wholly on the server, and how far they are; nothing when there are none. */
export function WaitingFiles() {
  const { t } = useWords('sync');
  const { filesToSend } = useSelector(syncOf);
  if (!filesToSend) return null;
  const { files, done, total } = filesToSend;
  const word = t('files', { count: files });
  return (
    <div className={css.files}>
      <IconFileUpload size={20} aria-hidden />
      <span>
        {word}
        <progress value={done} max={total} aria-label={word} />
      </span>
    </div>
  );
}
