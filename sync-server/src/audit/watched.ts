import { rightOf, type ServerAct, serverRights } from '@healthcare/domain';
import type { AuditedPerson, Session } from '@healthcare/protocol';
import type { NextFunction, Request, Response } from 'express';
import { routeAsked } from '../http/rights-gate.ts';
import type { Audit, Happened } from './audit.ts';

/** Kinds of data that belong to a patient: who looks at one document of them is kept (A2). */
const ofPatients: ReadonlySet<string> = new Set(['stays', 'records', 'files', 'patients']);

/** Looking at these is kept too; of the others what is changed, and what is refused. */
const sensitive: ReadonlySet<ServerAct> = new Set(['seeSessionsOfOthers', 'seeAudit', 'exportAudit']);

/** These open a door to documents, or end in a session: what happens behind is kept by itself. */
const keptElsewhere: ReadonlySet<ServerAct> = new Set([
  'readDocuments',
  'writeEntries',
  'exchangeFiles',
  'signIn',
  'enrol',
  'standAsWorkstation',
]);

/** Keeps in the trail what was asked of the server, once it is known how it ended (A2). */
export function watched(audit: Audit) {
  return (request: Request, response: Response, next: NextFunction): void => {
    response.once('finish', () => {
      const event = eventOf(request, response);
      if (event) audit.noteInPassing(event);
    });
    next();
  };
}

function eventOf(request: Request, response: Response): Happened | undefined {
  const by = personOf(response.locals.session as Session | undefined);
  const path = request.originalUrl.split(/[?#]/, 1)[0] ?? '';
  if (response.statusCode >= 400) return refusedOf(request, response, by);
  if (/^\/db\//i.test(path)) return documentsOf(request, response, by);
  const asked = routeAsked(request);
  if (!asked || keptElsewhere.has(asked.act)) return undefined;
  const isChange = request.method !== 'GET' && request.method !== 'HEAD';
  return isChange || sensitive.has(asked.act)
    ? { by, action: asked.act, about: [...aboutOf(asked.names), ...patientIn(response)], outcome: 'done' }
    : undefined;
}

/** A right that was missing, or a sign-in that failed. What is only wrong in its form is nobody's trespass. */
function refusedOf(request: Request, response: Response, by: AuditedPerson | null): Happened | undefined {
  const asked = routeAsked(request);
  const isSignIn =
    asked !== undefined && rightOf(serverRights, asked.act, 'patient') === 'yes' && asked.act === 'signIn';
  const { statusCode } = response;
  if (statusCode !== 403 && !(isSignIn && [401, 429].includes(statusCode))) return undefined;
  const code = codeIn(response.locals.problem);
  const action = asked?.act ?? (/^\/db\//i.test(request.originalUrl) ? 'database' : 'request');
  return { by, action, about: aboutOf(asked?.names ?? {}), outcome: 'refused', ...code };
}

/** One document of a patient that was looked at, or what was written. Pulls of a workstation are no looks: they fetch what it may hold. */
function documentsOf(request: Request, response: Response, by: AuditedPerson | null): Happened | undefined {
  const [, , db = '', id = '', part = ''] = (request.originalUrl.split(/[?#]/, 1)[0] ?? '').split('/');
  const body: unknown = request.body;
  if (request.method === 'GET') {
    const isOne = id !== '' && !id.startsWith('_');
    if (!isOne || !ofPatients.has(db)) return undefined;
    const { patient } = response.locals;
    return {
      by,
      action: 'read',
      about: named([
        [db, decoded(id)],
        ['patients', patient],
      ]),
      outcome: 'done',
    };
  }
  if (id === '_bulk_get' && ofPatients.has(db)) {
    const about = named(listIn(body, 'docs').map((doc) => [db, fieldOf(doc, 'id')]));
    return { by, action: 'read', about, outcome: 'done' };
  }
  if (db === 'files')
    return part === 'chunk' ? { by, action: 'write', about: named([[db, decoded(id)]]), outcome: 'done' } : undefined;
  // What is accepted of these is kept by itself, under the name of who opened the file.
  if (db === 'openings' && ((response.locals.refused as readonly string[] | undefined) ?? []).length === 0)
    return undefined;
  const isWrite = id === '_bulk_docs' || id === '' || (request.method === 'PUT' && !id.startsWith('_'));
  return isWrite ? writtenOf(db, id, { body, response, by }) : undefined;
}

interface Written {
  readonly body: unknown;
  readonly response: Response;
  readonly by: AuditedPerson | null;
}

function writtenOf(db: string, id: string, { body, response, by }: Written): Happened {
  const docs = id === '_bulk_docs' ? listIn(body, 'docs') : [body];
  const ids = docs.map((doc) => [db, fieldOf(doc, '_id') ?? decoded(id)] as const);
  const kinds = [...new Set(docs.flatMap((doc) => listIn(doc, 'entries').map((entry) => fieldOf(entry, 'kind'))))];
  const known = kinds.filter((kind): kind is string => typeof kind === 'string' && /^[a-zA-Z]{1,40}$/.test(kind));
  const codes = (response.locals.refused as readonly string[] | undefined) ?? [];
  const refused = codes.length > 0 ? codeIn([...new Set(codes)].join(',').slice(0, 120)) : undefined;
  return {
    by,
    action: 'write',
    about: named(ids),
    outcome: refused ? 'refused' : 'done',
    ...refused,
    kinds: known.slice(0, 40),
  };
}

/** A3: an id that is none, because somebody wrote a text where one belongs, is not kept. */
function named(pairs: readonly (readonly [db: string, id: unknown])[]): string[] {
  const texts = pairs.map(([db, id]) => `${db.toLowerCase()}/${String(id ?? '')}`);
  return [...new Set(texts.filter((text) => /^[a-z]{1,20}\/[\w.:|~@-]{1,80}$/.test(text)))].slice(0, 100);
}

const kindOfName: Readonly<Record<string, string>> = {
  user: 'user',
  grant: 'session',
  id: 'id',
  chunk: 'files',
  patient: 'patients',
  emergency: 'emergencies',
  workstation: 'workstation',
};

function aboutOf(names: Readonly<Record<string, string>>): string[] {
  return named(Object.entries(names).map(([name, id]) => [kindOfName[name] ?? 'id', decoded(id)]));
}

/** Whose file it was, where only the route has found that out. */
function patientIn({ locals: { patient } }: Response): string[] {
  return typeof patient === 'string' ? named([['patients', patient]]) : [];
}

export function personOf(session: Session | undefined): AuditedPerson | null {
  if (!session) return null;
  const { user, role, grant, workstation } = session;
  return { user, role, grant, workstation };
}

function codeIn(code: unknown): { readonly code?: string } {
  return typeof code === 'string' && /^[a-z/,-]{1,120}$/.test(code) ? { code } : {};
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return ''; // Not an address that anything is found at.
  }
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? list.slice(0, 5000) : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
