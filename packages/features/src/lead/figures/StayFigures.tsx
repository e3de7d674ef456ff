import type { LengthsOfStay } from '@healthcare/domain/stays';
import { clinicalDate, clockTime, IconFileDownload, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { usePorts } from '../../state/index.ts';
import { csvOf } from '../csv.ts';
import css from '../Lead.module.css';
import { LazyBars } from './LazyBars.tsx';
import type { Occupancy } from './use-figures.ts';

const DAY_MS = 86_400_000;

export interface StayFiguresProps {
  readonly occupancy: readonly Occupancy[];
  readonly lengths: LengthsOfStay;
  /** Beds of the ward that are in service now. */
  readonly beds: number;
  readonly days: number;
}

/** R5: how many beds were taken, of those in service now, and how long people stayed who have left. */
export function StayFigures({ occupancy, lengths, beds, days }: StayFiguresProps) {
  const { t, language, locale } = useWords('lead');
  const { saveCsv } = usePorts();
  const oneDay = days === 1;
  const at = (ms: number) => (oneDay ? clockTime(ms) : clinicalDate(ms, language));
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const inDays = (ms: number | null) =>
    ms === null ? t('noFigure') : t('stay.length', { days: number.format(ms / DAY_MS) });
  const share = (taken: number) =>
    beds === 0 ? t('noFigure') : t('stay.share', { share: Math.round((taken / beds) * 100) });
  const rows = [
    [t('stay.csv.at'), t('stay.csv.taken'), t('stay.csv.beds')],
    ...occupancy.map(({ atMs, taken }) => [new Date(atMs).toISOString(), taken, beds]),
  ];
  return (
    <section className={css.card} aria-labelledby="stays">
      <div className={css.head}>
        <h2 id="stays">{t('stay.title')}</h2>
        <Button
          variant="default"
          leftSection={<IconFileDownload size={20} aria-hidden />}
          onClick={() => void saveCsv(t('stay.file', { days }), csvOf(rows))}
        >
          {t('csv')}
        </Button>
      </div>
      <dl className={css.sums}>
        <dt>{t('stay.beds')}</dt>
        <dd>{beds}</dd>
        <dt>{t('stay.left')}</dt>
        <dd>{lengths.left}</dd>
        <dt>{t('stay.median')}</dt>
        <dd>{inDays(lengths.median)}</dd>
        <dt>{t('stay.p90')}</dt>
        <dd>{inDays(lengths.p90)}</dd>
      </dl>
      <div className={css.beside}>
        <LazyBars
          label={t('stay.chart')}
          name="at"
          unit=""
          rows={occupancy.map(({ atMs, taken }) => ({ at: at(atMs), taken }))}
          series={[{ name: 'taken', label: t('stay.taken') }]}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
        <section className={css.long} tabIndex={0} aria-label={t('stay.chart')}>
          <table className={css.table}>
            <thead>
              <tr>
                {['at', 'taken', 'share'].map((column) => (
                  <th key={column} scope="col">
                    {t(`stay.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {occupancy.map(({ atMs, taken }) => (
                <tr key={atMs}>
                  <th scope="row">{at(atMs)}</th>
                  <td>{taken}</td>
                  <td>{share(taken)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </section>
  );
}
