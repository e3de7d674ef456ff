const units = ['kB', 'MB'] as const;

/** "31.5 MB", isolated left to right, decimal units as file managers show them. */
export function fileSize(bytes: number): string {
  const inKb = bytes / 1000;
  const [value, unit] = inKb < 1000 ? [inKb, units[0]] : [inKb / 1000, units[1]];
  const shown = value < 10 ? Math.max(0.1, Math.round(value * 10) / 10) : Math.round(value * 10) / 10;
  return `\u2066${shown} ${unit}\u2069`;
}
