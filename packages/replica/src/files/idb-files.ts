/// <reference path="./pouchdb.d.ts" />
import { MOST_CHUNK_BYTES } from '@healthcare/domain/records';
import idb from 'pouchdb-adapter-idb';
import PouchDB from 'pouchdb-core';
import { spaceToWrite } from '../space/index.ts';
import type { ChunkDatabase, FileStorage } from './chunk-shelf.ts';

/** What PouchDB's adapter puts before the name of a database in IndexedDB. */
const PREFIX = '_pouch_';

/** Files in IndexedDB through PouchDB. What was called saved has been flushed to the disk. */
export function idbFiles(): FileStorage {
  flushPouches();
  const Pouch = PouchDB.plugin(idb);
  return {
    // Without compaction the attachments of what was let go would stay.
    open: (name) => withSpace(new Pouch(name, { adapter: 'idb', auto_compaction: true })),
    attachment: (bytes) => new Blob([bytes], { type: 'application/octet-stream' }),
  };
}

/** A chunk lies beside its database, and is written twice before the first copy goes (bytes). */
const FOR_A_CHUNK = 3 * MOST_CHUNK_BYTES;

function withSpace(pouch: ChunkDatabase): ChunkDatabase {
  return {
    put: (document) =>
      spaceToWrite('_attachments' in document ? FOR_A_CHUNK : undefined).then(() => pouch.put(document)),
    bulkDocs: (documents) => spaceToWrite().then(() => pouch.bulkDocs(documents)),
    allDocs: (options) => pouch.allDocs(options),
    getAttachment: (id, name) => pouch.getAttachment(id, name),
    close: () => pouch.close(),
  };
}

let flushed = false;

/** PouchDB does not ask IndexedDB for strict durability and has no option for it; without it "saved" would be the system's memory. */
function flushPouches(): void {
  if (flushed) return;
  flushed = true;
  const plain = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function transaction(names, mode, options) {
    const isOurs = mode === 'readwrite' && this.name.startsWith(PREFIX);
    return plain.call(this, names, mode, isOurs ? { ...options, durability: 'strict' } : options);
  };
}
