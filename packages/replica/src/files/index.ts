export type { ChunkDatabase, FileStorage } from './chunk-shelf.ts';
export * from './files.ts';
export { idbFiles } from './idb-files.ts';
export { type FilesHere, openFiles } from './open-files.ts';
export type { RecordsHere } from './records-here.ts';
