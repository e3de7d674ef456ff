export * from './ClockWarning.tsx';
export * from './FirstSync.tsx';
export * from './sync-slice.ts';
export { syncWords } from './words.ts';
