export * from './DowntimeKeeper.tsx';
export * from './DowntimeScreen.tsx';
export { downtimeWords } from './words.ts';
