import type { AuditEntry } from '@healthcare/protocol';

const columns = [
  'seq',
  'at',
  'user',
  'role',
  'grant',
  'workstation',
  'action',
  'outcome',
  'code',
  'about',
  'kinds',
  'happenedAt',
] as const;

/** RFC 4180. No cell begins as a formula would, whatever opens the file. */
export function inCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map(({ seq, at, happenedAt = '', by, action, outcome, code = '', about, kinds = [] }) => [
    ...[String(seq), at, by?.user ?? '', by?.role ?? '', by?.grant ?? '', by?.workstation ?? ''],
    ...[action, outcome, code, about.join(' '), kinds.join(' '), happenedAt],
  ]);
  return [[...columns], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
