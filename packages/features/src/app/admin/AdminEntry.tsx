import { EntryFrame, useWords } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { StationLine } from '../../settings/index.ts';
import { syncOf } from '../../sync/index.ts';
import { Door } from '../Door.tsx';

/** Nobody is signed in: the clock, what this desk is for, and the door. */
export function AdminEntry() {
  const { t } = useWords('admin');
  const link = useSelector(syncOf);
  return (
    <EntryFrame
      place="desk"
      ward={t('desk')}
      desk={t('hospital')}
      link={link}
      calls={<p>{t('about')}</p>}
      station={<StationLine />}
    >
      <Door />
    </EntryFrame>
  );
}
