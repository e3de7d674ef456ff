export { useFileStatesQuery } from './files-api.ts';
export * from './may-act.ts';
export * from './RecordsPart.tsx';
export * from './RemoveRecordDialog.tsx';
export { type HeldRecord, type RecordRow, type RecordsOfPatient, recordRow } from './record-book.ts';
export * from './records-api.ts';
export * from './use-record-act.ts';
export { recordsWords } from './words.ts';
