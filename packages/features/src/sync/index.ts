export * from './Backlog.tsx';
export * from './ClockWarning.tsx';
export * from './FirstSync.tsx';
export * from './refusals-query.ts';
export * from './sync-slice.ts';
export * from './use-not-done.ts';
export * from './VersionBanner.tsx';
export * from './WaitingFiles.tsx';
export { syncWords } from './words.ts';
