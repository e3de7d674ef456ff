import { stampMs } from '@healthcare/domain';
import { type CallsOfHour, figuresOf, tookFrom } from '@healthcare/domain/calls';
import { clockTime, elapsed, useNow } from '@healthcare/ui';
import { useMemo } from 'react';
import type { Call } from './call.ts';
import { useCallWords } from './call-words.ts';
import { useClosedSinceQuery, useOpenCallsQuery } from './calls-api.ts';
import css from './ShiftFigures.module.css';
import { FIGURE_HOURS, useFiguresSince } from './spans.ts';

const RECENT = 4;
const none: readonly Call[] = [];

/** Quiet on purpose: figures never compete with an open call (K5). Computed from the calls held here. */
export function ShiftFigures() {
  const { t } = useCallWords();
  const { data: open = none } = useOpenCallsQuery();
  const { data: closed = none } = useClosedSinceQuery(useFiguresSince());
  const minuteMs = useNow(60_000);
  const figures = useMemo(() => figuresOf([...open, ...closed], minuteMs, FIGURE_HOURS), [open, closed, minuteMs]);
  return (
    <aside className={css.side} aria-labelledby="shift">
      <h2 id="shift">{t('figures.title', { hours: FIGURE_HOURS })}</h2>
      <dl className={css.figures}>
        <Figure word={t('figures.toAccept')} ms={figures.medianToAccept} />
        <Figure word={t('figures.toArrive')} ms={figures.medianToArrive} />
        <Figure word={t('figures.p90')} ms={figures.p90ToAccept} />
      </dl>
      <h3>{t('figures.byHour')}</h3>
      <Hours hours={figures.byHour} />
      <Recent calls={closed.filter(({ state }) => state === 'done').slice(0, RECENT)} />
    </aside>
  );
}

function Figure({ word, ms }: { readonly word: string; readonly ms: number | null }) {
  const { t } = useCallWords();
  return (
    <>
      <dt>{word}</dt>
      <dd>
        {ms === null ? (
          <span className={css.absent}>{t('figures.none')}</span>
        ) : (
          <span className="ltr">{elapsed(ms)}</span>
        )}
      </dd>
    </>
  );
}

/** Time runs from left to right in both languages: it is an axis. */
function Hours({ hours }: { readonly hours: readonly CallsOfHour[] }) {
  const { t } = useCallWords();
  const most = Math.max(1, ...hours.map(({ count }) => count));
  return (
    <ol className={css.hours} dir="ltr">
      {hours.map(({ fromMs, count }, at) => (
        <li key={fromMs} aria-label={t('figures.hour', { count, at: clockTime(fromMs) })}>
          <span aria-hidden>{count}</span>
          <i
            style={{ blockSize: `${Math.max(1, (count / most) * 56)}px` }}
            data-now={at === hours.length - 1 || undefined}
          />
          <span aria-hidden>{clockTime(fromMs).slice(0, 2)}</span>
        </li>
      ))}
    </ol>
  );
}

function Recent({ calls }: { readonly calls: readonly Call[] }) {
  const { t, place } = useCallWords();
  if (calls.length === 0) return null;
  return (
    <>
      <h3>{t('figures.recent')}</h3>
      <ul className={css.recent}>
        {calls.map((call) => (
          <li key={call.id}>
            <b>{place(call)}</b>
            <span>{took(call, t)}</span>
            <time className="ltr">{clockTime(stampMs(call.raisedAt))}</time>
          </li>
        ))}
      </ul>
    </>
  );
}

function took(call: Call, t: ReturnType<typeof useCallWords>['t']): string {
  const kind = t(`kind.${call.kind}`);
  const ms = tookFrom(call, call.arrivals);
  return ms === null ? kind : t('figures.took', { kind, time: elapsed(ms) });
}
