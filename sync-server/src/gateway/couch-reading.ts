import { missingRevisions, revisionOf } from '../store/revisions.ts';
import type { BulkGet, Extras, OneDocument, Page, RevsDiff } from './couch-requests.ts';
import { couldHold, mayHold } from './scope.ts';
import {
  idsSeen,
  leavesNamed,
  leavesSeen,
  type Seeing,
  shown,
  type WireRevision,
  winnersSeen,
} from './seen-documents.ts';
import { onTheWire } from './unite.ts';

/** Documents read from the store at once; between two such parts other requests get a turn. */
const AT_ONCE = 50;

type OpenRevision = { readonly ok: WireRevision } | { readonly missing: string };

/** `GET /<id>`: undefined when there is nothing for this caller. With `open_revs` a list of revisions. */
export async function documentRead(
  seeing: Seeing,
  id: string,
  asked: OneDocument,
): Promise<WireRevision | readonly OpenRevision[] | undefined> {
  const leaves = await leavesSeen(seeing, id);
  const { open_revs: open, rev, latest = false } = asked;
  const extras = { ...asked, revsInfo: asked.revs_info, leaves };
  if (open === 'all') return Promise.all(leaves.map(async (leaf) => ({ ok: await shown(seeing, leaf, extras) })));
  if (open) {
    const found = await Promise.all(open.map((one) => openRevisions(seeing, { id, rev: one, leaves }, asked)));
    return found.flat();
  }
  if (rev === undefined) {
    const [winner] = leaves;
    return winner && !winner._deleted ? shown(seeing, winner, extras) : undefined;
  }
  const [leaf] = leavesNamed(leaves, rev, latest);
  if (leaf) return shown(seeing, leaf, extras);
  const older = leaves[0] && (await olderRevision(seeing, id, rev));
  return older && shown(seeing, older, extras);
}

/** A revision that others have followed, if its body is still kept and is the caller's. */
async function olderRevision({ aggregate, database, scopes }: Seeing, id: string, rev: string) {
  const revision = await revisionOf(database, id, { rev });
  return revision && !revision._deleted && mayHold(aggregate, scopes, revision) ? revision : undefined;
}

interface Named {
  readonly id: string;
  readonly rev: string;
  readonly leaves: Awaited<ReturnType<typeof leavesSeen>>;
}

async function openRevisions(
  seeing: Seeing,
  { id, rev, leaves }: Named,
  extras: Extras,
): Promise<readonly OpenRevision[]> {
  const named = leavesNamed(leaves, rev, extras.latest ?? false);
  if (named.length > 0) return Promise.all(named.map(async (leaf) => ({ ok: await shown(seeing, leaf, extras) })));
  const older = leaves[0]?._deleted ? undefined : leaves[0] && (await olderRevision(seeing, id, rev));
  return [older ? { ok: await shown(seeing, older, extras) } : { missing: rev }];
}

/** `POST /_bulk_get`: what a replicator fetches documents with. */
export async function bulkGot(seeing: Seeing, { docs }: BulkGet, extras: Extras): Promise<unknown> {
  const results = await inParts(docs, async ({ id, rev }) => {
    const leaves = await leavesSeen(seeing, id);
    const found: readonly OpenRevision[] =
      rev === undefined
        ? await Promise.all(leaves.slice(0, 1).map(async (leaf) => ({ ok: await shown(seeing, leaf, extras) })))
        : await openRevisions(seeing, { id, rev, leaves }, extras);
    const missing = { error: { id, rev: rev ?? 'undefined', error: 'not_found', reason: 'missing' } };
    return { id, docs: found.length > 0 ? found.map((one) => ('ok' in one ? one : missing)) : [missing] };
  });
  return { results };
}

/**
 * `POST /_revs_diff`: the revisions the server lacks. Of documents the caller may not know of it lacks all, as of those that never
 * were.
 */
