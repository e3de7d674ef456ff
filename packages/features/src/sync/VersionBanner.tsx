import { problems } from '@healthcare/protocol';
import { IconAlertTriangleFilled, NoticeLine, useWords } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { syncOf } from './sync-slice.ts';

/** Programs of different age: what is kept here meanwhile, and who has to upgrade what. Cannot be closed. */
export function VersionBanner() {
  const { t, language } = useWords('sync');
  const { otherVersion, awaitsServer, olderServer } = useSelector(syncOf);
  if (otherVersion === null && awaitsServer === 0 && !olderServer) return null;
  const waits = awaitsServer > 0 ? t('awaitsServer', { count: awaitsServer }) : t('olderServer');
  return (
    <NoticeLine icon={IconAlertTriangleFilled} tone="attention" alert>
      {otherVersion === null ? waits : problems[otherVersion].staff[language]}
    </NoticeLine>
  );
}
