export * from './Backlog.tsx';
export * from './ClockWarning.tsx';
export * from './FirstSync.tsx';
export * from './sync-slice.ts';
export * from './VersionBanner.tsx';
export { syncWords } from './words.ts';
