import { documentsOf } from '../store/database.ts';
import { inParts } from './couch-reading.ts';
import { mayHold, meets } from './scope.ts';
import type { Place } from './scope-table.ts';
import { leavesSeen, type Seeing, shown, type WireRevision } from './seen-documents.ts';
import { isMatch, type Selector } from './selector.ts';
import { onTheWire } from './unite.ts';

/** A row of CouchDB's `_changes`. */
export interface CouchRow {
  readonly seq: number;
  readonly id: string;
  readonly changes: readonly { readonly rev: string }[];
  readonly deleted?: true;
  readonly doc?: WireRevision;
}

export interface RowsAsked {
  readonly since: number;
  readonly limit: number;
  readonly descending?: boolean | undefined;
  readonly docs?: boolean | undefined;
  readonly conflicts?: boolean | undefined;
  readonly attachments?: boolean | undefined;
  /** All leaves of each document, for replicators; else the winner only. */
  readonly allLeaves?: boolean | undefined;
  readonly ids?: ReadonlySet<string> | undefined;
  readonly selector?: Selector | undefined;
}

export interface CouchRows {
  readonly results: readonly CouchRow[];
  readonly last_seq: number;
  /** The caller's own rows still to come. */
  readonly pending: number;
}

/** Places looked at for one answer; with a filter that lets little through the answer is short, and the caller asks on. */
const MOST_LOOKED_AT = 5000;
const READ_AT_ONCE = 200;

/**
 * A caller's part of the feed in CouchDB's form. A document that has left their scope comes as deleted, as one that the server has
 * deleted does. Sequences are those of the caller's own rows: the last one of the feed is the last of theirs.
 */
export async function couchRows(seeing: Seeing, asked: RowsAsked): Promise<CouchRows> {
  const { index, scopes } = seeing;
  await index.catchUp();
  const { table } = index;
  const places = asked.descending
    ? table.newest(scopes, Math.min(asked.limit, MOST_LOOKED_AT))
    : first(table.after(scopes, asked.since, 0), MOST_LOOKED_AT);
  const results: CouchRow[] = [];
  let last = asked.descending ? 0 : asked.since;
  for (let at = 0; at < places.length && results.length < asked.limit; at += READ_AT_ONCE) {
    const part = places.slice(at, at + READ_AT_ONCE);
    const rows = await rowsAt(
      seeing,
      part.filter(({ id }) => !asked.ids || asked.ids.has(id)),
      asked,
    );
    for (const place of part) {
      if (results.length === asked.limit) break;
      last = place.seq;
      const row = rows.get(place);
      if (row) results.push(row);
    }
  }
  return { results, last_seq: last, pending: asked.descending ? 0 : table.countAfter(scopes, last, 0) };
}

function first(places: Iterable<Place>, count: number): readonly Place[] {
  const found: Place[] = [];
  for (const place of places) {
    found.push(place);
    if (found.length === count) break;
  }
  return found;
}

/** The row of each place, as it is now: one that has changed since comes again, further down. */
async function rowsAt(
  seeing: Seeing,
  places: readonly Place[],
  asked: RowsAsked,
): Promise<ReadonlyMap<Place, CouchRow>> {
  const simple = !asked.allLeaves && !asked.conflicts && !asked.attachments;
  const rows = simple ? await simpleRows(seeing, places, asked) : await leafRows(seeing, places, asked);
  return new Map(rows.flatMap((row, at) => (row ? [[places[at] as Place, row] as const] : [])));
}

/** Without what only revision trees tell, the documents are read together. */
async function simpleRows(seeing: Seeing, places: readonly Place[], asked: RowsAsked) {
  const { aggregate, database, scopes } = seeing;
  const held = places.filter(({ now }) => meets(scopes, now)).map(({ id }) => id);
  const documents = asked.docs || asked.selector ? await documentsOf(database, held) : undefined;
  return places.map((place): CouchRow | undefined => {
    const { seq, id, rev, now } = place;
    const row = { seq, id, changes: [{ rev }] };
    const doc = documents?.get(id);
    if (!meets(scopes, now))
      return withDocument({ ...row, deleted: true }, { _id: id, _rev: rev, _deleted: true }, asked);
    if (!documents) return row;
    // It has left between the index and the reading: as what it is then, it comes again.
    if (!doc || !mayHold(aggregate, scopes, doc)) return undefined;
    return withDocument({ ...row, changes: [{ rev: doc._rev }] }, { ...onTheWire(doc), _rev: doc._rev }, asked);
  });
}

async function leafRows(seeing: Seeing, places: readonly Place[], asked: RowsAsked) {
  return inParts(places, async ({ seq, id }): Promise<CouchRow | undefined> => {
    const leaves = await leavesSeen(seeing, id);
    const [winner] = leaves;
    if (!winner) return undefined;
    const changes = (asked.allLeaves ? leaves : [winner]).map(({ _rev: rev }) => ({ rev }));
    const row: CouchRow = { seq, id, changes, ...(winner._deleted && { deleted: true }) };
    if (!asked.docs && !asked.selector) return row;
    return withDocument(row, await shown(seeing, winner, { ...asked, leaves }), asked);
  });
}

function withDocument(row: CouchRow, doc: WireRevision, { docs, selector }: RowsAsked): CouchRow | undefined {
  if (selector && !isMatch(selector, doc)) return undefined;
  return docs ? { ...row, doc } : row;
}
