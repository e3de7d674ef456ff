/*
 * The server without HTTP, sockets and LevelDB: what it decides, on whatever database it is given. For the simulator.
 */
export { type Hall, seatArbiter } from './arbiter/seat.ts';
export { changesPage, newestPage } from './gateway/changes.ts';
export { goesBy } from './gateway/lineage.ts';
export { ScopeIndex } from './gateway/scope-index.ts';
export { rowFor, type StoredDocument } from './gateway/unite.ts';
export { type Answer, Writer } from './gateway/writer.ts';
export { openRefusals, type Refusals } from './refusals/refusals.ts';
export type { Account } from './sessions/accounts.ts';
export { placeOf } from './sessions/assignment.ts';
export { openSessions, type Sessions } from './sessions/sessions.ts';
export { allRight, ed25519Signatures, type Signatures } from './signatures/signatures.ts';
export type { Change, Database, Feed, Pouch, Stored, WriteResult } from './store/database.ts';
