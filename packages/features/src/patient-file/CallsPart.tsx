import { EmptyState, elapsed, IconBellRinging, momentOf, useNow, useWords } from '@healthcare/ui';
import { useSelector } from 'react-redux';
import { useCallWords } from '../calls/index.ts';
import { useNames } from '../staff/index.ts';
import { hashOf, useAddress } from '../state/index.ts';
import { hearsAll } from '../sync/index.ts';
import type { PartProps } from './AllergiesPart.tsx';
import css from './CallsPart.module.css';

/** Calls from the patient's beds while they lay there, and those that name them; the latest first. */
export function CallsPart({ file }: Pick<PartProps, 'file'>) {
  const { t, language } = useWords('file');
  const calls = useCallWords();
  const { nameOf } = useNames();
  const { screen } = useAddress();
  const hears = useSelector(hearsAll);
  const nowMs = useNow(60_000);
  const rows = file.calls.toSorted((a, b) => b.raisedMs - a.raisedMs);
  if (rows.length === 0)
    return (
      <div className={css.empty}>
        <EmptyState
          icon={IconBellRinging}
          title={t(hears ? 'calls.none' : 'calls.noneKnown')}
          why={t(hears ? 'calls.noneWhy' : 'calls.noneKnownWhy')}
        />
      </div>
    );
  return (
    <>
      <p className={css.which}>{t('calls.which', { count: rows.length })}</p>
      <ol className={css.list} aria-label={t('part.calls')}>
        {rows.map((row) => (
          <li key={row.id}>
            <a href={hashOf({ screen, call: row.id })}>
              <time>
                <bdi>{momentOf(row.raisedMs, nowMs, language)}</bdi>
              </time>
              <b>{calls.place(row)}</b>
              <span>
                {calls.t(`kind.${row.kind}`)} {row.about !== null && <bdi>{row.about}</bdi>}
              </span>
              <span>{calls.t(`state.${row.state}`)}</span>
              <span>
                {row.responsible !== null && <bdi>{nameOf(row.responsible)}</bdi>}{' '}
                {row.acceptedAfterMs !== null && <span className="ltr">{elapsed(row.acceptedAfterMs)}</span>}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </>
  );
}
