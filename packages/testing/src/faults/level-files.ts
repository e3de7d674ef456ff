import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ChunkDatabase, FileStorage } from '@healthcare/replica';

const require = createRequire(import.meta.url);
type Pouch = new (name: string, options: object) => ChunkDatabase;

/** What IndexedDB is in a page: PouchDB in a folder, for workstations that run in Node. */
export function levelFiles(folder: string): FileStorage {
  const Pouch: Pouch = require('pouchdb-core').plugin(require('pouchdb-adapter-leveldb'));
  return {
    open: (name) => new Pouch(join(folder, name), { adapter: 'leveldb', auto_compaction: true }),
    attachment: ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength),
  };
}
