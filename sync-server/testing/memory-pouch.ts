import { createRequire } from 'node:module';
import type { Pouch } from '../src/store/database.ts';

const require = createRequire(import.meta.url);
const memory = require('pouchdb-core').plugin(require('pouchdb-adapter-memory')) as Pouch;
let made = 0;

/** Databases in memory, of their own. */
export function memoryPouch(): Pouch {
  made += 1;
  return memory.defaults({ prefix: `memory-${process.pid}-${made}-`, adapter: 'memory' });
}
