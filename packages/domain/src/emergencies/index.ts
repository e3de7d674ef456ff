export * from './emergency.ts';
export * from './entries.ts';
export * from './view.ts';
