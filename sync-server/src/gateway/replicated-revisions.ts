import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { type Entry, type Refusal, rightOf, union } from '@healthcare/domain';
import type { Session } from '@healthcare/protocol';
import { z } from 'zod';
import { scopesAround } from '../refusals/scopes-around.ts';
import { type Ancestry, leavesOf, namesIn, type Revised } from '../store/revisions.ts';
import { lateFor } from './erase.ts';
import { type Readable, readable, same } from './pushed-documents.ts';
import { mayHold } from './scope.ts';
import { type Stub, stubsOf } from './seen-documents.ts';
import { onTheWire, type Refused, type StoredDocument, unite } from './unite.ts';
import { settle, type Unsettled, united } from './unite-revisions.ts';
import { courtFor, type WriterParts } from './writer.ts';

/** An attachment as a replicator sends it: with its content, or as a stub of one that the server has. */
export type SentAttachment = { readonly content_type: string; readonly data: string } | Stub;

/** A revision that a standard peer made, under its own name. */
export interface Revision extends Readable {
  readonly rev: string;
  readonly ancestry: Ancestry;
  readonly attachments: Readonly<Record<string, SentAttachment>>;
}

/** Why a revision does not stand. `name` is what PouchDB's replicator looks at: it reports the document and goes on with the others. */
export interface Forbidden {
  readonly id: string;
  readonly rev?: string;
  readonly error: 'forbidden';
  readonly name: 'forbidden';
  readonly status: 403;
  readonly reason: string;
}

export interface Taken {
  readonly ok: true;
  readonly id: string;
  readonly rev: string;
}

const revisionName = z.string().regex(/^[1-9]\d{0,8}-[0-9a-zA-Z]{1,64}$/);
const hash = z.string().regex(/^[0-9a-zA-Z]{1,64}$/);
const attachmentName = z.string().regex(/^[^_/][^/]{0,119}$/);
const Named = z.looseObject({
  _id: z.string(),
  _rev: revisionName,
  _deleted: z.boolean().optional(),
  _revisions: z.strictObject({ start: z.number().int().positive(), ids: z.array(hash).min(1).max(1000) }).optional(),
  _attachments: z
    .record(
      attachmentName,
      z.union([
        z.looseObject({ content_type: z.string().max(200), data: z.base64() }),
        z.looseObject({ content_type: z.string().max(200), digest: z.string().max(80), stub: z.literal(true) }),
      ]),
    )
    .optional(),
});

/** A revision as a replicator sends it, or why it cannot be looked at. Nothing of its content is repeated in the reason. */
export function revisionFrom(raw: unknown): Revision | Forbidden {
  const named = Named.safeParse(raw);
  if (!named.success) return forbidden(raw, `wrong shape: ${named.error.issues[0]?.path.join('.') || 'document'}`);
  const { _revisions, _attachments = {}, _conflicts: _, _revs_info: __, ...document } = named.data;
  const { _rev: rev } = document;
  const [generation = '', name = ''] = rev.split('-');
  const ancestry = _revisions ?? { start: Number(generation), ids: [name] };
  if (document._deleted) return forbidden(raw, 'documents are never deleted by a peer: make an entry that ends it');
  if (ancestry.start !== Number(generation) || ancestry.ids[0] !== name || ancestry.ids.length > ancestry.start)
    return forbidden(raw, 'wrong shape: _revisions');
  const read = readable(document);
  if ('error' in read) return forbidden(raw, read.reason);
  return { ...read, rev, ancestry, attachments: _attachments as Revision['attachments'] };
}

export function forbidden(of: unknown, reason: string): Forbidden {
  const [id, rev] = [textIn(of, '_id') ?? textIn(of, 'id') ?? '', textIn(of, '_rev') ?? textIn(of, 'rev')];
  return { id, ...(rev !== undefined && { rev }), error: 'forbidden', name: 'forbidden', status: 403, reason };
}

