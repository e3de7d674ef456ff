import { type AnyAggregate, documentOf, type Entry } from '@healthcare/domain';

/** What the replica keeps beside the view; no view may have fields of these names. */
export interface Held {
  readonly id: string;
  readonly entries: readonly Entry[];
  /** Ids of entries that the server has not answered for, oldest first. In the same row as the entries: "saved" and "still to send" cannot come apart. */
  readonly unsent: readonly string[];
  /** 1 while something is unsent; indexed. */
  readonly dirty: 0 | 1;
  /** The server's revision of which everything is here; empty before its first answer. */
  readonly rev: string;
  /** May not be held any more; goes when its unsent entries are handed in. */
  readonly leaving: boolean;
}

/** A document as the store keeps it: the view's fields beside these. */
export type HeldRow = Held & { readonly [field: string]: unknown };

export type Standing = Pick<Held, 'entries' | 'unsent' | 'rev' | 'leaving'>;

/** A row with the view that its entries fold to. */
export function heldRow(aggregate: AnyAggregate, id: string, { entries, unsent, rev, leaving }: Standing): HeldRow {
  return { ...documentOf(aggregate, id, entries), unsent, dirty: unsent.length > 0 ? 1 : 0, rev, leaving };
}

/** A revision's number only grows, so it tells which of two answers is the later. 0 for none. */
export function generation(rev: string | undefined): number {
  return rev ? Number.parseInt(rev, 10) || 0 : 0;
}

/** The later of two revisions; the first when they are of one generation. */
export function laterRev(a: string, b: string | undefined): string {
  return b !== undefined && generation(b) > generation(a) ? b : a;
}
