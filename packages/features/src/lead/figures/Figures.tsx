import { Segments, Skeleton, useWords } from '@healthcare/ui';
import { useState } from 'react';
import css from '../Lead.module.css';
import { ResponseFigures } from './ResponseFigures.tsx';
import { StayFigures } from './StayFigures.tsx';
import { type SpanDays, spans, useFigures } from './use-figures.ts';

/** How fast calls were answered, how full the ward was, how long people stayed: charts with their tables, and as CSV. */
export function Figures({ wardId }: { readonly wardId: string }) {
  const { t } = useWords('lead');
  const [days, setDays] = useState<SpanDays>(7);
  const figures = useFigures(wardId, days);
  return (
    <div className={css.scroll}>
      <div className={css.bar}>
        <Segments
          label={t('span.label')}
          segments={spans.map((one) => ({ id: String(one), word: t('span.days', { days: one }) }))}
          chosen={String(days)}
          onChoose={(chosen) => setDays(spans.find((one) => String(one) === chosen) ?? 7)}
        />
        <p className={css.quiet}>{t('span.held')}</p>
      </div>
      {!figures.loaded && <Skeleton />}
      {figures.loaded && <ResponseFigures rows={figures.responses} days={days} />}
      {figures.loaded && <StayFigures {...figures} days={days} />}
    </div>
  );
}
