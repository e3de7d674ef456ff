import type { PushAnswer, PushError, Session } from '@healthcare/protocol';
import { RequestProblem } from '../http/problems.ts';
import type { Written } from './couch-requests.ts';
import type { OpenDatabase } from './database-routes.ts';
import { readable } from './pushed-documents.ts';
import {
  type Forbidden,
  forbidden,
  type Revision,
  revisionFrom,
  type Taken,
  takeRevisions,
} from './replicated-revisions.ts';

/** `_bulk_docs` with `new_edits: false`: what a replicator sends. Answers for every document, the accepted ones too. */
export async function replicated(
  { writer, attachments }: OpenDatabase,
  session: Session,
  docs: readonly unknown[],
): Promise<readonly (Taken | Forbidden)[]> {
  const read = docs.map(revisionFrom);
  const sound = read.filter((one): one is Revision => !('error' in one));
  const answers = await writer.alone((parts) =>
    takeRevisions({ ...parts, attachments: attachments === true }, sound, session),
  );
  const bySent = new Map(sound.map((revision, at) => [revision, answers[at] as Taken | Forbidden]));
  return read.map((one) => ('error' in one ? one : (bySent.get(one) as Taken | Forbidden)));
}

/**
 * One document, by `PUT /<id>` or `POST /`: its entries are pushed; the view fields beside them are not looked at, the server folds
 * its own. As with every push, an old `_rev` is no conflict. It has to have an id: its entries are signed with it.
 */
export async function documentWritten(
  open: OpenDatabase,
  session: Session,
  { id, body, query }: { readonly id?: string; readonly body: object; readonly query: Written },
): Promise<Taken> {
  const document: Readonly<Record<string, unknown>> = {
    ...body,
    ...(id !== undefined && { _id: id }),
    ...(query.rev !== undefined && { _rev: query.rev }),
  };
  const [answer] =
    query.new_edits === false ? await replicated(open, session, [document]) : await pushed(open, session, document);
  if (!answer) throw new RequestProblem('server/failed');
  if ('error' in answer) throw new RequestProblem('document/forbidden', { about: answer.reason });
  return answer;
}

async function pushed(
  { writer }: OpenDatabase,
  session: Session,
  document: Readonly<Record<string, unknown>>,
): Promise<readonly (Taken | Forbidden | PushError)[]> {
  if (hasAttachments(document)) return [forbidden(document, 'attachments are replicated (new_edits=false), not put')];
  const { _id, _rev, _deleted, entries } = document;
  const read = readable({ _id, _deleted, entries, ...(_rev !== undefined && { _rev }) });
  if ('error' in read) return [read];
  return (await writer.push([read], session)).map((answer) => ('error' in answer ? answer : told(answer)));
}

function hasAttachments({ _attachments: attachments }: Readonly<Record<string, unknown>>): boolean {
  return typeof attachments === 'object' && attachments !== null && Object.keys(attachments).length > 0;
}

/** To a standard client a document with a refused entry is forbidden: it knows no half acceptance. */
function told({ id, rev, refused }: PushAnswer): Taken | Forbidden {
  if (refused.length > 0) return forbidden({ id, rev }, [...new Set(refused.map(({ code }) => code))].join(', '));
  return rev === undefined ? forbidden({ id }, 'document/erased') : { ok: true, id, rev };
}
