import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** CouchDB's order of JSON values: null, booleans, numbers, texts, lists, objects. Negative when `a` comes first. */
export const collate: (a: unknown, b: unknown) => number = require('pouchdb-collate').collate;
