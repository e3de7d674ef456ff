export * from './screens.ts';
export * from './words.ts';
