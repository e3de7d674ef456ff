import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** PouchDB as a page would have it, and the few acts that a test asks of it. Kept as text: it runs in the browser. */
const source = `
  import PouchDB from 'pouchdb-core';
  import http from 'pouchdb-adapter-http';
  import idb from 'pouchdb-adapter-idb';
  import replication from 'pouchdb-replication';
  PouchDB.plugin(http).plugin(idb).plugin(replication);
  const remote = (auth) => new PouchDB(location.origin + '/db/calls', { adapter: 'http', skip_setup: true, auth });
  const local = (name) => new PouchDB(name, { adapter: 'idb' });
  globalThis.peer = {
    async sync(name, auth) {
      const { push, pull } = await local(name).sync(remote(auth)).catch((error) => {
        throw new Error(JSON.stringify(error)); // it is an object of PouchDB's own, which does not leave the page as it is
      });
      return { written: push.docs_written, denied: push.doc_write_failures, read: pull.docs_read };
    },
    put: (name, document) => local(name).put(document),
    get: (name, id) => local(name).get(id, { conflicts: true }),
    ids: async (name) => (await local(name).allDocs()).rows.map(({ id }) => id),
    next: (auth) => new Promise((told, failed) => {
      const feed = remote(auth).changes({ live: true, since: 'now', include_docs: true });
      globalThis.listening = true;
      feed.on('change', ({ doc }) => { feed.cancel(); told(doc); }).on('error', failed);
    }),
  };
`;

/** A folder with a page that has PouchDB in it, for a server to serve. */
export async function pageWithPouch(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'healthcare-page-'));
  const built = await build({
    stdin: { contents: source, resolveDir: dirname(fileURLToPath(import.meta.url)), loader: 'js' },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
  });
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'assets', 'peer.js'), built.outputFiles[0]?.text ?? '');
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>peer</title><script src="/assets/peer.js"></script>');
  return root;
}
