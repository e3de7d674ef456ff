import type { Session } from '@healthcare/protocol';
import { EmptyState, IconCheck, IconCloudOff, Page, Skeleton, useWords } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { hearsServer, useRefusalsQuery } from '../sync/index.ts';
import { RefusalCard } from './RefusalCard.tsx';
import css from './RefusalList.module.css';
import { casesIn } from './refusal-list.ts';

/** Everything that was not accepted, as far as this person may know: what waits for a decision, then what was decided (W2). */
export function RefusalList({ session }: { readonly session: Session }) {
  const { t } = useWords('refusals');
  const { data } = useRefusalsQuery();
  const hears = useSelector(hearsServer);
  if (!data) return <Skeleton />;
  const { waiting, handled } = casesIn(data);
  return (
    <Page title={t('title')} why={t(`why.${whose(session)}`)}>
      {!hears && (
        <p className={css.cut}>
          <IconCloudOff size={20} aria-hidden />
          {t('onlyHere')}
        </p>
      )}
      {waiting.length === 0 && (
        <EmptyState
          icon={IconCheck}
          title={t(hears ? 'none' : 'noneKnown')}
          why={t(hears ? 'noneWhy' : 'noneKnownWhy')}
        />
      )}
      {waiting.length > 0 && <h2>{t('waiting', { count: waiting.length })}</h2>}
      <div className={css.list}>
        {waiting.map((of) => (
          <RefusalCard key={of.refusal.id} of={of} session={session} />
        ))}
      </div>
      {handled.length > 0 && <h2>{t('handled', { count: handled.length })}</h2>}
      <div className={css.list}>
        {handled.map((of) => (
          <RefusalCard key={of.refusal.id} of={of} session={session} />
        ))}
      </div>
    </Page>
  );
}

/** F2: whose refusals this person is shown. */
function whose({ role }: Session): 'own' | 'ward' | 'all' {
  if (role === 'admin') return 'all';
  return role === 'headNurse' || role === 'headDoctor' ? 'ward' : 'own';
}
