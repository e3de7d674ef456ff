import { createHash } from 'node:crypto';
import type { Session } from '@healthcare/protocol';
import { RequestProblem } from '../http/problems.ts';
import { type Database, isMissing } from '../store/database.ts';

/** A replicator's checkpoint: a document that is not replicated itself. */
interface LocalDocument {
  readonly _id: string;
  readonly _rev?: string;
  readonly [field: string]: unknown;
}

/** The part of the PouchDB API that keeps them. */
interface LocalApi {
  get(id: string): Promise<LocalDocument>;
  put(document: LocalDocument): Promise<{ readonly rev: string }>;
  remove(document: { readonly _id: string; readonly _rev: string }): Promise<unknown>;
}

/** A checkpoint is some sequences and times; more than this is something else (bytes). */
const LARGEST = 64 * 1024;

export type LocalOwner = Pick<Session, 'user' | 'workstation' | 'scopes'>;

/**
 * `_local/<id>`, kept apart per user and workstation: nobody reads, or continues, somebody else's. Under other scopes it is another
 * one too, so that a replicator that may suddenly see more, or less, begins at the beginning.
 */
export function localDocuments(database: Database<never>, owner: LocalOwner) {
  const api = database as unknown as LocalApi;
  const own = createHash('sha256')
    .update(JSON.stringify([owner.user, owner.workstation, [...owner.scopes].sort()]))
    .digest('base64url')
    .slice(0, 24);
  const kept = (id: string): string => `_local/${own}:${id}`;
  return {
    async read(id: string): Promise<LocalDocument> {
      return { ...(await asked(api.get(kept(id)))), _id: `_local/${id}` };
    },
    async write(id: string, body: object): Promise<{ readonly ok: true; readonly id: string; readonly rev: string }> {
      if (JSON.stringify(body).length > LARGEST) throw new RequestProblem('request/too-large', { about: '64 kB' });
      const { rev } = await asked(api.put({ ...body, _id: kept(id) }));
      return { ok: true, id: `_local/${id}`, rev };
    },
    async remove(id: string, rev: string): Promise<{ readonly ok: true; readonly id: string; readonly rev: string }> {
      await asked(api.remove({ _id: kept(id), _rev: rev }));
      return { ok: true, id: `_local/${id}`, rev: '0-0' };
    },
  };
}

async function asked<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) throw new RequestProblem('request/not-found');
    if (isConflicting(error)) throw new RequestProblem('document/conflict');
    throw error;
  }
}

function isConflicting(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 409;
}