export async function revisionsMissing(seeing: Seeing, asked: RevsDiff): Promise<unknown> {
  const { database, aggregate, scopes } = seeing;
  const missing = await missingRevisions(database, asked);
  const entries = await inParts(Object.entries(asked), async ([id, revisions]) => {
    const leaves = await leavesSeen(seeing, id);
    const [winner] = leaves;
    const known = winner && (mayHold(aggregate, scopes, winner) || couldHold(scopes, winner));
    const lacking = known ? (missing[id] ?? []) : revisions;
    const ancestors = winner ? leaves.map(({ _rev }) => _rev).filter((rev) => isOlder(rev, lacking)) : [];
    return [id, { missing: lacking, ...(ancestors.length > 0 && { possible_ancestors: ancestors }) }] as const;
  });
  return Object.fromEntries(entries.filter(([, { missing: lacking }]) => lacking.length > 0));
}

function isOlder(rev: string, than: readonly string[]): boolean {
  return than.some((one) => Number.parseInt(rev, 10) < Number.parseInt(one, 10));
}

/** `/_all_docs`: counts and offsets are of the caller's documents alone. */
export async function allDocuments(seeing: Seeing, asked: Page, keys = asked.keys): Promise<unknown> {
  const all = await idsSeen(seeing);
  const counted = { total_rows: all.length, ...(asked.update_seq && { update_seq: lastSeqSeen(seeing) }) };
  if (keys) {
    const held = new Set(all);
    const wanted = pageOf(keys, asked);
    const rows = await rowsOf(
      seeing,
      wanted.filter((id) => held.has(id)),
      asked,
    );
    return { ...counted, offset: 0, rows: wanted.map((key) => rows.get(key) ?? { key, error: 'not_found' }) };
  }
  const range = rangeOf(all, asked);
  const page = pageOf(asked.descending ? [...range].reverse() : range, asked);
  const rows = await rowsOf(seeing, page, asked);
  const before = asked.descending ? all.filter((id) => id > (page[0] ?? '')).length : all.indexOf(page[0] ?? '');
  return { ...counted, offset: Math.max(0, before), rows: page.flatMap((id) => rows.get(id) ?? []) };
}

/** The last change of any document of the caller's. */
export function lastSeqSeen({ index, scopes }: Seeing): number {
  return index.table.lastSeq(scopes);
}

function rangeOf(ids: readonly string[], asked: Page): readonly string[] {
  const [start, end] = [asked.key ?? asked.startkey ?? asked.start_key, asked.key ?? asked.endkey ?? asked.end_key];
  const [low, high] = asked.descending ? [end, start] : [start, end];
  const isEnd = (id: string) => asked.inclusive_end === false && asked.key === undefined && id === end;
  return ids.filter((id) => (low === undefined || id >= low) && (high === undefined || id <= high) && !isEnd(id));
}

function pageOf(ids: readonly string[], { skip = 0, limit = Number.POSITIVE_INFINITY }: Page): readonly string[] {
  return ids.slice(skip, skip + limit);
}

async function rowsOf(seeing: Seeing, ids: readonly string[], asked: Page): Promise<ReadonlyMap<string, object>> {
  const found = await winnersSeen(seeing, ids);
  const rows = await inParts([...found], async ([id, document]) => {
    const row = { id, key: id, value: { rev: document._rev } };
    if (!asked.include_docs) return [id, row] as const;
    if (!asked.conflicts && !asked.attachments) return [id, { ...row, doc: onTheWire(document) }] as const;
    const leaves = await leavesSeen(seeing, id);
    return [id, { ...row, doc: leaves[0] && (await shown(seeing, leaves[0], { ...asked, leaves })) }] as const;
  });
  return new Map(rows);
}

/** Asks for each, a few at a time. */
export async function inParts<Given, Found>(
  all: readonly Given[],
  ask: (one: Given) => Promise<Found>,
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (let at = 0; at < all.length; at += AT_ONCE)
    found.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(ask))));
  return found;
}
