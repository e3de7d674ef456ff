import { createHash } from 'node:crypto';
import { AuditEntry } from '@healthcare/protocol';
import canonicalize from 'canonicalize';

/** What the first line of a chain follows. */
export const BEGINNING = '0'.repeat(64);

/** A line as it is kept: the entry, and the hash that ties it to all before it. */
export interface Link {
  readonly entry: AuditEntry;
  readonly hash: string;
}

/** A1: `h(i) = SHA-256(h(i-1) ‖ canonical JSON)`. */
export function linked(previous: string, entry: AuditEntry): Link {
  const hash = createHash('sha256')
    .update(previous)
    .update(canonicalize(entry) ?? '')
    .digest('hex');
  return { entry, hash };
}

export function lineOf({ entry, hash }: Link): string {
  return `${hash} ${canonicalize(entry) ?? ''}\n`;
}

/** Undefined where it is no line of ours, whoever wrote it. */
export function linkIn(line: string): Link | undefined {
  const [, hash, text] = /^([0-9a-f]{64}) (\{.*\})$/.exec(line) ?? [];
  if (hash === undefined || text === undefined) return undefined;
  try {
    const entry = AuditEntry.safeParse(JSON.parse(text));
    return entry.success ? { entry: entry.data, hash } : undefined;
  } catch {
    return undefined; // not JSON any more: altered
  }
}

/** Where the chain stands after a line. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const noHead: Head = { seq: 0, hash: BEGINNING };

/** What is wrong with a line, seen from the one before it. */
export type Breach = 'unreadable' | 'altered' | 'missing-before' | 'out-of-order' | 'told-twice';

/** A1: says what is wrong with this line, or gives the head after it. A breach is told once, and the chain is followed on from there. */
export function follows(head: Head, line: string): { readonly head: Head; readonly breach?: Breach } {
  const link = linkIn(line);
  if (!link) return { head: { seq: head.seq + 1, hash: '' }, breach: 'unreadable' };
  const { entry, hash } = link;
  const next = { seq: entry.seq, hash };
  if (entry.seq > head.seq + 1) return { head: next, breach: 'missing-before' };
  if (entry.seq === head.seq) return { head, breach: 'told-twice' };
  if (entry.seq < head.seq) return { head, breach: 'out-of-order' };
  // After a line that could not be read there is nothing to compare with.
  if (head.hash !== '' && linked(head.hash, entry).hash !== hash) return { head: next, breach: 'altered' };
  return { head: next };
}
