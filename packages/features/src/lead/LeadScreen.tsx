import type { Session } from '@healthcare/protocol';
import { EmptyState, IconChartBar, Segments, useWords } from '@healthcare/ui';
import { useState } from 'react';
import { CallSettings } from './calls/CallSettings.tsx';
import { Figures } from './figures/Figures.tsx';
import css from './Lead.module.css';
import { mayLead } from './may-lead.ts';
import { Assignments } from './people/Assignments.tsx';

const parts = ['figures', 'people', 'calls'] as const;
type Part = (typeof parts)[number];

/** For who leads the ward: how it goes, who answers for whom, and who is asked next when nobody accepts a call. */
export function LeadScreen({ session }: { readonly session: Session }) {
  const { t } = useWords('lead');
  const [part, setPart] = useState<Part>('figures');
  const { wardId } = session;
  if (wardId === null || !mayLead(session))
    return <EmptyState icon={IconChartBar} title={t('notHere')} why={t('notHereWhy')} />;
  return (
    <section className={css.page} aria-labelledby="lead">
      <header className={css.bar}>
        <h1 id="lead">{t('title')}</h1>
        <Segments
          label={t('parts')}
          segments={parts.map((id) => ({ id, word: t(`part.${id}`) }))}
          chosen={part}
          onChoose={setPart}
        />
      </header>
      {part === 'figures' && <Figures wardId={wardId} />}
      {part === 'people' && <Assignments session={session} wardId={wardId} />}
      {part === 'calls' && <CallSettings session={session} wardId={wardId} />}
    </section>
  );
}
