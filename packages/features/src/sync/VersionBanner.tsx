import { problems } from '@healthcare/protocol';
import { IconAlertTriangleFilled, useWords } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { syncOf } from './sync-slice.ts';
import css from './VersionBanner.module.css';

/** Programs of different age: what is kept here meanwhile, and who has to upgrade what. Cannot be closed. */
export function VersionBanner() {
  const { t, language } = useWords('sync');
  const { otherVersion, awaitsServer } = useSelector(syncOf);
  if (otherVersion === null && awaitsServer === 0) return null;
  return (
    <p className={css.banner} role="alert">
      <IconAlertTriangleFilled size={20} aria-hidden />
      {otherVersion === null ? t('awaitsServer', { count: awaitsServer }) : problems[otherVersion].staff[language]}
    </p>
  );
}
