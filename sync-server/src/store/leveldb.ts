import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Pouch } from './database.ts';
import { FlushedLevelDown } from './flushed-leveldown.ts';

const require = createRequire(import.meta.url);

/** Every write through it is flushed before it is answered. */
export function pouchIn(folder: string): Pouch {
  mkdirSync(folder, { recursive: true });
  return pouchWithPlugins().defaults({
    prefix: `${join(folder, 'db')}-`,
    adapter: 'leveldb',
    db: FlushedLevelDown,
    auto_compaction: true,
  });
}

let withPlugins: Pouch | undefined;

/** Plugins change the one PouchDB class of the process, and may do so once. */
function pouchWithPlugins(): Pouch {
  withPlugins ??= require('pouchdb-core')
    .plugin(require('pouchdb-adapter-leveldb'))
    .plugin(require('pouchdb-mapreduce'))
    .plugin(require('pouchdb-replication'))
    .plugin(require('pouchdb-find')) as Pouch;
  return withPlugins;
}
