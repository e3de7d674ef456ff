/** One measured figure: what, how much, and what was wanted (absent where nothing was promised). */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | '%' | 's' | 'MB' | '×' | 'docs/s' | '/s';
  readonly wanted?: { readonly atMost?: number; readonly atLeast?: number };
  readonly note?: string;
}

/** The q-quantile (0…1) of the values, nearest rank. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}

export function met({ value, wanted }: Figure): boolean | null {
  if (!wanted) return null;
  if (Number.isNaN(value)) return false;
  return value <= (wanted.atMost ?? Number.POSITIVE_INFINITY) && value >= (wanted.atLeast ?? Number.NEGATIVE_INFINITY);
}

/** A table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    verdictOf(figure),
    figure.what,
    `${round(figure.value)} ${figure.unit}`,
    wantedOf(figure),
    figure.note ?? '',
  ]);
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function verdictOf(figure: Figure): string {
  const is = met(figure);
  if (is === null) return '    ';
  return is ? 'ok  ' : 'MISS';
}

function wantedOf({ wanted, unit }: Figure): string {
  if (wanted?.atMost !== undefined) return `≤ ${wanted.atMost} ${unit}`;
  return wanted?.atLeast !== undefined ? `≥ ${wanted.atLeast} ${unit}` : '';
}

function round(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
