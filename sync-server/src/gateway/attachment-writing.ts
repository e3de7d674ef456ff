import { createHash } from 'node:crypto';
import type { Session } from '@healthcare/protocol';
import express, { type RequestHandler } from 'express';
import { RequestProblem } from '../http/problems.ts';
import type { Revised } from '../store/revisions.ts';
import type { OpenDatabase } from './database-routes.ts';
import { type Revision, type Taken, takeRevisions } from './replicated-revisions.ts';
import { leavesSeen, stubsOf } from './seen-documents.ts';
import { onTheWire, type StoredDocument } from './unite.ts';

/** What is larger belongs into a record's file (bytes). */
const MOST_BYTES = 4 * 1024 * 1024;
const raw = express.raw({ limit: MOST_BYTES, type: () => true });
const ofAnAttachment = /^\/[^/]+\/[^/_][^/]*\/[^/]+$/;

/** The body of a single attachment is bytes of any type, and not to be read as JSON. To stand before what reads JSON, below `/db`. */
export const attachmentBody: RequestHandler = (request, response, next) =>
  request.method === 'PUT' && ofAnAttachment.test(request.path) ? raw(request, response, next) : next();

/** One attachment, as `PUT /<id>/<name>?rev=…` brings it. */
export interface SentAlone {
  readonly id: string;
  readonly name: string;
  /** The revision that the sender has seen; absent: none. */
  readonly rev: string | undefined;
  readonly type: string;
  readonly content: Buffer;
}

/**
 * Attaches to a document that the caller may hold, where its kind of data takes attachments; as a replicator would: a further revision
 * with the same entries. What is attached is never altered and never deleted, as what is written is not.
 */
export async function attachmentWritten(open: OpenDatabase, session: Session, sent: SentAlone): Promise<Taken> {
  if (open.attachments !== true)
    throw new RequestProblem('document/forbidden', { about: 'this database takes no attachments' });
  return open.writer.alone(async (parts) => {
    const [winner] = await leavesSeen({ ...open, scopes: session.scopes }, sent.id);
    if (!winner || winner._deleted) throw new RequestProblem('request/not-found', { about: 'missing' });
    if (winner._rev !== sent.rev) throw new RequestProblem('document/out-of-date', { about: sent.id });
    const [answer] = await takeRevisions({ ...parts, attachments: true }, [withAttachment(winner, sent)], session);
    if (!answer) throw new RequestProblem('server/failed');
    if ('error' in answer) throw new RequestProblem('document/forbidden', { about: answer.reason });
    return answer;
  });
}

function withAttachment(winner: Revised<StoredDocument>, { name, type, content }: SentAlone): Revision {
  const { _id: id, _rev, _revisions: before, entries } = winner;
  const {
    _id,
    _rev: _,
    entries: __,
    _attachments,
    _revisions,
    ...view
  } = onTheWire(winner) as unknown as Record<string, unknown>;
  const data = content.toString('base64');
  const hash = createHash('md5')
    .update(JSON.stringify([_rev, name, type, data]))
    .digest('hex');
  const ancestry = { start: before.start + 1, ids: [hash, ...before.ids] };
  const attachments = { ...stubsOf(winner), [name]: { content_type: type, data } };
  return { id, rev: `${ancestry.start}-${hash}`, ancestry, attachments, view, entries: entries as Revision['entries'] };
}
