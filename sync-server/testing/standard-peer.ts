import { createRequire } from 'node:module';
import { onTestFinished } from 'vitest';
import { newSigner, type Signer, signedDocument, signsWith } from './signer.ts';

const require = createRequire(import.meta.url);

/** A row, an answer or a document, as PouchDB gives it. */
export interface PeerDocument {
  readonly _id: string;
  readonly _rev: string;
  readonly _deleted?: boolean;
  readonly _conflicts?: readonly string[];
  readonly entries: readonly { readonly id: string; readonly [field: string]: unknown }[];
  readonly [field: string]: unknown;
}

export interface Replicated {
  readonly ok: boolean;
  readonly status: string;
  readonly docs_read: number;
  readonly docs_written: number;
  readonly doc_write_failures: number;
  readonly errors: readonly unknown[];
  readonly last_seq: number;
}

/** A replication under way. */
export interface Replication extends PromiseLike<Replicated> {
  on(event: string, told: (about: unknown) => void): Replication;
  once(event: string, told: (about: unknown) => void): Replication;
  cancel(): void;
}

/** As much of PouchDB as the tests of standard peers use. */
export interface Peer {
  readonly name: string;
  info(): Promise<{ readonly doc_count: number; readonly update_seq: number }>;
  get(id: string, options?: object): Promise<PeerDocument>;
  put(document: object, options?: object): Promise<{ readonly rev: string }>;
  remove(document: object): Promise<{ readonly rev: string }>;
  allDocs(options?: object): Promise<{
    readonly total_rows: number;
    readonly rows: readonly { readonly id: string; readonly doc?: PeerDocument; readonly error?: string }[];
  }>;
  bulkGet(options: object): Promise<{ readonly results: readonly { readonly docs: readonly object[] }[] }>;
  getAttachment(id: string, name: string): Promise<Buffer>;
  putAttachment(
    ...sent: readonly [id: string, name: string, rev: string, content: Buffer, type: string]
  ): Promise<{ readonly ok: boolean; readonly rev: string }>;
  find(options: object): Promise<{ readonly docs: readonly PeerDocument[] }>;
  changes(options: object): Replication & PromiseLike<{ readonly results: readonly { readonly id: string }[] }>;
  readonly replicate: {
    to(other: Peer, options?: object): Replication;
    from(other: Peer, options?: object): Replication;
  };
  sync(other: Peer, options?: object): Replication;
  close(): Promise<void>;
}

type PeerClass = new (name: string, options?: object) => Peer;

let peers: PeerClass | undefined;

/**
 * PouchDB itself, with HTTP and memory beside what the server has added: plugins change the one class of the process, so a server
 * has to be there first.
 */
function pouch(): PeerClass {
  peers ??= require('pouchdb-core')
    .plugin(require('pouchdb-adapter-http'))
    .plugin(require('pouchdb-adapter-memory')) as PeerClass;
  return peers;
}

let made = 0;

/** A copy of this database at a peer, in memory; what is put there is signed. Closed when the test ends. */
export function localPeer(db = 'calls'): Peer {
  made += 1;
  const peer = new (pouch())(`peer-${process.pid}-${made}`, { adapter: 'memory' });
  const put = peer.put.bind(peer);
  peer.put = (document, ...options) => put(signedDocument(db, document), ...options);
  onTestFinished(() => peer.close());
  return peer;
}

/** The server's database `name`, as a peer reaches it: by user and password, or with a token. */
export function serverPeer(
  url: string,
  name: string,
  by: { readonly user: string; readonly password: string } | { readonly token: string },
): Peer {
  const options =
    'token' in by
      ? { fetch: (address: string, init: PouchInit) => fetchAsPouch(address, withToken(init, by.token)) }
      : { auth: { username: by.user, password: by.password } };
  const peer = new (pouch())(`${url}/db/${name}`, { adapter: 'http', skip_setup: true, ...options });
  onTestFinished(() => peer.close());
  return peer;
}

const signersByLogin = new Map<string, Signer>();

/** Who a peer with only a login is to the server, after it has given its key: whom its entries name. */
export async function signerByLogin(
  url: string,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<{ readonly user: string; readonly grant: string; readonly workstation: string }> {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const signer = signersByLogin.get(`${url} ${user}`) ?? newSigner();
  signersByLogin.set(`${url} ${user}`, signer);
  const headers = { authorization, 'content-type': 'application/json' };
  const body = JSON.stringify({ publicKey: signer.publicKey });
  const given = await fetch(`${url}/api/session/key`, { method: 'PUT', headers, body });
  if (!given.ok) throw new Error(await given.text());
  const answer = await fetch(`${url}/db/_session`, { headers: { authorization } });
  const { userCtx, session } = (await answer.json()) as {
    readonly userCtx: { readonly name: string };
    readonly session: { readonly grant: string; readonly workstation: string };
  };
  signsWith(session.grant, signer);
  return { user: userCtx.name, grant: session.grant, workstation: session.workstation };
}

/** PouchDB's own way of fetching in Node, which reads attachments as buffers; a browser's gives blobs, which only a browser stores. */
const fetchAsPouch: (address: string, init: PouchInit) => Promise<unknown> = require('pouchdb-fetch').fetch;

interface PouchInit {
  readonly headers: { set(name: string, value: string): void };
}

function withToken(init: PouchInit, token: string): PouchInit {
  init.headers.set('authorization', `Bearer ${token}`);
  return init;
}
