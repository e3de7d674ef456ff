import { callKinds, type ResponseRow } from '@healthcare/domain/calls';
import { type Shift, shifts } from '@healthcare/domain/handovers';
import { elapsed, IconFileDownload, Segments, useWords } from '@healthcare/ui';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { usePorts } from '../../state/index.ts';
import { csvOf } from '../csv.ts';
import css from '../Lead.module.css';
import { LazyBars } from './LazyBars.tsx';

const shiftChoices = ['all', ...shifts] as const;

export interface ResponseFiguresProps {
  readonly rows: readonly ResponseRow<Shift>[];
  readonly days: number;
}

/** K5: median and nine of ten, by kind, for one shift or all; the table beside has every kind with its sum. */
export function ResponseFigures({ rows, days }: ResponseFiguresProps) {
  const { t } = useWords('lead');
  const calls = useWords('calls');
  const { saveCsv } = usePorts();
  const [shift, setShift] = useState<Shift | 'all'>('all');
  const shown = rows.filter((row) => row.shift === shift);
  const word = (kind: ResponseRow['kind']) => (kind === 'all' ? t('all') : calls.t(`kind.${kind}`));
  return (
    <section className={css.card} aria-labelledby="responses">
      <div className={css.head}>
        <h2 id="responses">{t('response.title')}</h2>
        <Segments
          label={t('response.shift')}
          segments={shiftChoices.map((id) => ({ id, word: t(`shift.${id}`) }))}
          chosen={shift}
          onChoose={setShift}
        />
        <Button
          variant="default"
          leftSection={<IconFileDownload size={20} aria-hidden />}
          onClick={() => void saveCsv(t('response.file', { days }), csvOf(csvRows(rows, t, word)))}
        >
          {t('csv')}
        </Button>
      </div>
      <div className={css.beside}>
        {shown.some(({ accepted }) => accepted > 0) ? (
          <LazyBars
            label={t('response.chart')}
            name="kind"
            unit={t('response.unit')}
            rows={callKinds.map((kind) => {
              const row = shown.find((one) => one.kind === kind);
              return {
                kind: word(kind),
                median: minutes(row?.toAccept.median),
                p90: minutes(row?.toAccept.p90),
              };
            })}
            series={[
              { name: 'median', label: t('response.median') },
              { name: 'p90', label: t('response.p90'), quiet: true },
            ]}
          />
        ) : (
          <p className={css.quiet}>{t('response.noneAccepted')}</p>
        )}
        <table className={css.table}>
          <thead>
            <tr>
              {['kind', 'raised', 'accepted', 'median', 'p90', 'arriveMedian', 'arriveP90', 'escalated'].map(
                (column) => (
                  <th key={column} scope="col">
                    {t(`response.${column}`)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.kind} data-sum={row.kind === 'all' || undefined}>
                <th scope="row">{word(row.kind)}</th>
                <td>{row.raised}</td>
                <td>{row.accepted}</td>
                {[row.toAccept.median, row.toAccept.p90, row.toArrive.median, row.toArrive.p90].map((ms, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: four figures that never change their places
                  <td key={at}>{ms === null ? <NoFigure /> : <span className="ltr">{elapsed(ms)}</span>}</td>
                ))}
                <td>{row.escalated}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A table of words that say "none" hides the figures among them. */
function NoFigure() {
  const { t } = useWords('lead');
  return (
    <>
      <span aria-hidden>–</span>
      <span className="unseen">{t('noFigure')}</span>
    </>
  );
}

function minutes(ms: number | null | undefined): number | null {
  return ms === null || ms === undefined ? null : Math.round(ms / 6000) / 10;
}

type Say = ReturnType<typeof useWords>['t'];

/** Every kind by every shift, in seconds: what a spreadsheet can go on counting with. */
function csvRows(rows: ResponseFiguresProps['rows'], t: Say, word: (kind: ResponseRow['kind']) => string) {
  const seconds = (ms: number | null) => (ms === null ? null : Math.round(ms / 1000));
  const columns = ['kind', 'shift', 'raised', 'accepted', 'median', 'p90', 'arriveMedian', 'arriveP90', 'escalated'];
  return [
    columns.map((column) => t(`response.csv.${column}`)),
    ...rows.map((row) => [
      word(row.kind),
      t(`shift.${row.shift}`),
      row.raised,
      row.accepted,
      ...[row.toAccept.median, row.toAccept.p90, row.toArrive.median, row.toArrive.p90].map(seconds),
      row.escalated,
    ]),
  ];
}
