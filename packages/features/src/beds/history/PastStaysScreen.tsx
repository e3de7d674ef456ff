import { IconArrowLeft, useWords } from '@healthcare/ui';
import { hashOf } from '../../state/index.ts';
import css from '../room/RoomPage.module.css';
import { PastStays } from './PastStays.tsx';

/** Every past stay that this terminal holds. */
export function PastStaysScreen() {
  const { t } = useWords('beds');
  return (
    <div className={css.page}>
      <header className={css.bar}>
        <a className={css.back} href={hashOf({ screen: 'beds', call: null })}>
          <IconArrowLeft size={20} className="turns" aria-hidden />
          {t('board')}
        </a>
        <h1>{t('past.open')}</h1>
      </header>
      <div className={css.whole}>
        <PastStays />
      </div>
    </div>
  );
}