function textIn(value: unknown, name: string): string | undefined {
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof text === 'string' ? text.slice(0, 80) : undefined;
}

/** What is known of a document while the revisions of one request are judged one after the other. */
interface Known {
  readonly leaves: readonly Revised<StoredDocument>[];
  readonly entries: readonly Entry[];
}

interface Verdict {
  readonly answer: Taken | Forbidden;
  readonly unsettled?: Unsettled;
  readonly refused: readonly Refused[];
}

/** Revisions judged before other requests get a turn. */
const JUDGED_AT_ONCE = 50;

/**
 * Takes revisions as peers made them. Their entries are judged exactly like pushed ones. A revision whose entries may all stand is
 * stored under its own name, so that the peer's tree and the server's are one; with it stands everything the server knew already,
 * and where that, or the view, is not what the peer has, a further revision says so. Of a document with a refused entry the
 * revision is not stored, its other entries are united, the refused are kept. To be called in the writer's turn.
 */
export async function takeRevisions(
  parts: WriterParts & { readonly attachments: boolean },
  revisions: readonly Revision[],
  session: Session,
): Promise<readonly (Taken | Forbidden)[]> {
  const { aggregate, refusals, now, log } = parts;
  const known = new Map<string, Known>();
  const verdicts: Verdict[] = [];
  for (const [at, revision] of revisions.entries()) {
    if (at % JUDGED_AT_ONCE === JUDGED_AT_ONCE - 1) await turn();
    const before = known.get(revision.id) ?? (await knownOf(parts, revision.id));
    const verdict = await verdictOn(parts, { revision, known: before, session });
    known.set(revision.id, { ...before, entries: verdict.unsettled?.entries ?? before.entries });
    verdicts.push(verdict);
  }
  const kept = verdicts.flatMap(({ answer: { id }, refused }) =>
    refused.length > 0
      ? [{ document: id, scopes: scopesAround(aggregate, known.get(id)?.entries ?? [], refused), refused }]
      : [],
  );
  if (kept.length > 0) await refusals.keep(aggregate.name, kept, { sentBy: session.user, nowMs: now() });
  await settle(parts, oncePerDocument(verdicts.flatMap((verdict) => verdict.unsettled ?? [])));
  const no = verdicts.flatMap(({ refused }) =>
    refused.map(({ entry, refusal: { code } }) => ({ entry: entry.id, code })),
  );
  if (no.length > 0) log.info({ db: aggregate.name, grant: session.grant, refused: no }, 'entries refused');
  return verdicts.map(({ answer }) => answer);
}

async function knownOf({ database }: WriterParts, id: string): Promise<Known> {
  const leaves = await leavesOf(database, id);
  const entries = leaves
    .filter((leaf) => !leaf._deleted)
    .reduce<readonly Entry[]>((all, leaf) => union(all, leaf.entries), []);
  return { leaves, entries };
}

interface Case {
  readonly revision: Revision;
  readonly known: Known;
  readonly session: Session;
}

