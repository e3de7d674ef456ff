import type { AnyAggregate } from '@healthcare/domain';
import { type Database, documentsOf } from '../store/database.ts';
import { attachmentOf, leavesOf, namesIn, type Revised, revisionOf } from '../store/revisions.ts';
import { couldHold, mayHold } from './scope.ts';
import type { ScopeIndex } from './scope-index.ts';
import type { StoredDocument } from './unite.ts';

/** A database as somebody with these scopes may see it. */
export interface Seeing {
  readonly aggregate: AnyAggregate;
  readonly database: Database<StoredDocument>;
  readonly index: ScopeIndex;
  readonly scopes: readonly string[];
}

/** A revision as it crosses the wire to a standard peer. */
export interface WireRevision {
  readonly _id: string;
  readonly _rev: string;
  readonly [field: string]: unknown;
}

type Leaf = Revised<StoredDocument>;

/**
 * The leaves of a document that this caller may see, the winner first; none for one they may not know of. A document that has left
 * their scope looks deleted, at the revision by which it left: so a standard peer lets go of it, and takes it up again with the next
 * change after it has come back.
 */
export async function leavesSeen({ aggregate, database, scopes }: Seeing, id: string): Promise<readonly Leaf[]> {
  const [winner, ...others] = await leavesOf(database, id);
  if (!winner) return [];
  if (mayHold(aggregate, scopes, winner))
    return [winner, ...others.filter((leaf) => leaf._deleted || mayHold(aggregate, scopes, leaf))];
  return couldHold(scopes, winner) ? [{ ...winner, _deleted: true }] : [];
}

/** How a revision is given: which of CouchDB's extras somebody asked for. */
export interface Extras {
  readonly revs?: boolean | undefined;
  readonly revsInfo?: boolean | undefined;
  readonly conflicts?: boolean | undefined;
  readonly attachments?: boolean | undefined;
}

/** A leaf as CouchDB shows it. Of one that is deleted, or no longer the caller's, nothing but its name is left. */
export async function shown(
  { database }: Seeing,
  leaf: Leaf,
  { revs, revsInfo, conflicts, attachments, leaves = [] }: Extras & { readonly leaves?: readonly Leaf[] },
): Promise<WireRevision> {
  const { _id, _rev, _revisions } = leaf;
  const ancestry = {
    ...(revs && { _revisions }),
    ...(revsInfo && { _revs_info: namesIn(_revisions).map((rev) => ({ rev, status: statusOf(rev, _rev) })) }),
  };
  if (leaf._deleted) return { _id, _rev, _deleted: true, ...ancestry };
  const whole =
    attachments && '_attachments' in leaf ? await revisionOf(database, _id, { rev: _rev, attachments }) : leaf;
  const { _revisions: _, ever: __, ...document } = whole ?? leaf;
  const rivals = conflicts ? leaves.filter((one) => !one._deleted && one._rev !== _rev).map((one) => one._rev) : [];
  return { ...document, ...ancestry, ...(rivals.length > 0 && { _conflicts: rivals }) };
}

/** Bodies of revisions that others have followed are not kept. */
function statusOf(rev: string, leaf: string): 'available' | 'missing' {
  return rev === leaf ? 'available' : 'missing';
}

/** The revision of that name, or with `latest` the leaves that have followed it. */
export function leavesNamed(leaves: readonly Leaf[], rev: string, latest: boolean): readonly Leaf[] {
  const named = leaves.filter((leaf) => leaf._rev === rev);
  if (named.length > 0 || !latest) return named;
  return leaves.filter(({ _revisions }) => namesIn(_revisions).includes(rev));
}

/** Ids of the caller's documents, in the order of ids. */
export async function idsSeen({ index, scopes }: Seeing): Promise<readonly string[]> {
  await index.catchUp();
  return [...index.table.ids(scopes)].sort();
}

/** The winners among these documents that the caller may hold. */
export async function winnersSeen(
  { aggregate, database, scopes }: Seeing,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredDocument & { readonly _rev: string }>> {
  const found = await documentsOf(database, ids);
  return new Map([...found].filter(([, document]) => mayHold(aggregate, scopes, document)));
}

/** The content of an attachment that the caller may see. */
export async function attachmentSeen(
  seeing: Seeing,
  id: string,
  asked: { readonly name: string; readonly rev?: string | undefined },
): Promise<{ readonly type: string; readonly content: Buffer } | undefined> {
  const leaves = await leavesSeen(seeing, id);
  const leaf = asked.rev === undefined ? leaves[0] : leavesNamed(leaves, asked.rev, false)[0];
  if (!leaf || leaf._deleted) return undefined;
  const stub = stubsOf(leaf)[asked.name];
  const content = stub && (await attachmentOf(seeing.database, id, { name: asked.name, rev: leaf._rev }));
  return content && { type: stub.content_type, content };
}

/** An attachment as a stored document names it. */
export interface Stub {
  readonly content_type: string;
  readonly digest: string;
  readonly length?: number;
  readonly revpos?: number;
  readonly stub?: true;
}

/** The attachments of a stored document, by name. */
export function stubsOf(document: object): Readonly<Record<string, Stub>> {
  const stubs = Reflect.get(document, '_attachments');
  return typeof stubs === 'object' && stubs !== null ? stubs : {};
}
