import { createHash } from 'node:crypto';
import { type AnyAggregate, type Entry, union } from '@healthcare/domain';
import { type Database, WriteFailed } from '../store/database.ts';
import { type Ancestry, type AsItCame, leavesOf, namesIn, putAsTheyCame, winnerFirst } from '../store/revisions.ts';
import { stubsOf } from './seen-documents.ts';
import { type StoredDocument, storedFrom } from './unite.ts';
import type { Writer } from './writer.ts';

/** A revision under its own name: one that stands, or one that is about to. */
type Named = AsItCame<StoredDocument>;

interface Place {
  readonly aggregate: AnyAggregate;
  readonly database: Database<StoredDocument>;
}

/**
 * Unites what stands in the leaves of a document that replicators have left in conflict: all entries, folded, are written on the
 * winner, the other leaves are closed. Through the one writer, so safe beside pushes; a second time it changes nothing.
 */
export function uniteRevisions(open: Place & { readonly writer: Writer }, id: string): Promise<void> {
  return open.writer.alone(() => settle(open, [{ id, came: [], entries: [], isSaidAnew: false }]));
}

/** A document that has to have one open leaf, with all that stands in it and what is named here. */
export interface Unsettled {
  readonly id: string;
  /** Revisions that came for it. */
  readonly came: readonly Named[];
  /** Further entries that may stand. */
  readonly entries: readonly Entry[];
  /** Write a further revision even where nothing is missing: somebody holds the last one with another body. */
  readonly isSaidAnew: boolean;
}

/**
 * Puts revisions in and leaves one open leaf per document, in one flushed write: nobody ever reads a document in conflict, and no
 * crash leaves one behind. (A reader of PouchDB's feed that meets a conflict just when it is settled ends the process.) To be called
 * by whoever is the writer at the time.
 */
export async function settle(open: Place, all: readonly Unsettled[]): Promise<void> {
  const writes = (await Promise.all(all.map((one) => writesFor(open, one)))).flat();
  if (writes.length === 0) return;
  const failed = (await putAsTheyCame(open.database, writes)).filter(({ error }) => error);
  if (failed.length > 0) throw new WriteFailed(failed);
}

async function writesFor(
  { aggregate, database }: Place,
  { id, came, entries, isSaidAnew }: Unsettled,
): Promise<readonly Named[]> {
  const leaves = await leavesOf(database, id);
  const [winner, ...rivals] = openAmong([...leaves.filter((leaf) => !leaf._deleted), ...came]);
  if (!winner && (leaves.length > 0 || entries.length === 0)) return []; // deleted, or nothing to say
  const whole = united(aggregate, { id, leaves: winner ? [winner, ...rivals] : [], entries });
  const isOne = winner && rivals.length === 0 && whole.entries.length === winner.entries.length;
  if (isOne && !isSaidAnew) return came;
  // The union is the last to be written: its place in the feed is the document's.
  return [...came, ...rivals.map(closed), following(whole, winner)];
}

/** Those that none of the others has followed, the winner first. */
function openAmong(revisions: readonly Named[]): readonly Named[] {
  const byName = new Map(revisions.map((one) => [one._rev, one]));
  const followed = new Set([...byName.values()].flatMap(({ _revisions }) => namesIn(_revisions).slice(1)));
  return [...byName.values()].filter(({ _rev }) => !followed.has(_rev)).sort(winnerFirst);
}

/** As many ancestors as PouchDB keeps. */
const MOST_ANCESTORS = 1000;

/** The revision after another, named by what it holds. */
function following(document: StoredDocument, parent: Named | undefined): Named {
  const { start, ids }: Ancestry = parent?._revisions ?? { start: 0, ids: [] };
  const name = createHash('md5')
    .update(JSON.stringify([parent?._rev, document]))
    .digest('hex');
  const _revisions = { start: start + 1, ids: [name, ...ids].slice(0, MOST_ANCESTORS) };
  // A copy: PouchDB takes the content out of attachments that it has stored, and others hold them too.
  return { ...structuredClone(document), _rev: `${start + 1}-${name}`, _revisions };
}

/** The deletion of a leaf carries nothing. */
function closed(leaf: Named): Named {
  const tombstone = { _id: leaf._id, _deleted: true } as unknown as StoredDocument; // without entries and view
  return following(tombstone, leaf);
}

/** All entries of these revisions and those beside them, as one document, with every scope key and attachment any of them had. */
export function united(
  aggregate: AnyAggregate,
  given: { readonly id: string; readonly leaves: readonly StoredDocument[]; readonly entries: readonly Entry[] },
): StoredDocument {
  const { id, leaves } = given;
  const entries = leaves.reduce<readonly Entry[]>((all, leaf) => union(all, leaf.entries), given.entries);
  const whole = storedFrom(aggregate, id, entries);
  const ever = [...new Set([...whole.ever, ...leaves.flatMap((leaf) => leaf.ever)])].sort();
  const attachments: object = Object.assign({}, ...leaves.map(stubsOf).reverse());
  return { ...whole, ever, ...(Object.keys(attachments).length > 0 && { _attachments: attachments }) };
}
