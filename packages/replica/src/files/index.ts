export type { ChunkDatabase, FileStorage } from './chunk-shelf.ts';
export * from './files.ts';
export { filesToSend, sameToSend } from './files-to-send.ts';
export { idbFiles } from './idb-files.ts';
export { type FilesHere, openFiles } from './open-files.ts';
export type { RecordsHere } from './records-here.ts';
