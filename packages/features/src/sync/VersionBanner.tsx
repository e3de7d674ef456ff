import { problems } from '@healthcare/protocol';
import { IconAlertTriangleFilled, NoticeLine, useWords } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { syncOf } from './sync-slice.ts';

/** Programs of different age: what is kept here meanwhile, and who has to upgrade what. Cannot be closed. */
export function VersionBanner() {
  const { t, language } = useWords('sync');
  const { otherVersion, awaitsServer } = useSelector(syncOf);
  if (otherVersion === null && awaitsServer === 0) return null;
  return (
    <NoticeLine icon={IconAlertTriangleFilled} tone="attention" alert>
      {otherVersion === null ? t('awaitsServer', { count: awaitsServer }) : problems[otherVersion].staff[language]}
    </NoticeLine>
  );
}
