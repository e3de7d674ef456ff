import type { AuditEntry, AuditPage, AuditQuery } from '@healthcare/protocol';
import { linkIn } from './chain.ts';
import { linesIn, segmentsIn } from './segments.ts';

/** Files that one question reads: a rare person in years of lines is found page by page, and nobody waits for the disk. */
const SEGMENTS_PER_PAGE = 10;

/** A5: the newest first. A page may be shorter than asked for, or empty, with more behind it: `next` says so. */
export function found(folder: string, query: AuditQuery): AuditPage {
  const entries: AuditEntry[] = [];
  const before = query.before ?? Number.POSITIVE_INFINITY;
  const segments = segmentsIn(folder).filter(({ first }) => first < before);
  let asked = 0;
  for (const { path, first } of segments.toReversed()) {
    asked += 1;
    for (const line of linesIn(path).toReversed()) {
      const entry = linkIn(line)?.entry;
      if (!entry || entry.seq >= before) continue;
      if (query.from !== undefined && entry.at < query.from) return { entries, next: null };
      if (!fits(entry, query)) continue;
      entries.push(entry);
      if (entries.length === query.limit) return { entries, next: entry.seq > 1 ? entry.seq : null };
    }
    if (asked === SEGMENTS_PER_PAGE) return { entries, next: first > 1 ? first : null };
  }
  return { entries, next: null };
}

function fits({ by, about, action, outcome, at }: AuditEntry, query: AuditQuery): boolean {
  if (query.person !== undefined && by?.user !== query.person) return false;
  if (query.about !== undefined && !about.some((one) => one.includes(query.about ?? ''))) return false;
  if (query.action !== undefined && action !== query.action) return false;
  if (query.outcome !== undefined && outcome !== query.outcome) return false;
  return query.until === undefined || at < query.until;
}
