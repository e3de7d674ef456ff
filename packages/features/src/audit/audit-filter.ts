import { type ServerAct, serverRights } from '@healthcare/domain';

/** What of the trail is looked at; empty: not narrowed. */
export interface AuditFilter {
  /** Staff id. */
  readonly person: string;
  /** Id of a patient's document, number on the wristband, or national id. */
  readonly patient: string;
  readonly action: string;
  readonly outcome: '' | 'done' | 'refused' | 'failed';
  /** As a local date and clock, `2026-01-05T08:00`. */
  readonly from: string;
  readonly until: string;
}

export const noFilter: AuditFilter = { person: '', patient: '', action: '', outcome: '', from: '', until: '' };

/** What happens beside the acts of the rights table. */
export const otherActions = [
  'read',
  'write',
  'session-begun',
  'session-changed',
  'session-ended',
  'database',
  'request',
  'audit-line-lost',
] as const;

/** Kept under their own names when they change something; what only opens a door is kept behind it. */
const neverKept: ReadonlySet<ServerAct> = new Set(['readDocuments', 'writeEntries', 'exchangeFiles', 'lookAtServer']);

/** Every action there can be in the trail: reads and writes first, then the acts of the rights table. */
export const auditActions: readonly string[] = [
  ...otherActions,
  ...(Object.keys(serverRights) as ServerAct[]).filter((act) => !neverKept.has(act)),
];

/** The question as the server takes it. A time that is none does not narrow. */
export function queryOf({ from, until, ...texts }: AuditFilter, more: Readonly<Record<string, string>> = {}): string {
  const said = Object.entries(texts)
    .map(([name, text]): [string, string] => [name, text.trim()])
    .filter(([, text]) => text !== '');
  const times = [
    ['from', instantOf(from)],
    ['until', instantOf(until, MINUTE_MS)],
  ].filter((pair): pair is [string, string] => pair[1] !== null);
  return new URLSearchParams([...said, ...times, ...Object.entries(more)]).toString();
}

/** The minute that ends a span is looked at too: what the server is asked for ends before the next one. */
const MINUTE_MS = 60_000;

function instantOf(local: string, laterMs = 0): string | null {
  const ms = local === '' ? Number.NaN : new Date(local).getTime() + laterMs;
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
