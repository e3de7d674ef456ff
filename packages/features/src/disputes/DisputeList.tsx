import type { Session } from '@healthcare/protocol';
import { EmptyState, IconArrowsSplit2, Page, Skeleton, useWords } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { usePatientsHavingQuery } from '../patients/index.ts';
import { personOf } from '../session/index.ts';
import { hearsServer } from '../sync/index.ts';
import { AllergyCard } from './AllergyCard.tsx';
import { DisputeCard } from './DisputeCard.tsx';
import css from './DisputeList.module.css';
import { useDisputed } from './disputed.ts';

/** Every document on which people said different things while apart: the values side by side, and who decides (W2). */
export function DisputeList({ session }: { readonly session: Session }) {
  const { t } = useWords('disputes');
  const disputed = useDisputed();
  const { data: contradicted } = usePatientsHavingQuery('contradicted');
  const hears = useSelector(hearsServer);
  return (
    <Page title={t('title')} why={t('why')} wide>
      {!disputed && <Skeleton />}
      {disputed?.length === 0 && contradicted?.length === 0 && (
        <EmptyState
          icon={IconArrowsSplit2}
          title={t(hears ? 'none' : 'noneKnown')}
          why={t(hears ? 'noneWhy' : 'noneKnownWhy')}
        />
      )}
      <div className={css.list}>
        {contradicted?.map((patient) => (
          <AllergyCard key={patient.id} patient={patient} person={personOf(session)} />
        ))}
        {disputed?.map((one) => (
          <DisputeCard key={`${one.db} ${one.document.id}`} disputed={one} person={personOf(session)} />
        ))}
      </div>
    </Page>
  );
}
