import type { Person } from '@healthcare/domain';
import { EmptyState, IconArrowsSplit2, Skeleton } from '@healthcare/ui';
import { byUrgency } from './board.ts';
import { CallCard } from './CallCard.tsx';
import { type Call, isDisputed } from './call.ts';
import { useCallWords } from './call-words.ts';
import { useOpenCallsQuery } from './calls-api.ts';
import css from './DisputeList.module.css';

/** Open calls about which people disagree. */
export function useDisputedCalls(): readonly Call[] | undefined {
  return useOpenCallsQuery().data?.filter(isDisputed).sort(byUrgency);
}

/** Every call on which two people said different things while apart; opening one shows both values. */
export function DisputeList({ person }: { readonly person: Person }) {
  const { t } = useCallWords();
  const disputed = useDisputedCalls();
  return (
    <section className={css.page} aria-labelledby="disputed">
      <h1 id="disputed">{t('dispute.listTitle')}</h1>
      <p className={css.why}>{t('dispute.listWhy')}</p>
      {!disputed && <Skeleton />}
      {disputed?.length === 0 && (
        <EmptyState icon={IconArrowsSplit2} title={t('dispute.none')} why={t('dispute.noneWhy')} />
      )}
      {disputed?.map((call) => (
        <CallCard key={call.id} call={call} person={person} />
      ))}
    </section>
  );
}