async function verdictOn(parts: WriterParts & { readonly attachments: boolean }, asked: Case): Promise<Verdict> {
  const { aggregate, sessions, now } = parts;
  const { revision, known, session } = asked;
  const { id, rev } = revision;
  const [winner] = known.leaves;
  const no = (why: string, refused: readonly Refused[] = []) => ({ answer: forbidden({ id, rev }, why), refused });
  if (winner?._deleted) return no('document/erased', lateFor(winner, revision));
  const authorOf = await sessions.authorsOf(aggregate.name, [revision], session);
  const court = await courtFor({ documents: [revision], authorOf }, { ...parts, nowMs: now() });
  const stored = known.entries.length > 0 ? united(aggregate, { id, leaves: [], entries: known.entries }) : undefined;
  const { next, refused, deferred } = unite(aggregate, stored, revision, court);
  const entries = next ? (next.entries as readonly Entry[]) : known.entries;
  const unsettled = { id, came: [], entries, isSaidAnew: false };
  if (refused.length > 0) return { ...no(codesOf(refused), refused), unsettled };
  if (deferred.length > 0) return { ...no(codesOf(deferred)), unsettled }; // not kept as refused: it may stand after an upgrade
  const trouble = attachmentTrouble(parts, { revision, leaves: known.leaves, role: session.role });
  if (trouble) return { ...no(trouble), unsettled };
  if (winner && !mayHold(aggregate, session.scopes, winner)) return { ...no('right/missing'), unsettled };
  if (known.leaves.some(({ _revisions }) => namesIn(_revisions).includes(rev)))
    return { answer: { ok: true, id, rev }, refused: [], unsettled };
  const body = united(aggregate, { id, leaves: known.leaves.filter((leaf) => !leaf._deleted), entries });
  const attachments = { ...revision.attachments, ...stubsOf(body) };
  const came = {
    ...body,
    ...(Object.keys(attachments).length > 0 && { _attachments: attachments }),
    _rev: rev,
    _revisions: revision.ancestry,
  };
  const settled = { ...unsettled, came: [came], isSaidAnew: isOther(body, revision) };
  return { answer: { ok: true, id, rev }, refused: [], unsettled: settled };
}

/** Is what the server stores under the name something else than what the peer has under it? */
function isOther(body: StoredDocument, { view, entries }: Revision): boolean {
  const { _id, _rev, entries: all, _attachments, ...ours } = onTheWire(body) as Readonly<Record<string, unknown>>;
  return !same(ours, view) || (all as readonly unknown[]).length !== entries.length;
}

function codesOf(refused: readonly { readonly refusal: Refusal }[]): string {
  return [...new Set(refused.map(({ refusal: { code } }) => code))].join(', ');
}

/** Of one document: what is more belongs into files. */
const MOST_ATTACHMENTS = 20;

interface Attaching {
  readonly revision: Revision;
  readonly leaves: readonly Revised<StoredDocument>[];
  readonly role: Session['role'];
}

/**
 * Attachments come only where a database takes them, and from who may do anything at all to its documents; they stay as they are, and a
 * stub names one that is there.
 */
function attachmentTrouble(
  { aggregate: { entries, rights }, attachments: areTaken }: WriterParts & { readonly attachments: boolean },
  { revision, leaves, role }: Attaching,
): string | undefined {
  const sent = Object.entries(revision.attachments);
  if (sent.length === 0) return undefined;
  if (!areTaken) return 'this database takes no attachments';
  if (sent.length > MOST_ATTACHMENTS) return 'too many attachments';
  const isNew = sent.some(([, attachment]) => 'data' in attachment);
  if (isNew && Object.keys(entries).every((kind) => rightOf(rights, kind, role) === 'no')) return 'right/missing';
  const stubs = leaves.map(stubsOf);
  for (const [name, attachment] of sent) {
    const digest = 'data' in attachment ? digestOf(attachment.data) : attachment.digest;
    const there = stubs.map((all) => all[name]?.digest).filter((one) => one !== undefined);
    if (there.length === 0 && !('data' in attachment)) return 'a stub of an attachment that is not here';
    if (there.some((one) => one !== digest)) return 'an attachment is never altered';
  }
  return undefined;
}

function digestOf(base64: string): string {
  return `md5-${createHash('md5').update(Buffer.from(base64, 'base64')).digest('base64')}`;
}

/** The last word on each: it knows the entries of those before it. */
function oncePerDocument(all: readonly Unsettled[]): readonly Unsettled[] {
  const byId = new Map<string, Unsettled>();
  for (const one of all) {
    const before = byId.get(one.id);
    const came = [...(before?.came ?? []), ...one.came];
    byId.set(one.id, { ...one, came, isSaidAnew: one.isSaidAnew || (before?.isSaidAnew ?? false) });
  }
  return [...byId.values()];
}
