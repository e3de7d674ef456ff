import { type AnyAggregate, type Entry, union } from '@healthcare/domain';
import { type Database, WriteFailed } from '../store/database.ts';
import { leavesOf, type Revised } from '../store/revisions.ts';
import { type Stub, stubsOf } from './seen-documents.ts';
import { type StoredDocument, storedFrom } from './unite.ts';
import type { Writer } from './writer.ts';

type Leaf = Revised<StoredDocument>;

interface Place {
  readonly aggregate: AnyAggregate;
  readonly database: Database<StoredDocument>;
}

/**
 * Unites what stands in the leaves of a document that replicators have left in conflict: all entries, folded, are written on the
 * winner, the other leaves are closed. Through the one writer, so safe beside pushes; a second time it changes nothing.
 */
export function uniteRevisions(open: Place & { readonly writer: Writer }, id: string): Promise<void> {
  return open.writer.alone(() => settle(open, [{ id, entries: [], isSaidAnew: false }]));
}

/** A document that has to have one open leaf, with all its entries and these. */
export interface Unsettled {
  readonly id: string;
  readonly entries: readonly Entry[];
  /** Write a further revision even where nothing is missing: somebody holds the last one with another body. */
  readonly isSaidAnew: boolean;
}

/** As `uniteRevisions`, for many documents with one flushed write; to be called by whoever is the writer at the time. */
export async function settle(open: Place, all: readonly Unsettled[]): Promise<void> {
  const writes = (await Promise.all(all.map((one) => writesFor(open, one)))).flat();
  if (writes.length === 0) return;
  const failed = (await open.database.bulkDocs(writes)).filter(({ error }) => error);
  if (failed.length > 0) throw new WriteFailed(failed);
}

async function writesFor(
  { aggregate, database }: Place,
  { id, entries, isSaidAnew }: Unsettled,
): Promise<readonly StoredDocument[]> {
  const leaves = await leavesOf(database, id);
  const [winner, ...rivals] = leaves.filter((leaf) => !leaf._deleted);
  if (!winner) return leaves.length === 0 && entries.length > 0 ? [united(aggregate, { id, leaves: [], entries })] : [];
  const whole = united(aggregate, { id, leaves: [winner, ...rivals], entries });
  if (rivals.length === 0 && !isSaidAnew && whole.entries.length === winner.entries.length) return [];
  return [{ ...whole, _rev: winner._rev }, ...rivals.map(closed)];
}

/** The deletion of a leaf carries nothing. */
function closed({ _id, _rev }: Leaf): StoredDocument {
  return { _id, _rev, _deleted: true } as unknown as StoredDocument; // a tombstone has no entries and no view
}

/** All entries of these leaves and those beside them, as one document, with every scope key and attachment any of them had. */
export function united(
  aggregate: AnyAggregate,
  given: { readonly id: string; readonly leaves: readonly Leaf[]; readonly entries: readonly Entry[] },
): StoredDocument {
  const { id, leaves } = given;
  const entries = leaves.reduce<readonly Entry[]>((all, leaf) => union(all, leaf.entries), given.entries);
  const whole = storedFrom(aggregate, id, entries);
  const ever = [...new Set([...whole.ever, ...leaves.flatMap((leaf) => leaf.ever)])].sort();
  const attachments = Object.assign({}, ...leaves.map(stubsOf).reverse()) as Readonly<Record<string, Stub>>;
  return { ...whole, ever, ...(Object.keys(attachments).length > 0 && { _attachments: attachments }) };
}
