import type { Person } from '@healthcare/domain';
import { stampMs } from '@healthcare/domain';
import { EmptyState, IconBell, IconPlugConnectedX, Skeleton } from '@healthcare/ui';
import { useMemo } from 'react';
import { useSelector } from 'react-redux';
import { hearsAll, isCut } from '../sync/index.ts';
import { type BoardView, sectionsOf } from './board.ts';
import css from './CurrentCalls.module.css';
import { useCallWords } from './call-words.ts';
import { useClosedSinceQuery } from './calls-api.ts';
import { useHeardCalls } from './escalation/use-heard-calls.ts';
import { SectionList } from './SectionList.tsx';
import { useFiguresSince, useTodayMs } from './spans.ts';

export function CurrentCalls({
  view,
  person,
}: {
  readonly view: Exclude<BoardView, 'history'>;
  readonly person: Person;
}) {
  const { t } = useCallWords();
  const open = useHeardCalls();
  const { data: closed } = useClosedSinceQuery(useFiguresSince());
  const todayMs = useTodayMs();
  const sections = useMemo(() => {
    const closedToday = (closed ?? []).filter(({ raisedAt }) => stampMs(raisedAt) >= todayMs);
    return sectionsOf(view, { open: open ?? [], closedToday }, person.user);
  }, [view, open, closed, todayMs, person.user]);
  if (!open) return <Skeleton />;
  const footer = <p className={css.secondary}>{t('secondary')}</p>;
  if (sections.length > 0) return <SectionList sections={sections} person={person} footer={footer} />;
  return (
    <div className={css.empty}>
      <Nothing view={view} />
      {footer}
    </div>
  );
}

/** Why there is nothing: "no calls" only when it is known that every call reaches this terminal. */
function Nothing({ view }: { readonly view: Exclude<BoardView, 'history'> }) {
  const { t } = useCallWords();
  const known = useSelector(hearsAll);
  const cut = useSelector(isCut);
  if (known) return <EmptyState icon={IconBell} title={t(`none.${view}`)} why={t('noneWhy')} />;
  if (cut) return <EmptyState icon={IconPlugConnectedX} title={t('noneKnown')} why={t('noneKnownCut')} />;
  return <EmptyState icon={IconBell} title={t('noneKnown')} why={t('noneKnownYet')} />;
}
