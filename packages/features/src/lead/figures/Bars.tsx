import { isolated } from '@healthcare/ui';
import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.layer.css';

export interface BarsProps {
  /** What the chart shows; its table says the same in figures. */
  readonly label: string;
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  /** The field of a row that names it. */
  readonly name: string;
  readonly series: readonly { readonly name: string; readonly label: string; readonly quiet?: boolean }[];
  readonly unit: string;
}

/** A chart has an axis of numbers, so it runs from left to right in both languages; Arabic words and dates keep their direction in it. Loaded when somebody looks. */
export function Bars({ label, rows, name, series, unit }: BarsProps) {
  return (
    <div dir="ltr" role="img" aria-label={label}>
      <BarChart
        h={240}
        data={rows.map((row) => ({ ...row, [name]: isolated(String(row[name])) }))}
        dataKey={name}
        series={series.map((one) => ({
          name: one.name,
          label: isolated(one.label),
          color: one.quiet ? 'var(--edge)' : 'var(--accent)',
        }))}
        unit={unit}
        withLegend
        gridAxis="x"
        tickLine="none"
        textColor="var(--ink-2)"
        gridColor="var(--hairline)"
        barProps={{ isAnimationActive: false }}
      />
    </div>
  );
}
